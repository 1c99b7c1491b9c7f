/**
 * The log shows that it lost events, and the end of a session may be among them: of one that shows no life after that it
 * cannot be told whether it is open.
 */
import { sameRun } from '../servers/connected-again.js';
import type { Facts } from '../collecting/facts.js';
import { livesAfter, type Life } from '../lives.js';
import { COUNTING, ECHO } from '../servers/losses.js';
import { firstFrom, type Server } from '../servers/server.js';
import { endInDamage } from './damaged-end.js';
import { undecidable, type Ending } from './ending.js';
import { ownDisconnect, reclaims } from './own-connection.js';

/** The handles of a session that ends detach within this of its session event, µs. */
const DETACH_WINDOW = 1_000_000;

export function unseenEnd(facts: Facts, life: Life, server: Server): Ending | null {
  return (
    connectedAgain(facts, life, server) ??
    miscounted(facts, life, server) ??
    namelessEnd(facts, life, server) ??
    damagedEnd(facts, life, server) ??
    inGap(facts, life, server)
  );
}

/** The server counts fewer sessions than seem open: some of those that have been silent since then are not. */
export function miscounted(facts: Facts, life: Life, server: Server): Ending | null {
  const miscount = server.losses?.miscount ?? null;
  if (miscount === null || beginOf(facts, life) > miscount.at - COUNTING) return null;
  return isSilentFrom(facts, life, miscount.at) ? undecidable('miscount') : null;
}

/** A heartbeat is missing: what else came then is missing as well. */
function inGap(facts: Facts, life: Life, server: Server): Ending | null {
  const gap = server.losses?.gap ?? null;
  if (gap === null || beginOf(facts, life) > gap.to) return null;
  return isSilentFrom(facts, life, gap.to) ? undecidable('gap') : null;
}

/** The id of its connection was connected again, so the connection had closed, and its `disconnected` is lost. */
function connectedAgain(facts: Facts, life: Life, server: Server): Ending | null {
  const connection = life.created && server.connection(life.created);
  if (!connection || server.several) return null;
  const { at } = life.created;
  const again = connection.connected[firstFrom(connection.connected, at + 1)];
  const gone = connection.disconnected[firstFrom(connection.disconnected, at)];
  if (!again || (gone && gone.at <= again.at) || !sameRun(server, at, again.at)) return null;
  if (reclaims(server, again.at) === true || livesAfter(facts, life, again.at)) return null;
  return undecidable('connected-again');
}

/** A session event without its session: it may be that of any session without a handle then. */
function namelessEnd(facts: Facts, life: Life, server: Server): Ending | null {
  const { namelessEnds } = server;
  const at = namelessEnds.at(-1) ?? -Infinity;
  if (beginOf(facts, life) > at || livesAfter(facts, life, at)) return null;
  const unbound = life.handles.every(({ detachedAt }) => detachedAt !== null && detachedAt <= at + DETACH_WINDOW);
  return unbound ? undecidable('nameless') : null;
}

/** Its connection went where the log is damaged: what became of the session may stand there. */
function damagedEnd(facts: Facts, life: Life, server: Server): Ending | null {
  const gone = ownDisconnect(life, server);
  if (!gone || reclaims(server, gone.at) === true || livesAfter(facts, life, gone.at)) return null;
  return endInDamage(facts, life, gone.at) ? undecidable('damage') : null;
}

/** Whether nothing of a life came after `at` but what its end may have brought. */
const isSilentFrom = ({ table }: Facts, life: Life, at: number): boolean => table.at(life.events.at(-1)!) <= at + ECHO;

const beginOf = ({ table }: Facts, life: Life): number => table.at(life.events[0]!);
