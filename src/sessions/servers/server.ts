/** One emitter's facts in time order, ready for the questions the verdicts ask. */
import { lastWhere, NONE, Uint32Column } from '../../events/columns.js';
import { Role } from '../../events/event-table.js';
import { EventType, HTTP_TRANSPORT } from '../../events/types.js';
import { detachTimes } from './detaches.js';
import { dropsTold } from './drops-told.js';
import {
  BROKER_TRANSPORTS,
  byTime,
  countOf,
  type Creation,
  type EmitterFacts,
  type Facts,
  type ServerStart,
} from '../collecting/facts.js';
import type { Losses } from './proven-losses.js';
import { haveTwoClocks } from '../order/two-clocks.js';
import { timesContradict } from '../order/contradictions.js';
import { letsHandlesGo } from './lets-go.js';
import { roundedIds } from './rounded-ids.js';
import { HttpRequests, httpEffects, type HttpEffects } from './http-requests.js';
import { sessionsByConnection } from './sessions-by-connection.js';

/** An event's number and its time, µs. */
export interface Moment {
  readonly event: number;
  readonly at: number;
}

/** The end of a connection. */
export interface Disconnect extends Moment {
  readonly transport: string;
  /** Number of the connection, see {@link Facts.connections}. */
  readonly connection: number;
  /** As the event tells it, µs: differs from {@link at} where a clock was set back. */
  readonly toldAt: number;
}

/** A `started` or `shutdown`. */
export interface Mark extends Moment {
  readonly kind: 'started' | 'shutdown';
  /** Once a server of the same name turns out to have gone on past it. */
  shared: boolean;
  /** What begins from then on, µs, is of the run that a `started` tells of: it takes sessions before it says so. */
  cut: number;
  /** What began up to then, µs, is of an earlier run beyond doubt; in between, up to {@link cut}, it can be of either. */
  before: number;
  /** A shared `shutdown`, and the log ends before it shows which of them closed its connections. */
  early: boolean;
  /** A `shutdown` of one of several servers: its connections closed between these times, µs; Infinity to -Infinity: none. */
  closed: { readonly from: number; readonly to: number; readonly count: number };
  /** What began up to then, µs, is of the server that stopped, */
  stops: number;
  /** or of one that goes on; -Infinity where that is not known. */
  spares: number;
  /** What began after that, µs, is hardly of the one that stopped. */
  mayStop: number;
}

interface Connection {
  readonly connected: readonly Moment[];
  readonly disconnected: readonly Disconnect[];
}
const NO_CONNECTION: Connection = { connected: [], disconnected: [] };

export interface Server {
  readonly facts: EmitterFacts;
  readonly marks: readonly Mark[];
  /** Once a mark turns out to be {@link Mark.shared}. */
  several: boolean;
  /** Once a start turns out to have taken seconds in which sessions were taken in already. */
  startsSlowly: boolean;
  /** What its heartbeats prove, once its sessions have been judged without; null until then. */
  losses: Losses | null;
  /** Times of session events that do not say whose end they tell, in order. */
  readonly namelessEnds: Float64Array;
  readonly starts: readonly ServerStart[];
  /** Ends of connections that sessions live on, in time order. */
  readonly disconnects: Disconnects;
  readonly requests: HttpRequests;
  /** Times of all its `detached`, in order. */
  readonly detaches: () => Float64Array;
  /** Whether the log shows that it tells of a session when its connection drops; for where no `started` says so. */
  readonly tellsDropsHere: () => boolean;
  /** Whether a session's id is one that a tool has rounded, so that another session may have the same. */
  readonly idIsRounded: (owner: number) => boolean;
  /** Whether the log shows that handles detach of sessions that go on. */
  readonly letsHandlesGo: () => boolean;
  /** No event of type 128 of this emitter is in the logs. */
  readonly transportsMasked: boolean;
  /** A clock was set back and the order of the log does not tell where: times are not to be trusted. */
  readonly timesContradict: () => boolean;
  /** Its events are those of two servers of one name, whose clocks are apart. */
  readonly hasTwoClocks: () => boolean;
  /** No event of type 2 is in the logs although there are events of handles, or so many sessions that one had a handle. */
  readonly handlesMasked: boolean;
  /** No event of type 1 is in the logs although there are events of sessions. */
  readonly sessionsMasked: boolean;
  /** The connection that created a session, or that went; null for HTTP, and where none is named. */
  connection(named: Pick<Creation, 'transport' | 'connection'>): Connection | null;
  /** Whether sessions that were created over a connection were still there when it went. */
  hadSessions(gone: Disconnect): boolean;
  /** For how long nothing has come to a log that is being followed, µs; to a log at rest nothing ever will: Infinity. */
  readonly quiet: number;
}

/** A session that ends with its connection can be told so much before, µs. */
const GOING_WITH = 100_000;
/** A session without a handle is of no use: of so many, some had one. */
const SOME_HAVE_HANDLES = 4;
/** A connection id with more events than this is kept in time order once it has been asked for. */
const MANY_EVENTS = 8;

/** What is made for all emitters at once, by their number. */
interface OfAll {
  /** `disconnected` events of connections to the Admin API, where no sessions live. */
  readonly adminEnds: ReadonlySet<number>;
  readonly disconnects: readonly Disconnects[];
  readonly effects: () => readonly HttpEffects[];
  readonly detaches: () => readonly Float64Array[];
  readonly dropsTold: () => readonly boolean[];
  readonly letsHandlesGo: () => readonly boolean[];
  readonly haveTwoClocks: () => readonly boolean[];
  readonly idIsRounded: () => (owner: number) => boolean;
  readonly contradicting: () => readonly boolean[];
  readonly sessions: () => ReturnType<typeof sessionsByConnection>;
}

/** The servers of all emitters, by their number. */
export function serversOf(facts: Facts, quiet: (emitter: EmitterFacts) => number): Server[] {
  const adminEnds = adminEndsOf(facts);
  const ofAll: OfAll = {
    adminEnds,
    disconnects: disconnectsOf(facts, adminEnds),
    effects: lazily(() => httpEffects(facts)),
    detaches: lazily(() => detachTimes(facts)),
    dropsTold: lazily(() => dropsTold(facts)),
    letsHandlesGo: lazily(() => letsHandlesGo(facts)),
    contradicting: lazily(() => timesContradict(facts)),
    haveTwoClocks: lazily(() => haveTwoClocks(facts)),
    idIsRounded: lazily(() => roundedIds(facts)),
    sessions: lazily(() => sessionsByConnection(facts)),
  };
  return facts.emitterList.map((emitter) => serverOf(facts, emitter, ofAll, quiet(emitter)));
}

/** What has to look at every event is made when it is first asked for: most logs need none of it. */
function lazily<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

const markOf = (kind: Mark['kind'], { event, at }: Moment): Mark => ({
  kind,
  event,
  at,
  shared: false,
  early: false,
  cut: at,
  before: at,
  closed: { from: Infinity, to: -Infinity, count: 0 },
  stops: -Infinity,
  spares: -Infinity,
  mayStop: Infinity,
});

function serverOf(facts: Facts, emitter: EmitterFacts, ofAll: OfAll, quiet: number): Server {
  const { table, connections } = facts;
  const starts = byTime(emitter.starts);
  const marks: Mark[] = [
    ...starts.map(markOf.bind(null, 'started')),
    ...byTime(emitter.shutdowns).map(markOf.bind(null, 'shutdown')),
  ].sort((a, b) => a.at - b.at);
  const known = new Map<number, Connection>();
  /** The one that was asked for last: several rules look at the connection of a session. */
  let last = { connection: NONE, made: NO_CONNECTION };
  const connectionOf = (connection: number): Connection => {
    if (last.connection === connection) return last.made;
    const events = connections.eventsOf(connection);
    const transport = connections.transportOf(connection);
    const ending = !BROKER_TRANSPORTS.has(transport);
    const connected: Moment[] = [];
    const disconnected: Disconnect[] = [];
    for (const event of events) {
      const role = table.role(event);
      if (role === Role.connected) connected.push({ event, at: table.at(event) });
      else if (role === Role.disconnected && ending && !ofAll.adminEnds.has(event))
        disconnected.push({ event, at: table.at(event), toldAt: table.toldAt(event), transport, connection });
    }
    const made = { connected: byTime(connected), disconnected: byTime(disconnected) };
    if (events.length > MANY_EVENTS) known.set(connection, made);
    last = { connection, made };
    return made;
  };
  return {
    facts: emitter,
    quiet,
    marks,
    several: false,
    startsSlowly: false,
    losses: null,
    namelessEnds: Float64Array.from(emitter.namelessEnds.whole(), (event) => table.at(event)).sort(),
    starts,
    disconnects: ofAll.disconnects[emitter.number]!,
    requests: new HttpRequests(facts, emitter, () => ofAll.effects()[emitter.number]!),
    detaches: () => ofAll.detaches()[emitter.number]!,
    tellsDropsHere: () => ofAll.dropsTold()[emitter.number]!,
    idIsRounded: (owner) => ofAll.idIsRounded()(owner),
    letsHandlesGo: () => ofAll.letsHandlesGo()[emitter.number]!,
    transportsMasked: countOf(emitter, EventType.transport) === 0,
    timesContradict: () => ofAll.contradicting()[emitter.number]!,
    hasTwoClocks: () => ofAll.haveTwoClocks()[emitter.number]!,
    handlesMasked:
      countOf(emitter, EventType.handle) === 0 && (emitter.eventsOfHandles > 0 || emitter.ids >= SOME_HAVE_HANDLES),
    sessionsMasked: countOf(emitter, EventType.session) === 0 && emitter.ids > 0,
    hadSessions({ transport, connection, at }) {
      const connected = this.connection({ transport, connection })!.connected;
      const cameUp = connected[firstFrom(connected, at) - 1]?.at ?? -Infinity;
      const stays = ofAll.sessions().get(connection) ?? [];
      return stays.some(({ from, to }) => from >= cameUp && from <= at && to >= at - GOING_WITH);
    },
    connection({ transport, connection }) {
      if (transport === null || transport === HTTP_TRANSPORT) return null;
      return known.get(connection) ?? connectionOf(connection);
    },
  };
}

/** The ends of connections to the Admin API. An id can stand for one of them and for one of a client in turn. */
function adminEndsOf({ table, connections }: Facts): ReadonlySet<number> {
  const found = new Set<number>();
  for (const events of connections.withAdmin()) {
    let toAdmin = false;
    for (const { event, admin } of [...events].sort((a, b) => table.at(a.event) - table.at(b.event)))
      if (table.role(event) === Role.connected) toAdmin = admin;
      else if (toAdmin) found.add(event);
  }
  return found;
}

/** Ends of connections in time order, in columns. */
export class Disconnects {
  private readonly at: Float64Array;

  /** Events and the connection of each, in time order. */
  constructor(
    private readonly facts: Facts,
    private readonly event: Uint32Array,
    private readonly connection: Uint32Array,
  ) {
    // Typed arrays are filled by a loop: `from` goes through an iterator, which takes ten times as long.
    this.at = new Float64Array(event.length);
    for (let k = 0; k < event.length; k++) this.at[k] = facts.table.at(event[k]!);
  }

  /** Index of the first that is not before `at`. */
  firstFrom(at: number): number {
    return lastWhere(this.at.length, at, (k) => (this.at[k] === at ? Infinity : this.at[k]!)) + 1;
  }

  /** How many there are. */
  get count(): number {
    return this.at.length;
  }

  get(k: number): Disconnect {
    const connection = this.connection[k]!;
    const transport = this.facts.connections.transportOf(connection);
    const event = this.event[k]!;
    return { event, at: this.at[k]!, toldAt: this.facts.table.toldAt(event), transport, connection };
  }
}

/** By emitter: the ends of its connections, each once. */
function disconnectsOf(facts: Facts, adminEnds: ReadonlySet<number>): Disconnects[] {
  const { table, connections, emitterList } = facts;
  const { event, connection } = connections.events;
  const own = emitterList.map(() => new Uint32Column());
  // By transport, of which there are few.
  const ofBroker = connections.transports.list.map((transport) => BROKER_TRANSPORTS.has(transport));
  for (let k = 0; k < event.length; k++) {
    if (table.role(event[k]!) !== Role.disconnected || adminEnds.has(event[k]!)) continue;
    const number = connection[k]!;
    if (!ofBroker[connections.transportNumber(number)]!) own[connections.emitterOf(number)]!.push(k);
  }
  const at = (k: number): number => table.at(event[k]!);
  const order = (a: number, b: number): number => at(a) - at(b) || connection[a]! - connection[b]! || a - b;
  return own.map((column) => {
    const places = column.whole();
    if (places.some((k, i) => i > 0 && order(places[i - 1]!, k) > 0)) places.sort(order);
    // What is told again, by a retransmission or a second log, has the same time.
    const once = places.filter((k, i) => {
      const before = places[i - 1];
      return before === undefined || connection[before] !== connection[k] || at(before) !== at(k);
    });
    return new Disconnects(
      facts,
      once.map((k) => event[k]!),
      once.map((k) => connection[k]!),
    );
  });
}

/** The `started` that the server ran under at a time, or null when the log begins later. */
export function startBefore(server: Server, at: number): ServerStart | null {
  return server.starts[firstFrom(server.starts, at + 1) - 1] ?? null;
}

/**
 * The `started` of the run that was at work at a time, which it may have said only later; null when the log begins later.
 * Where several servers share a name it is the last one that was said.
 */
export function startOf(server: Server, at: number): ServerStart | null {
  const { starts, marks } = server;
  const next = starts[firstFrom(starts, at + 1)];
  if (next === undefined) return startBefore(server, at);
  let k = firstFrom(marks, next.at);
  while (marks[k]!.event !== next.event) k++;
  return !marks[k]!.shared && marks[k]!.cut <= at ? next : startBefore(server, at);
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
