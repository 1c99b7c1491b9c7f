/** The session table over the facts of the logs. A session as an object is made when it is asked for. */
import { NONE } from '../events/columns.js';
import type { EventsByOwner } from '../events/events-by-owner.js';
import type { Corroborated } from './server-log/corroborate.js';
import { endingOf } from './endings/verdict.js';
import { addressOf, type Facts } from './collecting/facts.js';
import { livesOf, type Life } from './lives.js';
import type { Session } from './model.js';
import { NameKind } from './collecting/names.js';
import type { Server } from './servers/server.js';
import type { RowColumns } from './session-rows.js';
import type { SessionTable } from './session-table.js';
import { SessionView } from './evidence/session-view.js';

/** Owners whose lives are kept, one for each remainder: lists of sessions go through several of one owner in turn. */
const REMEMBERED_OWNERS = 64;

export interface JudgedSessions extends SessionTable {
  /** Number of the session's id, see {@link Facts.owners}. */
  readonly owner: RowColumns['owner'];
  /** One session's life. */
  life(index: number): Life;
}

/** `events` are those that were judged: the event table may have grown since. */
export function judgedSessions(
  facts: Facts,
  servers: readonly Server[],
  columns: RowColumns,
  events: EventsByOwner,
  corroborated: ReadonlyMap<number, Corroborated>,
): JudgedSessions {
  const { connections, names, owners, plugins, table } = facts;
  const { count, owner, creation, instance } = columns;
  const sessionsOf = sessionsByOwner(columns, owners.count);
  // No Map: one that forgets leaves tables behind, through which the garbage collector takes old lives for living.
  const rememberedOwner = new Int32Array(REMEMBERED_OWNERS).fill(NONE);
  const remembered: (readonly Life[])[] = [];

  const livesOfOwner = (number: number): readonly Life[] => {
    const slot = number % REMEMBERED_OWNERS;
    if (rememberedOwner[slot] !== number) {
      remembered[slot] = livesOf(facts, number, events, servers[facts.owners.scope.values[number]!]!);
      rememberedOwner[slot] = number;
    }
    return remembered[slot]!;
  };
  const life = (index: number): Life => livesOfOwner(owner[index]!)[instance[index]! - 1]!;
  const address = (index: number): string | null =>
    creation[index] === NONE ? null : addressOf(facts, creation[index]!);
  const session = (index: number): Session => {
    const server = servers[columns.emitter[index]!]!;
    const own = life(index);
    const told = corroborated.get(index) ?? {
      ending: endingOf(facts, own, server),
      evidence: [],
      reason: null,
      place: null,
    };
    return new SessionView(facts, own, server, told, index);
  };
  return {
    ...columns,
    emitters: servers.map((server) => server.facts.name),
    transports: connections.transports.list,
    plugins: plugins.list,
    rooms: names.rooms.list,
    bytes: bytesOf(columns) + events.bytes + 4 * (owners.count + 1 + count),
    id: (index) => owners.text(owner[index]!),
    known(index) {
      const of = (kind: NameKind): string[] => names.of(owner[index]!, kind);
      const plugin = columns.plugin[index]!;
      return {
        displays: of(NameKind.display),
        opaqueIds: of(NameKind.opaqueId),
        rooms: of(NameKind.room),
        plugins: plugin === NONE ? [] : [plugins.list[plugin]!],
      };
    },
    label(index) {
      const called = [NameKind.opaqueId, NameKind.room, NameKind.display].flatMap((kind) =>
        names.of(owner[index]!, kind),
      );
      return [...called, address(index) ?? ''].join(' ').trim();
    },
    life,
    address,
    session,
    eventsOf: (index) => life(index).events,
    sessionOf(event) {
      const number = table.owner(event);
      if (number < 0) return NONE;
      const own = sessionsOf(number);
      if (own.length < 2) return own[0] ?? NONE;
      return own.find((index) => life(index).events.includes(event)) ?? NONE;
    },
    *[Symbol.iterator]() {
      for (let index = 0; index < count; index++) yield session(index);
    },
  };
}

function bytesOf(columns: RowColumns): number {
  let sum = 0;
  for (const column of Object.values({ ...columns })) if (typeof column !== 'number') sum += column.buffer.byteLength;
  return sum;
}

/** The sessions of each owner, as compressed sparse rows. */
function sessionsByOwner({ count, owner }: RowColumns, owners: number): (owner: number) => Uint32Array {
  const first = new Uint32Array(owners + 1);
  for (let k = 0; k < count; k++) first[owner[k]! + 1]!++;
  for (let k = 0; k < owners; k++) first[k + 1]! += first[k]!;
  const fill = first.slice(0, owners);
  const sessions = new Uint32Array(count);
  for (let k = 0; k < count; k++) sessions[fill[owner[k]!]!++] = k;
  // Owners whose first event came later have none.
  return (number) => (number < owners ? sessions.subarray(first[number], first[number + 1]) : sessions.subarray(0, 0));
}
