/**
 * Of two servers that share a name, which one shut down: its connections close together right behind its `shutdown`, and
 * whose they are shows by when they came up.
 */
import type { Mark, Server } from '../servers/server.js';
import { closedBehind, type SparedConnections } from './closings.js';
import type { Crossings } from './crossings.js';
import { connectedAt } from './extent.js';

/** How long before its `started` a server is taken not to run yet where none is known to be slow, µs. */
const QUICK_START = 1_500_000;
/** The same where a session is accused by it. */
const HARDLY_SLOWER = 5_000_000;

/** Goes through the marks once the shared starts are known, and tells of each shutdown what it stopped. */
export function settleShutdowns(server: Server, crossings: Crossings, spared: SparedConnections): void {
  const { marks } = server;
  const survivor = firstSurvivors(marks, crossings);
  let running = 1;
  let younger: Mark | null = null;
  for (const [k, mark] of marks.entries()) {
    if (mark.kind === 'started') {
      running = mark.shared ? running + 1 : 1;
      younger = mark;
      continue;
    }
    mark.shared ||= running > 1;
    mark.early = mark.shared && spared.isEarly(k);
    if (mark.shared) settleShutdown(server, mark, running <= 2 ? younger : null, survivor[k]!);
    running = Math.max(1, running - 1);
    younger = null;
  }
}

/** By mark: when the first one began that a server still serves after it, µs. */
function firstSurvivors(marks: readonly Mark[], crossings: Crossings): Float64Array {
  const found = new Float64Array(marks.length);
  let first = Infinity;
  for (let k = marks.length - 1; k >= 0; k--) found[k] = first = Math.min(first, crossings.firstServedAfter(k));
  return found;
}

/** `younger` is the start of the younger one of two servers, where there are just two. */
function settleShutdown(server: Server, mark: Mark, younger: Mark | null, survivor: number): void {
  const closed = closedBehind(server, mark.at);
  mark.closed = { from: closed[0]?.at ?? Infinity, to: closed.at(-1)?.at ?? -Infinity, count: closed.length };
  if (younger === null) return;
  const before = startedBefore(server, younger, QUICK_START);
  const older = closed.some((gone) => connectedAt(server, gone) <= before);
  const spared = survivor <= before;
  if (older && !spared) mark.stops = startedBefore(server, younger, HARDLY_SLOWER);
  if (spared && !older) mark.spares = before;
  // A deployment stops the older one, and who comes once the younger one is there is sent to that: no reason to doubt.
  else if (older || server.starts[0]!.at < younger.at) mark.mayStop = younger.at;
}

/** Up to when what begins is of servers that ran before a start; `margin` µs before it where none is known to be slow. */
const startedBefore = ({ startsSlowly }: Server, { before, at }: Mark, margin: number): number =>
  startsSlowly ? before : Math.max(before, at - margin);
