/** The connection that created a session went: the session ends with it, unless another one had claimed it. */
import { UNIX_TRANSPORT, type Facts } from '../facts.js';
import { livesAfter, type Life } from '../lives.js';
import { firstFrom, startBefore, tellsDrops, type Disconnect, type Server } from '../server.js';
import { silent, type Ending } from './ending.js';

/** Handles of a session detach within this of its connection's end (30 ms seen; a busy machine takes longer). */
const DETACH_WINDOW = 1_000_000;
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
  const reclaim = startBefore(server, at)?.reclaimTimeout ?? null;
  return reclaim === null ? null : reclaim > 0;
}

export function ownConnectionGone(facts: Facts, life: Life, server: Server): Ending | null {
  const gone = ownDisconnect(life, server);
  if (!gone || livesAfter(facts, life, gone.at)) return null;
  const reclaim = reclaims(server, gone.at);
  if (reclaim === true) return null;
  // Without a known setting, a client that detaches and then leaves looks the same but may come back.
  const race = reclaim === false ? DETACH_RACE : earlyDetach(gone);
  const open = life.handles.filter((h) => h.detachedAt === null || h.detachedAt >= gone.at - race);
  if (open.length > 0) {
    const all = open.every((h) => h.detachedAt !== null && h.detachedAt <= gone.at + DETACH_WINDOW);
    return all ? silent('transport-gone', 'certain', gone, { disconnect: gone, rule: 'own-connection' }) : null;
  }
  // A version that tells drops would have told this one: the session was claimed by another connection.
  if (reclaim === null || tellsDrops(startBefore(server, gone.at)?.version ?? null) === true) return null;
  return silent('transport-gone', 'probable', gone, { disconnect: gone, rule: 'no-handle' });
}

/** How much earlier than its `disconnected` a connection's `detached` can be by the order in which Janus tells them. */
export const earlyDetach = ({ transport }: Disconnect): number => (transport === UNIX_TRANSPORT ? UNIX_DETACH_RACE : 0);
