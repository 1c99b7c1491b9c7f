/** Decides for each `started` and `shutdown` of an emitter which sessions it speaks of. */
import type { Mark, Server } from '../servers/server.js';
import { sendsHeartbeats } from '../servers/versions.js';
import type { SparedConnections } from './closings.js';
import { SLOWEST_START, type Crossings } from './crossings.js';
import type { HeartbeatTimes } from './heartbeat-times.js';

/** What comes this shortly before the first traces of a new run is of that run: a process takes longer to start again. */
const START_RACE = 100_000;
/** Events come up to 21 ms out of order. */
const DISORDER = 50_000;
/** A server that takes sessions for this long before it says `started` is slow to start, µs. */
const SLOW = 1_000_000;
/** A server that stops ends its heartbeats first of all: none comes later than this, µs. */
const AFTER_STOP = 250_000;

/**
 * Sets what {@link Mark} tells of each. A run of a single server begins where nothing crosses: at or before its
 * `started`, by no more than a slow start takes. Where something does, another server of the same name goes on.
 */
export function settleMarks(
  server: Server,
  crossings: Crossings,
  spared: SparedConnections,
  heartbeats: HeartbeatTimes,
): void {
  const { marks } = server;
  let across = Infinity;
  let served = Infinity;
  // Where a server outlives another's shutdown, the later one of both did not replace the other when it started.
  let another: Another = 'none';
  const beats = new BeatsOfOthers(server, heartbeats);
  for (let k = marks.length - 1; k >= 0; k--) {
    const mark = marks[k]!;
    across = Math.min(across, crossings.firstAcross(k));
    served = Math.min(served, crossings.firstServedAfter(k));
    if (mark.kind === 'shutdown') {
      const outlived = served < mark.at;
      mark.shared = outlived || !endsTheLast(marks, k, crossings) || spared.by(k) || beats.follow(mark);
      another = outlived ? 'known' : mark.shared ? 'likely' : 'none';
    } else {
      settleStart(server, k, crossings, heartbeats, across, another, beats);
      another = 'none';
    }
    server.several ||= mark.shared;
    beats.pass(mark);
  }
}

/** Heartbeats that no server sends which started since. Marks are asked about and passed from the last to the first. */
class BeatsOfOthers {
  private readonly neverSent: boolean;
  /** When the next mark comes behind which a server may send them, µs. */
  private next = Infinity;

  constructor(
    private readonly server: Server,
    private readonly heartbeats: HeartbeatTimes,
  ) {
    const { starts } = server;
    this.neverSent = starts.length > 0 && starts.every(({ version }) => sendsHeartbeats(version) === false);
  }

  /** Whether one follows a shutdown, or the start of a version that sends none. */
  follow(mark: Mark): boolean {
    return !this.neverSent && this.heartbeats.firstAfter(mark.at + AFTER_STOP) < this.next;
  }

  pass(mark: Mark): void {
    if (mark.kind !== 'started' || sendsHeartbeats(versionOf(this.server, mark)) !== false) this.next = mark.at;
  }
}

/** Whether no session was taken in after a shutdown but by the run that the next `started` tells of. */
function endsTheLast(marks: readonly Mark[], k: number, crossings: Crossings): boolean {
  const taken = crossings.firstTakenAfter(k);
  const next = marks[k + 1];
  return taken === Infinity || (next?.kind === 'started' && taken >= next.at - SLOWEST_START);
}

/** Whether a start is of another server than the one that ran before, by what came since. */
type Another = 'known' | 'likely' | 'none';

/** `across`: when the first one began that goes on past this start or a later mark, µs. */
function settleStart(
  server: Server,
  k: number,
  crossings: Crossings,
  heartbeats: HeartbeatTimes,
  across: number,
  another: Another,
  beats: BeatsOfOthers,
): void {
  const { marks } = server;
  const mark = marks[k]!;
  const earliest = Math.max(mark.at - SLOWEST_START, marks[k - 1]?.at ?? -Infinity);
  const process = heartbeats.begun(mark.at);
  const notBefore = Math.max(earliest, process.from);
  const ended = crossings.endedBefore(k);
  const known = knownAtWork(ended, Math.min(mark.at, Math.max(notBefore, heartbeats.lastBefore(mark.at))));
  const slow = across < mark.at - SLOW;
  mark.shared =
    another === 'known' ||
    (another === 'likely' && slow) ||
    across < Math.max(earliest, known - DISORDER) ||
    heartbeats.areOfTwo(mark.at, marks[k + 1]?.at ?? Infinity) ||
    (sendsHeartbeats(versionOf(server, mark)) === false && beats.follow(mark));
  mark.before = mark.shared ? notBefore : known + START_RACE;
  let cut = Math.min(mark.at, across);
  if (marks[k - 1]?.kind === 'shutdown') {
    const taken = crossings.firstTakenAfter(k - 1);
    if (taken >= earliest) cut = Math.min(cut, taken);
  }
  for (const { begun, last } of ended.sort((a, b) => b.last - a.last)) {
    if (last < cut - START_RACE) break;
    if (begun >= earliest) cut = Math.min(cut, begun);
  }
  server.startsSlowly ||= process.to < mark.at || (!mark.shared && cut < mark.at - SLOW);
  const gone = goneBefore(server, k, known > notBefore ? known : -Infinity, heartbeats);
  mark.cut = Math.min(cut, Math.max(gone, notBefore), mark.at - START_RACE);
}

/** Up to when the run before is known to be at work by one session after another, given that it was at `from`, µs. */
function knownAtWork(ended: readonly { readonly begun: number; readonly last: number }[], from: number): number {
  let known = from;
  for (const { begun, last } of ended) {
    if (begun > known + START_RACE) break;
    known = Math.max(known, last);
  }
  return known;
}

/**
 * When the run before `started` number `k` is known to be gone by the heartbeat that is missing, µs; Infinity where none
 * is, or where it was still `atWork` after that.
 */
function goneBefore(server: Server, k: number, atWork: number, heartbeats: HeartbeatTimes): number {
  const before = server.marks[k - 1];
  const { at } = server.marks[k]!;
  const sends = heartbeats.lastBefore(at) > (before?.at ?? -Infinity);
  if (!sends && (before?.kind !== 'started' || sendsHeartbeats(versionOf(server, before)) !== true)) return Infinity;
  const gone = heartbeats.goneBy(before?.at ?? -Infinity, at);
  return gone >= atWork ? gone : Infinity;
}

const versionOf = ({ starts }: Server, { event }: Mark): string | null =>
  starts.find((start) => start.event === event)?.version ?? null;
