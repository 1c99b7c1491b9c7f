/** A session that was claimed dies with the claiming connection, which no event names: its handles tell. */
import { HTTP_TRANSPORT } from '../../events/types.js';
import { lastFrom, lastWhere } from '../../events/columns.js';
import { LARGEST_PAUSE } from '../servers/detaches.js';
import type { Facts } from '../collecting/facts.js';
import { livesAfter, showsLife, type Life } from '../lives.js';
import { firstFrom, type Disconnect, type Server } from '../servers/server.js';
import { askedFor, SOON } from './asked-for.js';
import { silent, undecidable, type Ending } from './ending.js';
import { detachesInOrder, earlyDetach, ownDisconnect, reclaims, tellsOf, UNIX_DETACH_RACE } from './own-connection.js';

/** Handles detach within this of the connection's end, µs, where nothing but time connects the two. */
const CLAIMED_DETACH_WINDOW = 50_000;

export function claimedConnectionGone(facts: Facts, life: Life, server: Server): Ending | null {
  const times = detachesInOrder(life.handles);
  if (times === null || times.length === 0) return null;
  const own = ownDisconnect(life, server);
  const last = times.at(-1)!;
  const overConnection =
    life.created !== null && life.created.transport !== null && life.created.transport !== HTTP_TRANSPORT;
  if (overConnection && (own === null || own.at > last)) return null;
  // Nobody sees what is asked over HTTP where the transport does not tell.
  if (!overConnection && !server.requests.any) return null;
  const begun = lastPause(times);
  const attached = life.handles.reduce((latest, h) => Math.max(latest, h.attachedAt ?? 0), 0);
  const { disconnects } = server;
  for (let k = disconnects.firstFrom(last + UNIX_DETACH_RACE) - 1; k >= 0; k--) {
    const gone = disconnects.get(k);
    if (gone.at < times[begun]! - CLAIMED_DETACH_WINDOW) return null;
    const open = firstNotBefore(times, gone.at - earlyDetach(gone));
    const near = open >= begun && open < times.length && times[open]! <= gone.at + CLAIMED_DETACH_WINDOW;
    if (!near || attached > gone.at) continue;
    if (reclaims(server, gone.at) === true || tellsOf(life, server, gone.at) === true) return null;
    if (livesAfter(facts, life, gone.at)) return null;
    const went = times.slice(open);
    const asked = overConnection ? askedFor(gone, went, server) : askedByClient(gone, went, server);
    if (asked === 'yes') return null;
    if (asked === 'maybe') return undecidable('asked-for', { at: gone.at, disconnect: gone });
    if (life.created === null && !(rightBehind(gone, went[0]!, server) && canHaveCreated(gone, facts, life, server)))
      return undecidable('unknown-connection', { at: gone.at, disconnect: gone });
    if (server.hadSessions(gone)) {
      // Whoever claims a session has lost the connection that made it, and seldom has sessions of its own.
      if (life.created !== null) return undecidable('busy-connection', { at: gone.at, disconnect: gone });
      // Where nothing but `detached` is left of a session, it can be the echo of an end before the log as well.
      if (!showsLife(facts, life)) return undecidable('unknown-connection', { at: gone.at, disconnect: gone });
    }
    return silent('transport-gone', 'probable', gone, { disconnect: gone, rule: 'claimed' });
  }
  return null;
}

/** A session over HTTP lives by requests: any that is near enough can have asked. */
const askedByClient = (gone: Disconnect, times: readonly number[], { requests }: Server): 'yes' | 'no' =>
  requests.canHaveAsked(times, 0, 'attached', gone.at) ? 'yes' : 'no';

/** Whether handles began to detach so soon behind a connection's end, or behind others that did, that it was hardly by chance. */
function rightBehind(gone: Disconnect, first: number, server: Server): boolean {
  const times = server.detaches();
  const before = times[lastFrom(times, times.length, first - 1)] ?? -Infinity;
  return first - Math.max(before, gone.at) <= SOON;
}

/**
 * Whether a session whose `created` is not in the log can be of that connection: it did not come up only later. A `created`
 * that comes after all may be of this very session, where a clock was set back.
 */
function canHaveCreated(gone: Disconnect, facts: Facts, life: Life, server: Server): boolean {
  if (life.next !== null) return true;
  const { connected } = server.connection(gone)!;
  const came = connected[firstFrom(connected, gone.at) - 1];
  return came === undefined || (came.at <= facts.table.at(life.events[0]!) && showsLife(facts, life));
}

/** Index of the first `detached` after the last pause: from there on the handles went one after another. */
function lastPause(times: readonly number[]): number {
  let begun = times.length - 1;
  while (begun > 0 && times[begun]! - times[begun - 1]! <= LARGEST_PAUSE) begun--;
  return begun;
}

const firstNotBefore = (times: readonly number[], at: number): number =>
  lastWhere(times.length, at, (k) => (times[k] === at ? Infinity : times[k]!)) + 1;
