/** The server stopped, crashed or started again while the session was open. */
import type { Facts } from '../facts.js';
import type { Life } from '../lives.js';
import { endingMark, isTooYoung, mayStillTell, replacesFor } from '../server-marks.js';
import type { Server } from '../server.js';
import { silent, undecidable, type Ending } from './ending.js';
import { ownDisconnect } from './own-connection.js';

/** The first `shutdown` or `started` after the session came up ends it, unless the mark is another server's. */
export function serverGone(facts: Facts, life: Life, server: Server): Ending | null {
  const mark = endingMark(facts, life, server, ownDisconnect(life, server));
  if (mark === null) return null;
  if (life.created === null && life.handles.every((h) => h.detachedAt !== null && h.detachedAt < mark.at))
    return { ...undecidable('cut-head'), at: mark.at };
  if (mark.kind === 'shutdown')
    return silent('server-stopped', mayStillTell(life, mark, server) ? 'probable' : 'certain', mark);
  if (isTooYoung(facts, life, mark, server)) return { ...undecidable('young-start'), at: mark.at };
  return silent('server-crashed', replacesFor(facts, life, mark, server) ? 'certain' : 'probable', mark);
}
