/** What the events of all logs say, sorted by whom they concern. Events are given by their number in the event table. */
import { HTTP_TRANSPORT } from '../../events/types.js';
import { type Column, Int32Column, NONE } from '../../events/columns.js';
import { EventTable } from '../../events/event-table.js';
import { Connections, Creations } from './connections.js';
import { Multiset } from './multiset.js';
import type { Heartbeats } from './heartbeats.js';
import { Ids } from './ids.js';
import { Names } from './names.js';
import type { Requests } from './requests.js';
import { Texts } from './texts.js';

/** `created` of a session: over which transport, by which connection (WebSocket, Unix) or request (HTTP). */
export interface Creation {
  readonly event: number;
  readonly at: number;
  readonly transport: string | null;
  /** Number in {@link Facts.connections}, -1 where `created` names none. */
  readonly connection: number;
  /** Index in {@link Facts.creations}. */
  readonly number: number;
}

export interface SessionEnd {
  readonly event: number;
  readonly at: number;
  readonly name: 'destroyed' | 'timeout';
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
  /** An event came that is earlier than another before it by more than {@link CAUSAL_DISORDER}. */
  setBack: boolean;
  readonly starts: ServerStart[];
  readonly shutdowns: { readonly event: number; readonly at: number }[];
  readonly requests: Requests;
  readonly heartbeats: Heartbeats;
  /** Events of type 1 and 2 that carry no session, though each must: how many, and the first. */
  nameless: number;
  firstNameless: number | null;
  /** Those among them that told the end of one. */
  readonly namelessEnds: Column<Uint32Array<ArrayBuffer>>;
  /** Numbers of events of each type, by the number of its bit: ask {@link countOf}. */
  readonly counts: Uint32Array;
  /** Numbers of events that name a handle, and of ids of sessions. */
  eventsOfHandles: number;
  ids: number;
}

/**
 * By owner, an id on an emitter: one session, or several one after another. By handle, a handle id within an owner. Both
 * have the numbers that the event table knows them by.
 */
export interface Facts {
  readonly table: EventTable;
  readonly emitters: Map<string, EmitterFacts>;
  /** By number. */
  readonly emitterList: EmitterFacts[];
  /** Ids of sessions; their scope is the emitter. */
  readonly owners: Ids;
  readonly names: Names;
  /** Ids of handles; their scope is the owner. */
  readonly handles: Ids;
  /** By handle: index into {@link plugins}, and its last opaque id, a number of {@link names}; -1 where unknown. */
  readonly handlePlugin: Column<Int32Array<ArrayBuffer>>;
  readonly handleOpaqueId: Column<Int32Array<ArrayBuffer>>;
  /** Full names. */
  readonly plugins: Texts;
  readonly creations: Creations;
  readonly connections: Connections;
  /** Session events in damaged stretches: of which ids, and about when ({@link secondOf}) where the id cannot be read. */
  readonly damagedEnds: { readonly ids: Multiset<string>; readonly seconds: Multiset<number> };
}

export function newFacts(): Facts {
  return {
    table: new EventTable(),
    emitters: new Map(),
    emitterList: [],
    owners: new Ids(),
    names: new Names(),
    handles: new Ids(),
    handlePlugin: new Int32Column(),
    handleOpaqueId: new Int32Column(),
    plugins: new Texts(),
    creations: new Creations(),
    connections: new Connections(),
    damagedEnds: { ids: new Multiset(), seconds: new Multiset() },
  };
}

/** Number of events of a type that an emitter has. */
export const countOf = ({ counts }: EmitterFacts, type: number): number => counts[31 - Math.clz32(type)]!;

export const emitterOf = ({ emitterList, owners }: Facts, owner: number): EmitterFacts =>
  emitterList[owners.scope.values[owner]!]!;

/** Digits of an id from which on Janus made it, at random; a client may have chosen a shorter one, and use it again. */
const DIGITS_OF_JANUS = 13;

/** Whether Janus itself made a session's id, which then does not come again. */
export const isMadeByJanus = ({ owners }: Facts, owner: number): boolean =>
  owners.text(owner).length >= DIGITS_OF_JANUS;

/** Number of the emitter of any event. */
export function emitterOfEvent({ table, owners }: Facts, event: number): number {
  const owner = table.owner(event);
  return owner < 0 ? table.emitterOfOwnerless(event) : owners.scope.values[owner]!;
}

/** Full name of a handle's plugin, '' where it is not known. */
export const pluginOf = ({ plugins, handlePlugin }: Facts, handle: number): string =>
  plugins.at(handlePlugin.values[handle]!) ?? '';

export const opaqueIdOf = ({ names, handleOpaqueId }: Facts, handle: number): string | null => {
  const name = handleOpaqueId.values[handle]!;
  return name < 0 ? null : names.text(name);
};

/** IP address of the connection, over HTTP of the request, that created a session; null where the transport did not say. */
export function addressOf({ creations, connections }: Facts, creation: number): string | null {
  const connection = creations.connectionOf(creation);
  if (connection === NONE) return null;
  const http = connections.transportOf(connection) === HTTP_TRANSPORT;
  return connections.addresses.at(http ? creations.addressOf(creation) : connections.addressOf(connection));
}

/** Memory that the facts take, bytes: the events with all that is kept of sessions, handles and connections. */
export function bytesOf(facts: Facts): number {
  const { table, owners, names, handles, handlePlugin, handleOpaqueId, creations, connections, emitterList } = facts;
  const parts = [table, owners, names, handles, handlePlugin, handleOpaqueId, creations, connections];
  return [...parts, ...emitterList.flatMap(({ requests, heartbeats }) => [requests, heartbeats])].reduce(
    (sum, { bytes }) => sum + bytes,
    0,
  );
}

/** Janus' threads hand events over up to 21 ms out of order, µs; on a busy machine it takes longer. */
export const DISORDER = 500_000;

/** Nor is what comes after something else told with a time that is earlier by more than this, µs, unless a clock was set back. */
export const CAUSAL_DISORDER = 50_000;

/** The whole second of a time in µs. */
export const secondOf = (us: number): number => Math.floor(us / 1e6);

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

/** Facts in time order, each once: what is told again, by a retransmission or a second log, has the same time. */
export const byTime = <T extends { readonly at: number }>(items: readonly T[]): T[] =>
  items.length < 2
    ? [...items]
    : [...items].sort((a, b) => a.at - b.at).filter((item, k, all) => k === 0 || item.at !== all[k - 1]!.at);
