import type { HandleRules } from '../../rules/handle-rules.js';

/**
 * `started` comes with the PeerConnection (since 1.2.2 and 0.14.2); `switching` names the new mountpoint. Nothing is told at
 * the end of the handle, the PeerConnection or the mountpoint.
 */
export const RULES: HandleRules = {
  begins: ['starting', 'started', 'switching'],
  ups: ['started'],
  ends: { stopping: 'stopping' },
  replaces: { switching: 'switching' },
  withinPlace: true,
};
