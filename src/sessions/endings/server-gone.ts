/** The server stopped, crashed or started again while the session was open. */
import type { Facts } from '../facts.js';
import type { Life } from '../lives.js';
import { firstSeen, mayStillTell, movedBy, START_RACE, survives } from '../server-marks.js';
import { firstFrom, type Server } from '../server.js';
import { silent, undecidable, type Ending } from './ending.js';

/** The first `shutdown` or `started` after the session came up ends it, unless the mark is another server's. */
export function serverGone(facts: Facts, life: Life, server: Server): Ending | null {
  const from = firstSeen(facts, life);
  let next = firstFrom(server.marks, from + 1);
  while (server.marks[next]?.kind === 'started' && server.marks[next]!.at <= from + START_RACE) next++;
  const mark = server.marks[next];
  if (!mark || mark.shared || survives(facts, life, mark, server)) return null;
  if (life.created === null && life.handles.every((h) => h.detachedAt !== null && h.detachedAt < mark.at))
    return { ...undecidable('cut-head'), at: mark.at };
  if (mark.kind === 'shutdown')
    return silent('server-stopped', mayStillTell(life, mark, server) ? 'probable' : 'certain', mark);
  return silent('server-crashed', movedBy(mark, server) ? 'probable' : 'certain', mark);
}
