/** Without any transport event the handles are all there is to tell a dropped connection. */
import { BROKER_TRANSPORTS, HTTP_TRANSPORT, type Facts } from '../facts.js';
import { livesAfter, showsLife, type Life } from '../lives.js';
import { startBefore, tellsDrops, type Server } from '../server.js';
import { silent, type Ending } from './ending.js';
import { reclaims } from './own-connection.js';

/** Handles of one drop detach within this, µs. */
const DETACH_WINDOW = 1_000_000;
/** Where the log ends this soon after, the session event may be the next one. */
const TELLING_WINDOW = 100_000;

/** Without any transport event the handles are all there is to tell a dropped connection. */
export function handlesDetached(facts: Facts, life: Life, server: Server): Ending | null {
  const transport = life.created?.transport ?? null;
  const droppable = transport !== HTTP_TRANSPORT && !BROKER_TRANSPORTS.has(transport ?? '');
  if (!server.transportsMasked || life.handles.length === 0 || !droppable || !showsLife(facts, life)) return null;
  const last = life.handles.reduce((a, b) => ((b.detachedAt ?? Infinity) > (a.detachedAt ?? Infinity) ? b : a));
  if (last.detachedAt === null) return null;
  const { detachedAt } = last;
  const together = life.handles.every((h) => h.detachedAt !== null && h.detachedAt >= detachedAt - DETACH_WINDOW);
  if (!together || livesAfter(facts, life, detachedAt)) return null;
  // Where the log ends with the handles, the session event may be the next one.
  if (server.facts.lastAt < detachedAt + TELLING_WINDOW) return null;
  const start = startBefore(server, detachedAt);
  if (reclaims(server, detachedAt) === true || tellsDrops(start?.version ?? null) === true) return null;
  return silent('handles-detached', 'possible', { event: last.detached!, at: detachedAt });
}
