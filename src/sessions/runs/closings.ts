/** Which connections a `shutdown` closed, and whether it left others of its kind alone: then another server has those. */
import type { Life } from '../lives.js';
import { endsWith, knownUntil } from '../servers/log-end.js';
import type { Disconnect, Server } from '../servers/server.js';
import { stopTime } from './crossings.js';
import { connectedAt, type Extent } from './extent.js';

/** A server that stops at once closes its connections within this, µs, */
const CLOSING = 1_000_000;
/** and one that waits before it does, between these (20 to 30 s seen before 0.11.4), */
const LATE_CLOSING = { from: 15_000_000, to: 35_000_000 };
/** one after the other within this. */
const PAUSE = 100_000;
/** Connections looked at behind one shutdown. */
const MOST = 10_000;
/** Shutdowns looked at behind the last start. */
const MOST_CLOSINGS = 100;
/** How long what comes after the last of them shows that no more of them come, µs. */
const AND_NO_MORE = 30_000;

/** Whether the log ends before a shutdown has closed its connections, or just as the next server starts. */
function endsTooSoon(server: Server, mark: number): boolean {
  const [{ at }, next] = [server.marks[mark]!, server.marks[mark + 1]];
  const closing = stopTime(server) < LATE_CLOSING.to ? CLOSING : LATE_CLOSING.to;
  return knownUntil(server) < at + closing || (next?.kind === 'started' && endsWith(next, server));
}

/** The connections that a shutdown seems to have closed: the most that went together when it can have closed them. */
export function closedBehind(server: Server, stopped: number): Disconnect[] {
  const atOnce = mostTogether(server, stopped, stopped, stopped + CLOSING);
  if (atOnce.length > 1 || stopTime(server) < LATE_CLOSING.to) return atOnce;
  const late = mostTogether(server, stopped, stopped + LATE_CLOSING.from, stopped + LATE_CLOSING.to);
  return late.length > 0 ? late : atOnce;
}

/** The largest group of connections that had come up before `stopped` and closed from `from` to `to`, µs. */
function mostTogether(server: Server, stopped: number, from: number, to: number): Disconnect[] {
  const { disconnects } = server;
  const groups: Disconnect[][] = [];
  for (let k = disconnects.firstFrom(from), end = Math.min(disconnects.count, k + MOST); k < end; k++) {
    const gone = disconnects.get(k);
    if (gone.at > to) break;
    const opened = connectedAt(server, gone);
    if (opened !== Infinity && opened > stopped) continue;
    const last = groups.at(-1);
    if (last && gone.at <= last.at(-1)!.at + PAUSE) last.push(gone);
    else groups.push([gone]);
  }
  return groups.reduce((most, group) => (group.length > most.length ? group : most), []);
}

/** A shutdown that closed connections, and what is asked of one that it left alone. */
interface Closing {
  /** Number of the mark, and its time, µs. */
  readonly mark: number;
  readonly at: number;
  readonly transports: ReadonlySet<string>;
  /** When the server started that shut down, by what the log shows, µs; a crash leaves connections without an end. */
  readonly since: number;
  /** By when they were closed, µs. */
  readonly until: number;
  /** Whether the log shows that no more of them come. */
  readonly complete: boolean;
}

/** Sees each life once, and finds the shutdowns that left connections of sessions alone. */
export class SparedConnections {
  private readonly closings: readonly Closing[];
  private readonly found = new Set<number>();
  /** Shutdowns behind which connections had not closed yet where the log ends. */
  private readonly unclosed = new Set<number>();

  /** `areEstimates`: times behind a step of the clock, by which a connection may seem to close later than it did. */
  constructor(
    private readonly server: Server,
    areEstimates: boolean,
  ) {
    // Where a server starts behind it, connections without an end prove nothing: one that ends quickly takes with it what
    // it has not sent yet (of eight connections one told its end, Janus 1.0.4 over HTTP).
    const { marks } = server;
    const started = marks.findLastIndex(({ kind }) => kind === 'started');
    const since = marks[started]?.at ?? -Infinity;
    const looked = areEstimates ? 0 : MOST_CLOSINGS;
    this.closings = marks
      .slice(started + 1, started + 1 + looked)
      .flatMap(({ at }, k) => closingOf(server, started + 1 + k, at, since));
  }

  add({ created, handles }: Life, { taken, gone }: Extent): void {
    const { server, closings, found, unclosed } = this;
    if (closings.length === 0 || created?.transport == null || server.connection(created) === null) return;
    for (const { mark, at, transports, since, until, complete } of closings) {
      if (found.has(mark) || taken >= at || gone <= until + CLOSING || (complete && !transports.has(created.transport)))
        continue;
      const up = connectedAt(server, created);
      if (up === Infinity || up <= since) continue;
      // The end of the connection may be lost.
      if (!handles.some(({ detachedAt }) => detachedAt !== null && detachedAt >= at && detachedAt <= until + CLOSING))
        (complete ? found : unclosed).add(mark);
    }
  }

  /**
   * Whether the log ends too soon behind the shutdown with that number to show whose it was: none of the connections
   * closed, or not yet all of them.
   */
  isEarly(mark: number): boolean {
    const { server, found, unclosed } = this;
    if (found.has(mark) || !endsTooSoon(server, mark)) return false;
    return unclosed.has(mark) || closedBehind(server, server.marks[mark]!.at).length === 0;
  }

  /** Whether the shutdown with that number among the marks left a connection alone. */
  by(mark: number): boolean {
    return this.found.has(mark);
  }
}

function closingOf(server: Server, mark: number, at: number, since: number): Closing[] {
  const closed = closedBehind(server, at);
  const last = closed.at(-1)?.at ?? Infinity;
  // A client may have left by chance while a server that stops slowly had closed none.
  if (closed.length < (stopTime(server) < LATE_CLOSING.to ? 1 : 2)) return [];
  const complete = server.facts.lastAt >= last + AND_NO_MORE;
  const transports = new Set(closed.map(({ transport }) => transport));
  return [{ mark, at, transports, since, until: last + PAUSE, complete }];
}
