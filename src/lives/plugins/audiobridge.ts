import type { Vocabulary } from '../engine/vocabulary.js';

const PERSON = { place: 'room', who: 'id', text: 'display' };

/**
 * What `janus_audiobridge.c` tells event handlers. `left` carries the handle when it was asked for, and none when the
 * handle or its PeerConnection ended; `kicked` and `kicked_all` carry that of whoever asked.
 */
export const AUDIOBRIDGE: Vocabulary = {
  plugin: 'janus.plugin.audiobridge',
  words: {
    created: { place: 'room' },
    destroyed: { place: 'room' },
    joined: PERSON,
    configured: PERSON,
    left: PERSON,
    kicked: PERSON,
    kicked_all: PERSON,
  },
};
