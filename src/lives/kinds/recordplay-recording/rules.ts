import type { HandleRules } from '../../rules/handle-rules.js';

/** `stopped` when it was asked for; all other ends are those of the PeerConnection, the handle or the session. */
export const RULES: HandleRules = {
  begins: ['recording'],
  ends: { stopped: 'stopped' },
};
