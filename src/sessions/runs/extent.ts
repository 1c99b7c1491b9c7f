/** From when to when a session is seen, together with the connection that created it. */
import { EventType } from '../../events/types.js';
import { ownDisconnect } from '../endings/own-connection.js';
import type { Creation, Facts, SessionEnd } from '../collecting/facts.js';
import type { Life } from '../lives.js';
import { firstFrom, startBefore, type Server } from '../servers/server.js';
import { tellsDrops } from '../servers/versions.js';

/** A `destroyed` that its connection's end brought is this near to it, µs. */
const CAUSED = 1_000_000;

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
  const { created, end, events, handles } = life;
  const gone = ownDisconnect(life, server)?.at ?? Infinity;
  const taken = created?.at ?? -Infinity;
  let served = taken;
  if (end !== null && isServed(end, created, gone, server)) served = Math.max(served, end.at);
  for (const { attachedAt } of handles) if (attachedAt !== null && attachedAt > served) served = attachedAt;
  for (let k = events.length - 1; k >= 0; k--) {
    const at = table.at(events[k]!);
    if (at <= Math.max(served, since)) break;
    if (table.type(events[k]!) === EventType.jsep) served = at;
  }
  const seen = table.at(events.at(-1)!);
  const last = gone === Infinity ? seen : Math.max(seen, gone);
  return { begun: begunAt(facts, life, server), last, served, taken, gone };
}

/** When a life began or, if that was before, the connection that created it, µs. */
export function begunAt({ table }: Facts, { created, events }: Life, server: Server): number {
  return Math.min(table.at(events[0]!), created === null ? Infinity : connectedAt(server, created));
}

/** When a connection came up that was there at a time, µs; Infinity where that is not known. */
export function connectedAt(server: Server, { at, ...of }: Pick<Creation, 'transport' | 'connection' | 'at'>): number {
  const connected = server.connection(of)?.connected ?? [];
  return connected[firstFrom(connected, at + 1) - 1]?.at ?? Infinity;
}

/**
 * Whether only a server at work ends a session so: the watchdog stops with the server, and somebody has to ask for a
 * `destroyed` that its connection did not bring.
 */
function isServed({ name, at }: SessionEnd, created: Creation | null, gone: number, server: Server): boolean {
  if (name === 'timeout' || tellsDrops(startBefore(server, at)?.version ?? null) === false) return true;
  return created !== null && server.connection(created) !== null && gone > at + CAUSED;
}
