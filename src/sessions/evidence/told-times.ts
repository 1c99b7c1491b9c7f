/** Times as the events tell them, for showing: sessions are judged by corrected ones where a clock was set back. */
import type { EventTable } from '../../events/event-table.js';
import type { Ending } from '../endings/ending.js';

/** When a session ended, µs; null while it is open. */
export const toldEnd = ({ event, at }: Ending, table: EventTable): number | null =>
  event === null || at === null ? at : table.toldAt(event);

/** The first and the last time that events tell, µs; they are in the order in which they happened. */
export function toldSpan(events: Uint32Array, table: EventTable): { first: number; last: number } {
  let first = table.toldAt(events[0]!);
  let last = table.toldAt(events.at(-1)!);
  if (table.isCorrected)
    for (const event of events) {
      first = Math.min(first, table.toldAt(event));
      last = Math.max(last, table.toldAt(event));
    }
  return { first, last };
}
