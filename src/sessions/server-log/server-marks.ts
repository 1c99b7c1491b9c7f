/** Which `started` or `shutdown` ended a session. */
import { HTTP_TRANSPORT } from '../../events/types.js';
import type { Facts } from '../collecting/facts.js';
import { livesAfter, type Life } from '../lives.js';
import { BUSY_STOP_RACE, stopTime } from '../runs/crossings.js';
import { begunAt } from '../runs/extent.js';
import { endsWith } from '../servers/log-end.js';
import { firstFrom, startBefore, type Disconnect, type Mark, type Server } from '../servers/server.js';
import { stopsSlowly, tellsDrops } from '../servers/versions.js';

/** Marks looked at for one session: more than a server starts and stops while it lives. */
const MAX_LOOKED_AT = 1000;
/** What an end brings with it comes within this. */
const AFTER_END = 1_000_000;
/** A session this much older than a `started` is hardly of the run that it starts. */
const RECENT = 5_000_000;

/** A server that stops closes its connections within this of each other, µs. */
const CLOSING = 50_000;
/** libwebsockets, told to stop, first wakes at the next multiple of this since its process began, µs (Janus before 0.11.4), */
const BEAT = 30_000_000;
/** give or take what the process took to say `started`, µs (0.1 s seen). */
const OFF_BEAT = 500_000;

/** First trace of a life, µs. */
export function firstSeen(facts: Facts, life: Life): number {
  return facts.table.at(life.events[0]!);
}

/** What the marks tell of the end of a life. */
export interface MarkedEnd {
  readonly mark: Mark;
  /** Why it cannot be told whether the mark ended it; null where it did. */
  readonly doubt: 'which-run' | 'which-server' | null;
  /** Whether the life is known to be of the run that ended there. */
  readonly sure: boolean;
}

/** The first mark that ended a life whose own connection went with `gone`; null where none did. */
export function endingMark(facts: Facts, life: Life, server: Server, gone: Disconnect | null): MarkedEnd | null {
  const { marks } = server;
  const begun = begunAt(facts, life, server);
  let possible: Mark | null = null;
  const first = firstFrom(marks, firstSeen(facts, life) + 1);
  for (let k = first; k < marks.length && k < first + MAX_LOOKED_AT; k++) {
    const mark = marks[k]!;
    if (mark.kind === 'started') {
      if (possible?.early === true) break;
      if (mark.shared || begun >= mark.cut || outlives(facts, life, mark, server)) continue;
      const sure = begun <= mark.before || (!server.startsSlowly && begun < mark.at - RECENT);
      return { mark, sure, doubt: !sure && server.startsSlowly ? 'which-run' : null };
    }
    if (outlives(facts, life, mark, server)) continue;
    if (!mark.shared || closedBy(facts, life, server, mark, gone)) return { mark, sure: true, doubt: null };
    if (mark.early) possible ??= mark;
    if (tellsOfConnection(life, server)) continue;
    if (begun <= mark.stops) return { mark, sure: false, doubt: null };
    if (begun > mark.spares && begun <= mark.mayStop) possible ??= mark;
  }
  return possible && { mark: possible, sure: false, doubt: 'which-server' };
}

/** Whether the shutdown closed the connection: of several servers of one name, that tells which one it was. */
function closedBy(facts: Facts, life: Life, server: Server, mark: Mark, gone: Disconnect | null): boolean {
  if (gone === null || gone.at < mark.at) return false;
  const { closed } = mark;
  // A single connection may have closed by chance, its session claimed by another one: then handles stay.
  if (gone.at >= closed.from && gone.at <= closed.to && (closed.count > 1 || handlesWent(life))) return true;
  return closedSlowlyBy(facts, life, server, mark, gone);
}

const handlesWent = ({ handles }: Life): boolean => handles.every(({ detachedAt }) => detachedAt !== null);

/** Whether the log would show that a life lost its connection. */
const tellsOfConnection = ({ created }: Life, server: Server): boolean =>
  created !== null && !server.transportsMasked && server.connection(created) !== null;

/**
 * The same of a server that stops slowly: its process is gone right after it has closed its connections, before every
 * `detached` gets out, and the sessions are silent from then on. So is one that another connection had claimed, but its old
 * connection goes at no such time.
 */
function closedSlowlyBy(facts: Facts, life: Life, server: Server, mark: Mark, gone: Disconnect): boolean {
  if (gone.at > mark.at + stopTime(server) || !stopsSlowly(startBefore(server, mark.at)?.version ?? null)) return false;
  const silent = facts.table.at(life.events.at(-1)!) <= gone.at + AFTER_END;
  if (!silent || handlesWent(life)) return false;
  const { disconnects, starts } = server;
  const atOnce = disconnects.firstFrom(gone.at + CLOSING + 1) - disconnects.firstFrom(gone.at - CLOSING);
  return atOnce > 1 || starts.some(({ at }) => at < mark.at && offBeat(gone.at - at) <= OFF_BEAT);
}

/** How far a time is from the next or last beat of libwebsockets' clock, which begins with the process, µs. */
const offBeat = (time: number): number => Math.abs(time - Math.round(time / BEAT) * BEAT);

/** Whether a life goes on past a mark; what a shutdown itself brings proves nothing. */
function outlives(facts: Facts, life: Life, mark: Mark, server: Server): boolean {
  if (mark.kind === 'started') return livesAfter(facts, life, mark.at);
  return (
    facts.table.at(life.events.at(-1)!) > mark.at + stopTime(server) ||
    life.handles.some(({ attachedAt }) => attachedAt !== null && attachedAt > mark.at + BUSY_STOP_RACE)
  );
}

/** Whether the log ends with the shutdown, and the version may tell the end of such a session right after it. */
export function mayStillTell(life: Life, mark: Mark, server: Server): boolean {
  if (life.created?.transport === HTTP_TRANSPORT) return false;
  if (tellsDrops(startBefore(server, mark.at)?.version ?? null) === false) return false;
  return server.facts.lastAt < mark.at + AFTER_END;
}

/** Whether the log ends before it shows whose a session is that came shortly before a `started`. */
export function isTooYoung(facts: Facts, life: Life, mark: Mark, server: Server): boolean {
  return endsWith(mark, server) && firstSeen(facts, life) > mark.at - RECENT;
}

/**
 * Whether it is beyond doubt that a `started` ended a life: of the server that had it, long enough before, at the same
 * address.
 */
export function replacesFor({ mark, sure }: MarkedEnd, server: Server): boolean {
  return sure && !endsWith(mark, server) && !server.several && !movedAt(mark.at, server);
}

/** Whether a server that started at `at` has another address than the one before: moved, or another server of the same name. */
export function movedAt(at: number, server: Server): boolean {
  const before = startBefore(server, at - 1)?.localIp ?? null;
  const now = startBefore(server, at)?.localIp ?? null;
  return before !== null && now !== null && before !== now;
}
