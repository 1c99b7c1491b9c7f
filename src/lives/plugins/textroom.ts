import type { Vocabulary } from '../engine/vocabulary.js';

/** What `janus_textroom.c` tells event handlers. `kicked` has the key `textroom`, and the ids of whoever asked. */
export const TEXTROOM: Vocabulary = {
  plugin: 'janus.plugin.textroom',
  words: {
    created: { place: 'room' },
    destroyed: { place: 'room' },
    join: { place: 'room', who: 'username', text: 'display' },
    leave: { place: 'room', who: 'username' },
    kicked: { place: 'room', who: 'username' },
  },
};
