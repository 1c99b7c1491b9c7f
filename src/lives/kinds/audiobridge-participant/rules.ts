import type { PersonRules } from '../../rules/person-rules.js';

/**
 * A kick tells `kicked`, or `kicked_all` for each, and then `left` when the PeerConnection closes; since 1.4 `kicked_all`
 * names people who had been kicked before as well. A hangup is a person's end here (`janus_audiobridge_hangup_media_internal()`):
 * without a PeerConnection none comes on 0.16.1 and 1.4.1, where Janus keeps who was kicked, to be kicked again or to leave.
 */
export const RULES: PersonRules = {
  joins: 'joined',
  shows: ['configured'],
  ends: { left: 'left', kicked: 'kicked', kicked_all: 'kicked_all' },
  alsoOfGone: ['kicked_all'],
  toldAgain: ['kicked', 'kicked_all'],
  oneRoom: true,
  goesWithConnection: true,
};
