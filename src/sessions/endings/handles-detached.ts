/** Without any transport event the handles are all there is to tell a dropped connection. */
import { HTTP_TRANSPORT } from '../../events/types.js';
import { inOneGo } from '../servers/detaches.js';
import { BROKER_TRANSPORTS, type Facts } from '../collecting/facts.js';
import { livesAfter, showsLife, type Life } from '../lives.js';
import type { Server } from '../servers/server.js';
import { silent, undecidable, type Ending } from './ending.js';
import { detachesInOrder, reclaims, TELLING_WINDOW, tellsOf } from './own-connection.js';

export function handlesDetached(facts: Facts, life: Life, server: Server): Ending | null {
  const transport = life.created?.transport ?? null;
  const droppable = transport !== HTTP_TRANSPORT && !BROKER_TRANSPORTS.has(transport ?? '');
  if (!server.transportsMasked || life.handles.length === 0 || !droppable || !showsLife(facts, life)) return null;
  const times = detachesInOrder(life.handles);
  if (times === null || !inOneGo(times, server.detaches)) return null;
  const detachedAt = times.at(-1)!;
  if (livesAfter(facts, life, detachedAt)) return null;
  // Where the log ends with the handles, the session event may be the next one.
  if (server.facts.lastAt < detachedAt + TELLING_WINDOW) return null;
  const reclaim = reclaims(server, detachedAt);
  const tells = tellsOf(life, server, detachedAt);
  if (reclaim === true || tells === true) return null;
  // A client may detach and go on. Only of a server that is known to end such sessions untold is it more than a guess.
  if (reclaim === null || tells === null) return undecidable('handles-only', { at: detachedAt });
  if (server.letsHandlesGo()) return undecidable('handles-let-go', { at: detachedAt });
  const last = life.handles.find((handle) => handle.detachedAt === detachedAt)!;
  return silent('handles-detached', 'possible', { event: last.detached!, at: detachedAt });
}
