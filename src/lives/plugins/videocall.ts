import type { Vocabulary } from '../engine/vocabulary.js';

/** What `janus_videocall.c` tells event handlers. Of a call nobody is named; the SDP pairs its two sides. */
export const VIDEOCALL: Vocabulary = {
  plugin: 'janus.plugin.videocall',
  words: {
    registered: { who: 'username', text: 'username' },
    calling: {},
    accepted: {},
    hangup: { text: 'reason' },
  },
};
