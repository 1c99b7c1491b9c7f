/** A session that was claimed dies with the claiming connection, which no event names: its handles tell. */
import { HTTP_TRANSPORT, type Facts } from '../facts.js';
import { livesAfter, type Life } from '../lives.js';
import type { Server } from '../server.js';
import { silent, type Ending } from './ending.js';
import { earlyDetach, ownDisconnect, reclaims, UNIX_DETACH_RACE } from './own-connection.js';

/** Handles detach within this of the connection's end where nothing but time connects the two. */
const CLAIMED_DETACH_WINDOW = 50_000;
/** A `detached` this soon after a request over HTTP can be what that request asked for (0.2 ms seen). */
const REQUEST_WINDOW = 1_000;

/** A session that was claimed dies with the claiming connection, which no event names: its handles tell. */
export function claimedConnectionGone(facts: Facts, life: Life, server: Server): Ending | null {
  const last = life.handles.reduce((latest, h) => Math.max(latest, h.detachedAt ?? Infinity), 0);
  if (life.handles.length === 0 || last === Infinity) return null;
  const own = ownDisconnect(life, server);
  const overConnection =
    life.created !== null && life.created.transport !== null && life.created.transport !== HTTP_TRANSPORT;
  if (overConnection && (own === null || own.at > last)) return null;
  const { disconnects } = server;
  for (let k = disconnects.firstFrom(last + UNIX_DETACH_RACE) - 1; k >= 0; k--) {
    const gone = disconnects.get(k);
    if (gone.at > last + earlyDetach(gone)) continue;
    if (gone.at < last - CLAIMED_DETACH_WINDOW) return null;
    const open = life.handles.filter((h) => h.detachedAt! >= gone.at - earlyDetach(gone));
    if (open.length === 0 || open.some((h) => h.attachedAt !== null && h.attachedAt > gone.at)) continue;
    if (reclaims(server, gone.at) === true || livesAfter(facts, life, gone.at)) return null;
    const first = open.reduce((earliest, h) => Math.min(earliest, h.detachedAt!), Infinity);
    if (!overConnection && server.requestBetween(Math.min(gone.at, first - REQUEST_WINDOW), first)) return null;
    return silent('transport-gone', 'probable', gone, { disconnect: gone, rule: 'claimed' });
  }
  return null;
}
