import type { Vocabulary } from '../engine/vocabulary.js';

/** What `janus_streaming.c` tells event handlers: `status` of viewers, `event` of mountpoints. */
export const STREAMING: Vocabulary = {
  plugin: 'janus.plugin.streaming',
  words: {
    created: { place: 'id' },
    destroyed: { place: 'id' },
    starting: { place: 'id' },
    started: { place: 'id' },
    switching: { place: 'id' },
    stopping: { place: 'id' },
  },
};
