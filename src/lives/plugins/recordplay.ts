import type { Vocabulary } from '../engine/vocabulary.js';

/** What `janus_recordplay.c` tells event handlers; `stopped` is said of recordings and playouts alike. */
export const RECORDPLAY: Vocabulary = {
  plugin: 'janus.plugin.recordplay',
  words: {
    recording: { place: 'id' },
    playout: { place: 'id' },
    playing: { place: 'id' },
    stopped: { place: 'id' },
  },
};
