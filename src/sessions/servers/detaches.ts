/**
 * How the handles of a session go when it ends: one after another without a pause. Four hundred of them took 1.7 s
 * (0.10.10), and a connection that closed while the server was at work on others waited 1.2 s for its turn.
 */
import { Float64Column, lastFrom } from '../../events/columns.js';
import { Role } from '../../events/event-table.js';
import type { Facts } from '../collecting/facts.js';

/** Two handles of one drop detach within this of each other, µs (0.12 s seen). */
export const LARGEST_PAUSE = 250_000;
/** A server that works off drops detaches at least as many handles a second (140 and more were seen). */
const WORKING = 50;
/** No server was seen to need that long, µs. */
const LONGEST = 10_000_000;
const SECOND = 1_000_000;

/**
 * Whether what happened between two moments can have gone without a pause; `times` are those of all `detached` of the
 * server, in order.
 */
export const detachedWithoutPause = (times: Float64Array, from: number, to: number): boolean =>
  to - from <= LARGEST_PAUSE || wasDetaching(times, from, to);

/** Whether a server was at work on detaching handles all the time between two moments. */
export function wasDetaching(times: Float64Array, from: number, to: number): boolean {
  if (to - from > LONGEST) return false;
  const first = lastFrom(times, times.length, from) + 1;
  // What detached at the very end is what was waited for.
  const behind = lastFrom(times, times.length, to - 1) + 1;
  if (behind - first < ((to - from) / SECOND) * WORKING) return false;
  for (let k = first; k <= behind; k++) {
    const before = k === first ? from : times[k - 1]!;
    const at = k === behind ? to : times[k]!;
    if (at - before > LARGEST_PAUSE) return false;
  }
  return true;
}

/** Whether handles that detached at these times, in order, can have gone in one drop. */
export const inOneGo = (detached: readonly number[], allOfServer: () => Float64Array): boolean =>
  detached.every((at, k) => {
    const before = k === 0 ? at : detached[k - 1]!;
    return at - before <= LARGEST_PAUSE || detachedWithoutPause(allOfServer(), before, at);
  });

/** By emitter: the times of all its `detached`, in order, each once. Looks at every event once. */
export function detachTimes({ table, owners, emitterList }: Facts): Float64Array[] {
  const found = emitterList.map(() => new Float64Column());
  for (let event = 0; event < table.count; event++)
    if (table.role(event) === Role.detached) found[owners.scope.values[table.owner(event)]!]!.push(table.at(event));
  return found.map((column) => eachOnce(column.whole().sort()));
}

/** Without those that are equal to the one before. */
function eachOnce(times: Float64Array): Float64Array {
  let count = 0;
  for (const at of times) if (count === 0 || at !== times[count - 1]) times[count++] = at;
  return times.slice(0, count);
}
