import type { HandleRules } from '../../rules/handle-rules.js';

/** `stopped` when it was asked for; at the end of the recording Janus closes the PeerConnection and tells no more. */
export const RULES: HandleRules = {
  begins: ['playout'],
  ups: ['playing'],
  ends: { stopped: 'stopped' },
};
