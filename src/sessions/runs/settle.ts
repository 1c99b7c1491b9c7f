/** Decides for each `started` and `shutdown` of an emitter which sessions it speaks of. */
import type { Mark, Server } from '../server.js';
import { SLOWEST_START, type Crossings } from './crossings.js';

/** What comes this shortly before the first traces of a new run is of that run: a process takes longer to start again. */
const START_RACE = 100_000;

/**
 * Sets {@link Mark.shared} and {@link Mark.cut}. A run of a single server begins where nothing crosses: at or before its
 * `started`, by no more than a slow start takes. Where something does, another server of the same name goes on.
 */
export function settleMarks(server: Server, crossings: Crossings): void {
  const { marks } = server;
  let across = Infinity;
  let served = Infinity;
  // Where a server outlives another's shutdown, the later one of both did not replace the other when it started.
  let another = false;
  for (let k = marks.length - 1; k >= 0; k--) {
    const mark = marks[k]!;
    across = Math.min(across, crossings.firstAcross(k));
    served = Math.min(served, crossings.firstServedAfter(k));
    if (mark.kind === 'shutdown') {
      const outlived = served < mark.at;
      mark.shared = outlived || !endsTheLast(marks, k, crossings);
      another = outlived;
    } else {
      const earliest = Math.max(mark.at - SLOWEST_START, marks[k - 1]?.at ?? -Infinity);
      mark.shared = another || across < earliest;
      mark.cut = cutOf(marks, k, crossings, across, earliest);
      another = false;
    }
    server.several ||= mark.shared;
  }
}

/** Whether no session was taken in after a shutdown but by the run that the next `started` tells of. */
function endsTheLast(marks: readonly Mark[], k: number, crossings: Crossings): boolean {
  const taken = crossings.firstTakenAfter(k);
  const next = marks[k + 1];
  return taken === Infinity || (next?.kind === 'started' && taken >= next.at - SLOWEST_START);
}

/** Where the run that mark `k` starts begins: from the first trace on of what can only be its own, µs. */
function cutOf(marks: readonly Mark[], k: number, crossings: Crossings, across: number, earliest: number): number {
  const { at } = marks[k]!;
  let cut = Math.min(at, across);
  if (marks[k - 1]?.kind === 'shutdown') {
    const taken = crossings.firstTakenAfter(k - 1);
    if (taken >= earliest) cut = Math.min(cut, taken);
  }
  for (const { begun, last } of crossings.endedBefore(k)) {
    if (last < cut - START_RACE) break;
    if (begun >= earliest) cut = Math.min(cut, begun);
  }
  return Math.min(cut, at - START_RACE);
}
