/** All sessions of the logs in columns: a log can hold a million. What is long or seldom asked is made when it is. */
import { HTTP_TRANSPORT } from './facts.js';
import type { Cause, Certainty, Session, SessionState } from './model.js';

/** What the codes of {@link SessionTable.state} mean. */
export const STATES = ['ended', 'open', 'undecidable'] as const satisfies readonly SessionState[];

/** What the codes of {@link SessionTable.cause} mean. */
export const CAUSES = [
  'destroyed',
  'timeout',
  'transport-gone',
  'server-stopped',
  'server-crashed',
  'id-reused',
  'handles-detached',
] as const satisfies readonly Cause[];

/** What the codes of {@link SessionTable.certainty} mean. */
export const CERTAINTIES = ['certain', 'probable', 'possible'] as const satisfies readonly Certainty[];

/** The session has none of it, or the log does not tell. */
export const NOTHING = -1;

/**
 * Index i is one session in every column; sessions come in the order of their first events. Times are µs since the Unix
 * epoch, NaN where unknown. Numbers that refer to a list of texts are {@link NOTHING} where there is none.
 */
export interface SessionTable extends Iterable<Session> {
  readonly count: number;
  /** First and last event that carries the session's id. */
  readonly firstAt: Float64Array;
  readonly lastAt: Float64Array;
  readonly createdAt: Float64Array;
  readonly endedAt: Float64Array;
  /** Index into {@link STATES}. */
  readonly state: Uint8Array;
  /** 1: ended, and no session event in the log says so. */
  readonly flagged: Uint8Array;
  /** 1: open, but seems to be ending just now; see {@link Session.provisional}. */
  readonly provisional: Uint8Array;
  /** Index into {@link CAUSES}, or {@link NOTHING}. */
  readonly cause: Int8Array;
  /** The session event that came: index into {@link CAUSES}, or {@link NOTHING}. */
  readonly sessionEvent: Int8Array;
  /** Index into {@link CERTAINTIES}, or {@link NOTHING}. */
  readonly certainty: Int8Array;
  /** Counts re-uses of the id on its emitter, from 1. */
  readonly instance: Uint32Array;
  /** Number of events of the session. */
  readonly events: Uint32Array;
  /** Index into {@link emitters}. */
  readonly emitter: Int32Array;
  /** Index into {@link transports}. */
  readonly transport: Int32Array;
  /** Plugin of its first handle that names one: index into {@link plugins}. */
  readonly plugin: Int32Array;
  /** Connection that created it; equal for sessions of one connection id of one emitter. HTTP has none. */
  readonly connection: Int32Array;
  /** First room it was seen in: index into {@link rooms}. */
  readonly room: Int32Array;
  readonly emitters: readonly string[];
  /** Full names, `janus.transport.websockets`. */
  readonly transports: readonly string[];
  /** Full names, `janus.plugin.videoroom`. */
  readonly plugins: readonly string[];
  readonly rooms: readonly string[];
  id(index: number): string;
  /** Opaque ids, rooms, displays and address, separated by blanks: how people know the session. */
  label(index: number): string;
  /** Everything about one session. */
  session(index: number): Session;
  /** Numbers of its events in the event table, in time order. */
  eventsOf(index: number): Uint32Array;
  /** The session that the event belongs to, or {@link NOTHING}. */
  sessionOf(event: number): number;
}

/** Indexes of the flagged sessions. */
export function flaggedIn({ count, flagged }: SessionTable): number[] {
  const found: number[] = [];
  for (let k = 0; k < count; k++) if (flagged[k] === 1) found.push(k);
  return found;
}

/** Numbers of sessions by how they stand; together they are all sessions. */
export interface Tally {
  /** Flagged: ended without a session event. */
  silent: number;
  /** Ended with a session event. */
  reported: number;
  open: number;
  /** Ended by the server log alone. */
  told: number;
  /** Undecidable. */
  unknown: number;
}

export function tallyOf({ count, flagged, sessionEvent, state }: SessionTable): Tally {
  const tally: Tally = { silent: 0, reported: 0, open: 0, told: 0, unknown: 0 };
  for (let k = 0; k < count; k++)
    if (flagged[k] === 1) tally.silent++;
    else if (sessionEvent[k] !== NOTHING) tally.reported++;
    else if (STATES[state[k]!] === 'ended') tally.told++;
    else if (STATES[state[k]!] === 'open') tally.open++;
    else tally.unknown++;
  return tally;
}

/** The table of sessions that are at hand as objects, with the numbers of the events of each. */
export function listed(
  sessions: readonly Session[],
  events: readonly Uint32Array[],
  emitters: readonly string[],
): SessionTable {
  const transports = new Numbering();
  const plugins = new Numbering();
  const connections = new Numbering();
  const rooms = new Numbering();
  const emitterNumbers = new Map(emitters.map((name, number) => [name, number]));
  const owners = new Map<number, number>();
  events.forEach((numbers, session) => {
    for (const event of numbers) owners.set(event, session);
  });
  const codeOf = <T>(codes: readonly T[], value: T | null): number => (value === null ? NOTHING : codes.indexOf(value));
  return {
    count: sessions.length,
    firstAt: Float64Array.from(sessions, (s) => s.firstAt),
    lastAt: Float64Array.from(sessions, (s) => s.lastAt),
    createdAt: Float64Array.from(sessions, (s) => s.createdAt ?? NaN),
    endedAt: Float64Array.from(sessions, (s) => s.endedAt ?? NaN),
    state: Uint8Array.from(sessions, (s) => STATES.indexOf(s.state)),
    flagged: Uint8Array.from(sessions, (s) => (s.flagged ? 1 : 0)),
    provisional: Uint8Array.from(sessions, (s) => (s.provisional ? 1 : 0)),
    cause: Int8Array.from(sessions, (s) => codeOf<Cause>(CAUSES, s.cause)),
    sessionEvent: Int8Array.from(sessions, (s) => codeOf<Cause>(CAUSES, s.sessionEvent)),
    certainty: Int8Array.from(sessions, (s) => codeOf(CERTAINTIES, s.certainty)),
    instance: Uint32Array.from(sessions, (s) => s.instance),
    events: Uint32Array.from(sessions, (s) => s.events),
    emitter: Int32Array.from(sessions, (s) => emitterNumbers.get(s.emitter)!),
    transport: Int32Array.from(sessions, (s) => transports.of(s.transport)),
    plugin: Int32Array.from(sessions, (s) => plugins.of(s.handles.find(({ plugin }) => plugin !== '')?.plugin)),
    connection: Int32Array.from(sessions, (s) => {
      if (s.transport === null || s.transportId === null || s.transport === HTTP_TRANSPORT) return NOTHING;
      return connections.of(JSON.stringify([s.emitter, s.transport, s.transportId]));
    }),
    room: Int32Array.from(sessions, (s) => rooms.of(s.rooms[0])),
    emitters,
    transports: transports.texts,
    plugins: plugins.texts,
    rooms: rooms.texts,
    id: (index) => sessions[index]!.id,
    label(index) {
      const { opaqueIds, rooms, displays, address } = sessions[index]!;
      return [...opaqueIds, ...rooms, ...displays, address ?? ''].join(' ').trim();
    },
    session: (index) => sessions[index]!,
    eventsOf: (index) => events[index]!,
    sessionOf: (event) => owners.get(event) ?? NOTHING,
    [Symbol.iterator]: () => sessions[Symbol.iterator](),
  };
}

/** Numbers texts in the order of their first use. */
class Numbering {
  readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(text: string | null | undefined): number {
    if (text === null || text === undefined) return NOTHING;
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.numbers.set(text, number);
    }
    return number;
  }
}
