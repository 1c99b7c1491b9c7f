import type { PersonRules } from '../../rules/person-rules.js';

/**
 * `leave` when it was asked for or the PeerConnection closed; nothing when the handle or the connection ended, or the room
 * was destroyed. One handle can be in many rooms.
 */
export const RULES: PersonRules = {
  joins: 'join',
  shows: [],
  ends: { leave: 'leave', kicked: 'kicked' },
  oneRoom: false,
};
