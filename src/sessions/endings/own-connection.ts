/** The connection that created a session went: the session ends with it, unless another one had claimed it. */
import { detachedWithoutPause, inOneGo } from '../detaches.js';
import { UNIX_TRANSPORT, type Facts } from '../facts.js';
import { livesAfter, type HandleLife, type Life } from '../lives.js';
import { firstFrom, startBefore, tellsDrops, type Disconnect, type Server } from '../server.js';
import { silent, undecidable, type Ending } from './ending.js';

/** The first handle detaches within this of its connection's end (47 ms seen), or when the server gets round to it. */
const DETACH_WINDOW = 1_000_000;
/** Handles that detach this soon went with the connection: nobody who has seen it close asks so fast, µs. */
const AT_ONCE = 1_000;
/** After a drop handles detach within this, mostly, µs. */
const SOON = 3_000;
/** A handle that was being attached when the connection went is told after that, and detached at once, µs. */
const ATTACH_RACE = 20_000;
/** Handles that detach later than this, just after somebody asked for it, did not go with the connection, µs. */
const LATE = 150_000;
/** A request falls into the moment of a drop by chance, when this many are to be expected in it. */
const BY_CHANCE = 0.02;
/** Notifications race: a `detached` can carry an earlier time than the `disconnected` that caused it. */
const DETACH_RACE = 12_000;
const SECOND = 1_000_000;
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
  const reclaim = startBefore(server, at)?.reclaimTimeout ?? null;
  return reclaim === null ? null : reclaim > 0;
}

/**
 * Whether the server that a session ran on tells of it when its connection drops; null where neither its version nor the
 * log shows it.
 */
export function tellsOf(life: Life, server: Server, at: number): boolean | null {
  const start = (life.created && startBefore(server, life.created.at)) ?? startBefore(server, at);
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
    const times = detachesInOrder(open);
    if (times === null || !wentWith(gone, times, server)) return null;
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

/** When handles detached, in order, µs; null where one of them did not. */
export function detachesInOrder(handles: readonly HandleLife[]): number[] | null {
  const times: number[] = [];
  for (const { detachedAt } of handles) {
    if (detachedAt === null) return null;
    times.push(detachedAt);
  }
  return times.sort((a, b) => a - b);
}

/** Whether handles went with a connection: soon after its end, and one after another. */
function wentWith(gone: Disconnect, times: readonly number[], server: Server): boolean {
  const [first] = times;
  if (first! > gone.at + DETACH_WINDOW && !detachedWithoutPause(server.detaches(), gone.at, first!)) return false;
  return inOneGo(times, server.detaches);
}

function droppedWithHandles(gone: Disconnect, times: readonly number[], server: Server): Ending | null {
  if (wereAskedFor(gone, times, server)) return null;
  const certainty = server.requests.canHaveAsked(times, gone.at, 'all') ? 'probable' : 'certain';
  return silent('transport-gone', certainty, gone, { disconnect: gone, rule: 'own-connection' });
}

/**
 * Whether handles that detached behind a connection's end did so because somebody asked for it over HTTP: a session that
 * was claimed over HTTP loses its old connection without harm, and its client may detach handles just then. Each
 * `detached` needs a request of its own behind the connection's end, and requests must be so rare that none would be
 * there by chance.
 */
export function wereAskedFor(gone: Disconnect, times: readonly number[], { requests }: Server): boolean {
  if (!requests.canHaveAsked(times, gone.at, 'all')) return false;
  const late = times[0]! - gone.at;
  // Later than most drops, the request may be the nearer cause: what counts is whether one is that near by chance.
  const span = late > SOON ? Math.min(SOON, requests.lastBefore(times[0]!)) : late;
  const expected = (requests.inSecondBefore(gone.at) * span) / SECOND;
  return late > LATE || (late > AT_ONCE && expected <= BY_CHANCE);
}

/**
 * A version that tells drops did not tell this one. A single handle may have been detached by whoever had claimed the
 * session; that several go at once by chance is less likely than that the event was lost.
 */
function untold(gone: Disconnect, times: readonly number[], server: Server): Ending | null {
  const together = times.length > 1 && times[0]! <= gone.at + LATE;
  if (!together || wereAskedFor(gone, times, server)) return null;
  return undecidable('drop-untold', { at: gone.at, disconnect: gone });
}

/** How much earlier than its `disconnected` a connection's `detached` can be by the order in which Janus tells them. */
export const earlyDetach = ({ transport }: Disconnect): number => (transport === UNIX_TRANSPORT ? UNIX_DETACH_RACE : 0);
