import { originOf } from '../engine/session-description.js';
import type { Vocabulary } from '../engine/vocabulary.js';

const DESCRIPTION = { who: ({ sdp }: { readonly sdp?: unknown }) => originOf(sdp), text: 'type' };

/** What `janus_nosip.c` tells event handlers: the SDP it made for the other side, and the one it took from there. */
export const NOSIP: Vocabulary = {
  plugin: 'janus.plugin.nosip',
  words: { generated: DESCRIPTION, processed: DESCRIPTION },
};
