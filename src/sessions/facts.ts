/** What the events of all logs say, sorted by whom they concern. Events are given by their number in the event table. */
import type { EventTable } from '../events/event-table.js';

/** `created` of a session: over which transport, by which connection (WebSocket, Unix) or request (HTTP). */
export interface Creation {
  readonly event: number;
  readonly at: number;
  readonly transport: string | null;
  readonly transportId: string | null;
  /** IP address, for HTTP where each request is its own connection. */
  readonly address: string | null;
}

export interface SessionEnd {
  readonly event: number;
  readonly at: number;
  readonly name: 'destroyed' | 'timeout';
}

/** A handle id within one session id. Events come in the order of the log and once each. */
export interface HandleFacts {
  readonly id: string;
  plugin: string;
  opaqueId: string;
  readonly attached: number[];
  readonly detached: number[];
  /** PeerConnection up (`webrtcup`) and down (`hangup`). */
  readonly up: number[];
  readonly down: number[];
}

/** Everything about one id on one emitter: one session, or several one after another. */
export interface IdFacts {
  readonly emitter: EmitterFacts;
  readonly id: string;
  /** Number among all ids: `owner` in the event table. */
  readonly owner: number;
  readonly creations: Creation[];
  readonly ends: SessionEnd[];
  /** Numbers of its handles among all handles, by id. */
  readonly handles: Map<string, number>;
  readonly opaqueIds: Set<string>;
  readonly rooms: Set<string>;
  readonly displays: Set<string>;
}

/** One transport connection id: it can stand for several connections one after another. */
export interface ConnectionFacts {
  readonly transport: string;
  readonly id: string;
  readonly connected: number[];
  readonly disconnected: number[];
  address: string | null;
  /** A connection to the Admin API: no session lives on it. */
  admin: boolean;
}

export interface ServerStart {
  readonly event: number;
  readonly at: number;
  readonly version: string | null;
  readonly sessionTimeout: number | null;
  readonly reclaimTimeout: number | null;
  readonly localIp: string | null;
}

/** Everything about one emitter (one Janus, if its name is its own). */
export interface EmitterFacts {
  readonly name: string;
  /** Number among all emitters. */
  readonly number: number;
  /** Number of the log that holds its first event. */
  readonly firstLog: number;
  /** First and last time of its events, µs. */
  firstAt: number;
  lastAt: number;
  readonly starts: ServerStart[];
  readonly shutdowns: { readonly event: number; readonly at: number }[];
  readonly connections: Map<string, ConnectionFacts>;
  /** Times of the requests over HTTP, the Admin API's left out, µs. */
  readonly requests: number[];
  /** Numbers of events of type 1 and of type 128. */
  sessionEvents: number;
  transportEvents: number;
  readonly ids: Map<string, IdFacts>;
}

export interface Facts {
  readonly table: EventTable;
  readonly emitters: Map<string, EmitterFacts>;
  /** By owner number. */
  readonly ids: IdFacts[];
  /** By handle number. */
  readonly handles: HandleFacts[];
  /** Session events in damaged stretches: of which ids, and about when ({@link secondOf}) where the id cannot be read. */
  readonly damagedEnds: { readonly ids: Set<string>; readonly seconds: Set<number> };
}

/** The whole second of a time in µs. */
export const secondOf = (us: number): number => Math.floor(us / 1e6);

export const connectionKey = (transport: string, id: string): string => `${transport}/${id}`;

/**
 * Transports whose `disconnected` is about the broker: Janus keeps the sessions and connects again. Only WebSockets and
 * Unix sockets call `transport_gone` (`src/transports/janus_*.c`).
 */
export const BROKER_TRANSPORTS: ReadonlySet<string> = new Set([
  'janus.transport.mqtt',
  'janus.transport.rabbitmq',
  'janus.transport.nanomsg',
]);

/** Notifies `disconnected` only after it has begun to end the sessions, so that their events can come first. */
export const UNIX_TRANSPORT = 'janus.transport.pfunix';

/** HTTP has requests instead of connections: its transport ids mean nothing for the life of a session. */
export const HTTP_TRANSPORT = 'janus.transport.http';

/** Facts in time order, each once: what is told again, by a retransmission or a second log, has the same time. */
export const byTime = <T extends { readonly at: number }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => a.at - b.at).filter((item, k, all) => k === 0 || item.at !== all[k - 1]!.at);
