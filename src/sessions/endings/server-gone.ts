/** The server stopped, crashed or started again while the session was open. */
import type { Facts } from '../collecting/facts.js';
import type { Life } from '../lives.js';
import { endingMark, isTooYoung, mayStillTell, movedAt, replacesFor } from '../server-log/server-marks.js';
import type { Server } from '../servers/server.js';
import { silent, undecidable, type Ending } from './ending.js';
import { ownDisconnect } from './own-connection.js';

/** The first `shutdown` or `started` after the session came up ends it, unless the mark is another server's. */
export function serverGone(facts: Facts, life: Life, server: Server): Ending | null {
  const end = endingMark(facts, life, server, ownDisconnect(life, server));
  if (end === null || end.doubt === 'which-server') return null;
  const { mark, doubt, sure } = end;
  if (life.created === null && life.handles.every((h) => h.detachedAt !== null && h.detachedAt < mark.at))
    return undecidable('cut-head', { at: mark.at });
  if (doubt !== null) return undecidable(doubt, { at: mark.at });
  if (mark.kind === 'shutdown')
    return silent('server-stopped', sure && !mayStillTell(life, mark, server) ? 'certain' : 'probable', mark);
  // Times tell nothing of two servers: the one that started beside it may have done so long before.
  if (movedAt(mark.at, server) && server.hasTwoClocks()) return undecidable('two-clocks', { at: mark.at });
  if (isTooYoung(facts, life, mark, server)) return undecidable('young-start', { at: mark.at });
  return silent('server-crashed', replacesFor(end, server) ? 'certain' : 'probable', mark);
}

/** One of several servers of that name shut down, and nothing shows that it was not the one that had the session. */
export function perhapsStopped(facts: Facts, life: Life, server: Server): Ending | null {
  const end = endingMark(facts, life, server, ownDisconnect(life, server));
  return end?.doubt === 'which-server' ? undecidable('which-server') : null;
}
