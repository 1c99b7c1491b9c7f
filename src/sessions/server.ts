/** One emitter's facts in time order, ready for the questions the verdicts ask. */
import { lastFrom, type EventTable } from '../events/event-table.js';
import {
  BROKER_TRANSPORTS,
  byTime,
  connectionKey,
  HTTP_TRANSPORT,
  type ConnectionFacts,
  type Creation,
  type EmitterFacts,
  type ServerStart,
} from './facts.js';

/** An event's number and its time, µs. */
export interface Moment {
  readonly event: number;
  readonly at: number;
}

/** The end of a connection. */
export interface Disconnect extends Moment {
  readonly transport: string;
}

/** A `started` or `shutdown`; `shared` once sessions turn out to have lived on past it. */
export interface Mark extends Moment {
  readonly kind: 'started' | 'shutdown';
  shared: boolean;
}

interface Connection {
  readonly connected: readonly Moment[];
  readonly disconnected: readonly Disconnect[];
}

export interface Server {
  readonly facts: EmitterFacts;
  readonly marks: readonly Mark[];
  readonly starts: readonly ServerStart[];
  /** Ends of connections that sessions live on, in time order. */
  readonly disconnects: readonly Disconnect[];
  /** Whether a request over HTTP, the Admin API's left out, came after `from` and not after `to`, µs. */
  requestBetween(from: number, to: number): boolean;
  /** No event of type 128 of this emitter is in the logs. */
  readonly transportsMasked: boolean;
  /** No event of type 1 is in the logs although there are events of sessions. */
  readonly sessionsMasked: boolean;
  connection(created: Creation): Connection | null;
  /** For how long nothing has come to a log that is being followed, µs; to a log at rest nothing ever will: Infinity. */
  readonly quiet: number;
}

export function serverOf(facts: EmitterFacts, table: EventTable, quiet = Infinity): Server {
  const moments = (events: readonly number[]): Moment[] =>
    byTime(events.map((event) => ({ event, at: table.at[event]! })));
  const starts = byTime(facts.starts);
  const marks: Mark[] = [
    ...starts.map(({ event, at }) => ({ kind: 'started' as const, event, at, shared: false })),
    ...byTime(facts.shutdowns).map(({ event, at }) => ({ kind: 'shutdown' as const, event, at, shared: false })),
  ].sort((a, b) => a.at - b.at);
  const disconnectsOf = ({ transport, disconnected, admin }: ConnectionFacts): Disconnect[] =>
    admin || BROKER_TRANSPORTS.has(transport) ? [] : moments(disconnected).map((moment) => ({ ...moment, transport }));
  const requests = Float64Array.from(facts.requests).sort();
  const connections = new Map<ConnectionFacts, Connection>();
  const connectionOf = (connection: ConnectionFacts): Connection => {
    const known = connections.get(connection);
    if (known) return known;
    const made = { connected: moments(connection.connected), disconnected: disconnectsOf(connection) };
    connections.set(connection, made);
    return made;
  };
  return {
    facts,
    quiet,
    marks,
    starts,
    disconnects: [...facts.connections.values()].flatMap(disconnectsOf).sort((a, b) => a.at - b.at),
    requestBetween(from, to) {
      return lastFrom(requests, requests.length, to) > lastFrom(requests, requests.length, from);
    },
    transportsMasked: facts.transportEvents === 0,
    sessionsMasked: facts.sessionEvents === 0 && facts.ids.size > 0,
    connection({ transport, transportId }) {
      if (transport === null || transportId === null || transport === HTTP_TRANSPORT) return null;
      const connection = facts.connections.get(connectionKey(transport, transportId));
      return connection ? connectionOf(connection) : null;
    },
  };
}

/** The `started` that the server ran under at a time, or null when the log begins later. */
export function startBefore(server: Server, at: number): ServerStart | null {
  return server.starts[firstFrom(server.starts, at + 1) - 1] ?? null;
}

/** Index of the first item not before `at` in a list sorted by time. */
export function firstFrom(items: readonly Moment[], at: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (items[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Whether this version tells event handlers `destroyed` when a connection drops (janus-gateway issue 3533): since 1.3.2,
 * and since 0.16.0 in the 0.x line. Null where the version is unknown.
 */
export function tellsDrops(version: string | null): boolean | null {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version ?? '');
  if (!match) return null;
  const [major, minor, patch] = match.slice(1).map(Number) as [number, number, number];
  if (major === 0) return minor >= 16;
  return major > 1 || minor > 3 || (minor === 3 && patch >= 2);
}
