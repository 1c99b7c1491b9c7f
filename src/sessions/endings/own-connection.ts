/** The connection that created a session went: the session ends with it, unless another one had claimed it. */
import { detachedWithoutPause, inOneGo, wasDetaching } from '../servers/detaches.js';
import { UNIX_TRANSPORT, type Facts } from '../collecting/facts.js';
import { livesAfter, type HandleLife, type Life } from '../lives.js';
import { firstFrom, startOf, type Disconnect, type Server } from '../servers/server.js';
import { tellsDrops } from '../servers/versions.js';
import { askedFor, LATE } from './asked-for.js';
import { silent, undecidable, type Ending } from './ending.js';

/** The first handle detaches within this of its connection's end, or when the server gets round to it. */
const DETACH_WINDOW = 1_000_000;
/** On a machine that is not overloaded it does so within this, µs (47 ms seen). */
const SURELY = 50_000;
/** A handle that was being attached when the connection went is told after that, and detached at once, µs. */
const ATTACH_RACE = 20_000;
/** A session event comes within this of the handles, µs (41 ms seen). */
export const TELLING_WINDOW = 100_000;
/** Notifications race: a `detached` can carry an earlier time than the `disconnected` that caused it. */
const DETACH_RACE = 12_000;
/** Unix sockets: `disconnected` is told after the sessions have begun to end. */
export const UNIX_DETACH_RACE = 5_000;

/** The end of the connection that created the session. An id is one connection only until its `disconnected`. */
export function ownDisconnect(life: Life, server: Server): Disconnect | null {
  const connection = life.created && server.connection(life.created);
  if (!connection) return null;
  const createdAt = life.created.at;
  const reused = connection.connected[firstFrom(connection.connected, createdAt + 1)];
  const gone = connection.disconnected[firstFrom(connection.disconnected, createdAt)];
  return gone && (!reused || gone.at <= reused.at) ? gone : null;
}

/** With `reclaim_session_timeout` above 0, Janus always tells `timeout` in the end: none means claimed and alive. */
export function reclaims(server: Server, at: number): boolean | null {
  const reclaim = startOf(server, at)?.reclaimTimeout ?? null;
  return reclaim === null ? null : reclaim > 0;
}

/**
 * Whether the server that a session ran on tells of it when its connection drops; null where neither its version nor the
 * log shows it.
 */
export function tellsOf(life: Life, server: Server, at: number): boolean | null {
  const start = (life.created && startOf(server, life.created.at)) ?? startOf(server, at);
  return tellsDrops(start?.version ?? null) ?? (server.tellsDropsHere() || null);
}

export function ownConnectionGone(facts: Facts, life: Life, server: Server): Ending | null {
  const gone = ownDisconnect(life, server);
  if (!gone || livesAfter(facts, life, gone.at, ATTACH_RACE)) return null;
  const reclaim = reclaims(server, gone.at);
  if (reclaim === true) return null;
  // Without a known setting, a client that detaches and then leaves looks the same but may come back.
  const race = reclaim === false ? DETACH_RACE : earlyDetach(gone);
  const open = life.handles.filter((h) => h.detachedAt === null || h.detachedAt >= gone.at - race);
  const told = tellsOf(life, server, gone.at);
  const tells = told === true;
  if (open.length > 0) {
    const times = detachesInOrder(withoutLateComers(open, gone));
    if (times === null || !inOneGo(times, server.detaches) || broughtByShutdown(gone, times[0]!, server)) return null;
    if (!detachedWithoutPause(server.detaches(), gone.at, times[0]!)) return tells ? null : late(gone, times, server);
    if (tells) return untold(gone, times, server);
    const dropped = droppedWithHandles(gone, times, server);
    // A version that tells drops would have told this one, had it been one.
    return dropped && told === null ? { ...dropped, certainty: 'probable' } : dropped;
  }
  // A version that tells drops would have told this one: the session was claimed by another connection.
  if (reclaim === null || tells) return null;
  if (server.handlesMasked) return undecidable('handles-masked', { at: gone.at, disconnect: gone });
  return silent('transport-gone', 'probable', gone, { disconnect: gone, rule: 'no-handle' });
}

/**
 * Without handles that were being attached as the connection went: their `attached` is told, and a `detached` may never
 * come. Where there is no other handle, they have to show what became of the session.
 */
function withoutLateComers(handles: readonly HandleLife[], gone: Disconnect): readonly HandleLife[] {
  const others = handles.filter(({ attachedAt, detachedAt }) => detachedAt !== null || (attachedAt ?? 0) <= gone.at);
  return others.length > 0 ? others : handles;
}

/** When handles detached, in order, µs; null where one of them did not. */
export function detachesInOrder(handles: readonly HandleLife[]): number[] | null {
  const times: number[] = [];
  for (const { detachedAt } of handles) {
    if (detachedAt === null) return null;
    times.push(detachedAt);
  }
  return times.sort((a, b) => a - b);
}

/**
 * Handles that detached in one go, but a good while after the connection's end, though the server was not at work on others:
 * a client that had claimed the session may have let them go.
 */
function late(gone: Disconnect, times: readonly number[], server: Server): Ending | null {
  const [first] = times;
  if (first! > gone.at + DETACH_WINDOW || askedFor(gone, times, server) === 'yes') return null;
  return undecidable('late-detach', { at: gone.at, disconnect: gone });
}

/** Handles that go some while after a connection's end, but after a shutdown, go with what that closes. */
function broughtByShutdown(gone: Disconnect, first: number, { marks }: Server): boolean {
  const next = marks[firstFrom(marks, gone.at)];
  return first > gone.at + SURELY && next?.kind === 'shutdown' && next.at <= first;
}

function droppedWithHandles(gone: Disconnect, times: readonly number[], server: Server): Ending | null {
  const asked = askedFor(gone, times, server);
  if (asked === 'yes') return null;
  if (asked === 'maybe') return undecidable('asked-for', { at: gone.at, disconnect: gone });
  const [first] = times;
  const soon = first! <= gone.at + SURELY || wasDetaching(server.detaches(), gone.at, first!);
  // Where the log ends with the handles, the session event may be the next one; a log that is followed would have it by now.
  const silence = Number.isFinite(server.quiet) ? server.quiet : 0;
  const over = server.facts.lastAt + silence > times.at(-1)! + TELLING_WINDOW;
  const sure = soon && over && !server.requests.canHaveAsked(times, gone.at, 'all');
  return silent('transport-gone', sure ? 'certain' : 'probable', gone, { disconnect: gone, rule: 'own-connection' });
}

/**
 * A version that tells drops did not tell this one. A single handle may have been detached by whoever had claimed the
 * session; that several go at once by chance is less likely than that the event was lost.
 */
function untold(gone: Disconnect, times: readonly number[], server: Server): Ending | null {
  const together = times.length > 1 && times[0]! <= gone.at + LATE;
  if (!together || askedFor(gone, times, server) !== 'no') return null;
  return undecidable('drop-untold', { at: gone.at, disconnect: gone });
}

/** How much earlier than its `disconnected` a connection's `detached` can be by the order in which Janus tells them. */
export const earlyDetach = ({ transport }: Disconnect): number => (transport === UNIX_TRANSPORT ? UNIX_DETACH_RACE : 0);
