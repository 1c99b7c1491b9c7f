/** The causes of silent endings in words, for the headings of reports and the rules of SARIF. */
import { helpPage } from '../analysis/help.js';
import type { Cause, Session } from '../sessions/model.js';
import { adviceFor } from '../sessions/wording.js';

/** Every cause a flagged session can have, weightiest first. */
export const FLAGGED_CAUSES: readonly Cause[] = [
  'transport-gone',
  'server-stopped',
  'server-crashed',
  'id-reused',
  'handles-detached',
  'timeout',
  'destroyed',
];

const TITLES: Readonly<Record<Cause, string>> = {
  'transport-gone': 'Its connection closed, and Janus told no end',
  'server-stopped': 'Janus was shut down while it was open',
  'server-crashed': 'Janus crashed or was killed while it was open',
  'id-reused': 'Its id was created again, without an end before',
  'handles-detached': 'All its handles detached together, and nothing came later',
  timeout: 'It timed out by the server log, but the event is missing',
  destroyed: 'It was destroyed by the server log, but the event is missing',
};

export const titleOf = (cause: Cause): string => TITLES[cause];

/** What a person can do about it. */
export const adviceOf = (cause: Cause): string =>
  adviceFor(cause) ??
  'Janus tells such an end, so the event was lost on its way: look at the queue, the compression and the connection of the event handler, and at what stores its events.';

/** The page that explains the cause; null for events that were merely lost. */
export const pageOf = (cause: Cause): string | null => (adviceFor(cause) === null ? null : helpPage(cause));

/** How people know a session: "session 42 (bob, room 1234)". */
export function nameOf({ id, instance, opaqueIds, rooms, displays }: Session): string {
  const known = [...displays.slice(0, 2), ...opaqueIds.slice(0, 2), ...rooms.slice(0, 2).map((room) => `room ${room}`)];
  const again = instance > 1 ? ` #${String(instance)}` : '';
  return known.length > 0 ? `${id}${again} (${known.join(', ')})` : `${id}${again}`;
}
