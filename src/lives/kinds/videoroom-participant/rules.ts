import type { PersonRules } from '../../rules/person-rules.js';

/**
 * `leave`, the end of the handle, the session or the connection: one `leaving` (`janus_videoroom_leave_or_unpublish()`). A
 * kick: `kicked` alone. A destroyed room: nothing.
 */
export const RULES: PersonRules = {
  joins: 'joined',
  shows: ['configured', 'published'],
  ends: { leaving: 'leaving', kicked: 'kicked' },
  oneRoom: true,
};
