/** Fills the columns of the session table, session by session in any order. */
import { HTTP_TRANSPORT } from '../events/types.js';
import { Float64Column, Int32Column, Int8Column, Uint32Column, Uint8Column, NONE } from '../events/columns.js';
import type { EventTable } from '../events/event-table.js';
import type { Ending } from './endings/ending.js';
import type { Facts } from './collecting/facts.js';
import type { Life } from './lives.js';
import { toldEnd, toldSpan } from './evidence/told-times.js';
import { CAUSES, CERTAINTIES, STATES, type SessionColumns } from './session-table.js';

/** The columns of the table, and whose life each session is. */
export interface RowColumns extends SessionColumns {
  readonly owner: Uint32Array;
  /** Index in {@link Facts.creations}, or {@link NONE}. */
  readonly creation: Int32Array;
}

const codeOf = <T>(codes: readonly T[], value: T | null): number => (value === null ? NONE : codes.indexOf(value));

/** What a verdict says, as it stands in the columns. */
export function writeEnding(columns: RowColumns, row: number, ending: Ending, table: EventTable): void {
  columns.endedAt[row] = toldEnd(ending, table) ?? NaN;
  columns.state[row] = STATES.indexOf(ending.state);
  columns.flagged[row] = ending.flagged ? 1 : 0;
  columns.provisional[row] = ending.pending === null ? 0 : 1;
  columns.cause[row] = codeOf(CAUSES, ending.cause);
  columns.sessionEvent[row] = codeOf(CAUSES, ending.sessionEvent);
  columns.certainty[row] = codeOf(CERTAINTIES, ending.certainty);
  columns.ending[row] = ending.event ?? NONE;
}

const NOTHING = new Uint32Array(0);

const newColumns = (count: number) => ({
  firstAt: new Float64Column(count),
  lastAt: new Float64Column(count),
  createdAt: new Float64Column(count),
  endedAt: new Float64Column(count),
  state: new Uint8Column(count),
  flagged: new Uint8Column(count),
  provisional: new Uint8Column(count),
  cause: new Int8Column(count),
  sessionEvent: new Int8Column(count),
  certainty: new Int8Column(count),
  instance: new Uint32Column(count),
  events: new Uint32Column(count),
  emitter: new Int32Column(count),
  transport: new Int32Column(count),
  plugin: new Int32Column(count),
  connection: new Int32Column(count),
  room: new Int32Column(count),
  ending: new Int32Column(count),
  owner: new Uint32Column(count),
  creation: new Int32Column(count),
});

export class SessionRows {
  private readonly firstEvent: Uint32Column;
  private readonly columns: ReturnType<typeof newColumns>;

  constructor(private readonly facts: Facts) {
    // Nearly each id has one session.
    const { count } = facts.owners;
    this.firstEvent = new Uint32Column(count);
    this.columns = newColumns(count);
  }

  add(life: Life, ending: Ending): void {
    const { columns, facts } = this;
    const { owner, created, events } = life;
    const { table, owners, names, handlePlugin } = facts;
    const connection = created === null ? NONE : created.connection;
    const named = life.handles.find(({ handle }) => handlePlugin.values[handle] !== NONE);
    this.firstEvent.push(events[0]!);
    const { first, last } = toldSpan(events, table);
    columns.firstAt.push(first);
    columns.lastAt.push(last);
    columns.createdAt.push(created === null ? NaN : table.toldAt(created.event));
    columns.endedAt.push(toldEnd(ending, table) ?? NaN);
    columns.state.push(STATES.indexOf(ending.state));
    columns.flagged.push(ending.flagged ? 1 : 0);
    columns.provisional.push(ending.pending === null ? 0 : 1);
    columns.cause.push(codeOf(CAUSES, ending.cause));
    columns.sessionEvent.push(codeOf(CAUSES, ending.sessionEvent));
    columns.certainty.push(codeOf(CERTAINTIES, ending.certainty));
    columns.instance.push(life.instance);
    columns.events.push(events.length);
    columns.emitter.push(owners.scope.values[owner]!);
    columns.transport.push(connection === NONE ? NONE : facts.connections.transportNumber(connection));
    columns.plugin.push(named === undefined ? NONE : handlePlugin.values[named.handle]!);
    columns.connection.push(created?.transport === HTTP_TRANSPORT ? NONE : connection);
    columns.room.push(names.roomOf(owner));
    columns.ending.push(ending.event ?? NONE);
    columns.owner.push(owner);
    columns.creation.push(created?.number ?? NONE);
  }

  /** The rows in the order of their first events. */
  sorted(): RowColumns {
    const { columns, firstEvent } = this;
    const { count, values: firstAt } = columns.firstAt;
    const before = (a: number, b: number): number =>
      firstAt[a]! - firstAt[b]! || firstEvent.values[a]! - firstEvent.values[b]!;
    let ordered = Math.min(count, 1);
    while (ordered < count && before(ordered - 1, ordered) < 0) ordered++;
    const inOrder = ordered === count;
    const order = inOrder ? NOTHING : Uint32Array.from({ length: count }, (_, k) => k).sort(before);
    const sort = <N extends Float64Array | Uint32Array | Int32Array | Uint8Array | Int8Array>(values: N): N =>
      (inOrder ? values : values.map((_, k) => values[order[k]!]!)) as N;
    return {
      count,
      firstAt: sort(columns.firstAt.whole()),
      lastAt: sort(columns.lastAt.whole()),
      createdAt: sort(columns.createdAt.whole()),
      endedAt: sort(columns.endedAt.whole()),
      state: sort(columns.state.whole()),
      flagged: sort(columns.flagged.whole()),
      provisional: sort(columns.provisional.whole()),
      cause: sort(columns.cause.whole()),
      sessionEvent: sort(columns.sessionEvent.whole()),
      certainty: sort(columns.certainty.whole()),
      instance: sort(columns.instance.whole()),
      events: sort(columns.events.whole()),
      emitter: sort(columns.emitter.whole()),
      transport: sort(columns.transport.whole()),
      plugin: sort(columns.plugin.whole()),
      connection: sort(columns.connection.whole()),
      room: sort(columns.room.whole()),
      ending: sort(columns.ending.whole()),
      owner: sort(columns.owner.whole()),
      creation: sort(columns.creation.whole()),
    };
  }
}
