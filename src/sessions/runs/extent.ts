/** From when to when a session is seen, together with the connection that created it. */
import { EventType } from '../../events/types.js';
import { ownDisconnect } from '../endings/own-connection.js';
import type { Facts } from '../facts.js';
import type { Life } from '../lives.js';
import { firstFrom, type Server } from '../server.js';

/** Times in µs. */
export interface Extent {
  /** `connected` of its connection, else its first trace. */
  readonly begun: number;
  /** Its last trace, or the end of its connection. */
  readonly last: number;
  /** The last thing that only a server at work does for it: take it in, attach a handle, negotiate; -Infinity: none known. */
  readonly served: number;
  /** When it was taken in; -Infinity where the log begins later. */
  readonly taken: number;
  /** When the connection that created it closed; Infinity: not in this log. */
  readonly gone: number;
}

/**
 * The extent of one life. What it was served is looked for as far back as `since`, µs: nothing that is asked lies before.
 */
export function extentOf(facts: Facts, life: Life, server: Server, since: number): Extent {
  const { table } = facts;
  const { created, events, handles } = life;
  const first = table.at(events[0]!);
  const end = table.at(events.at(-1)!);
  const gone = ownDisconnect(life, server)?.at ?? Infinity;
  const taken = created?.at ?? -Infinity;
  let served = taken;
  for (const { attachedAt } of handles) if (attachedAt !== null && attachedAt > served) served = attachedAt;
  for (let k = events.length - 1; k >= 0; k--) {
    const at = table.at(events[k]!);
    if (at <= Math.max(served, since)) break;
    if (table.type(events[k]!) === EventType.jsep) served = at;
  }
  const last = gone === Infinity ? end : Math.max(end, gone);
  return { begun: Math.min(first, connectedAt(life, server)), last, served, taken, gone };
}

/** When the connection that created a life came up; Infinity where that is not known. */
function connectedAt({ created }: Life, server: Server): number {
  const connection = created && server.connection(created);
  if (!connection) return Infinity;
  const { connected } = connection;
  return connected[firstFrom(connected, created.at + 1) - 1]?.at ?? Infinity;
}
