/** All sessions of the logs in columns: a log can hold a million. What is long or seldom asked is made when it is. */
import { NONE } from '../events/columns.js';
import type { Known } from './who.js';
import { SILENT_CAUSES, type Cause, type Certainty, type Session, type SessionState } from './model.js';

/** What the codes of {@link SessionTable.state} mean. */
export const STATES = ['ended', 'open', 'undecidable'] as const satisfies readonly SessionState[];

/** What the codes of {@link SessionTable.cause} mean. */
export const CAUSES: readonly Cause[] = ['destroyed', 'timeout', ...SILENT_CAUSES];

/** What the codes of {@link SessionTable.certainty} mean. */
export const CERTAINTIES = ['certain', 'probable', 'possible'] as const satisfies readonly Certainty[];

/**
 * Index i is one session in every column; sessions come in the order of their first events. Times are µs since the Unix
 * epoch, NaN where unknown. Numbers that refer to a list of texts are {@link NONE} where there is none.
 */
export interface SessionColumns {
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
  /** Index into {@link CAUSES}, or {@link NONE}. */
  readonly cause: Int8Array;
  /** The session event that came: index into {@link CAUSES}, or {@link NONE}. */
  readonly sessionEvent: Int8Array;
  /** Index into {@link CERTAINTIES}, or {@link NONE}. */
  readonly certainty: Int8Array;
  /** Counts re-uses of the id on its emitter, from 1. */
  readonly instance: Uint32Array;
  /** Number of events of the session. */
  readonly events: Uint32Array;
  /** Index into {@link SessionTable.emitters}. */
  readonly emitter: Int32Array;
  /** Index into {@link SessionTable.transports}. */
  readonly transport: Int32Array;
  /** Plugin of its first handle that names one: index into {@link SessionTable.plugins}. */
  readonly plugin: Int32Array;
  /** Connection that created it; equal for sessions of one connection id of one emitter. HTTP has none. */
  readonly connection: Int32Array;
  /** First room it was seen in: index into {@link SessionTable.rooms}. */
  readonly room: Int32Array;
  /** Number of the event that ended it, or {@link NONE}. */
  readonly ending: Int32Array;
}

export interface SessionTable extends SessionColumns, Iterable<Session> {
  readonly emitters: readonly string[];
  /** Full names, `janus.transport.websockets`. */
  readonly transports: readonly string[];
  /** Full names, `janus.plugin.videoroom`. */
  readonly plugins: readonly string[];
  readonly rooms: readonly string[];
  id(index: number): string;
  /** What it is called besides, cheaper than the whole session; of plugins the first alone. */
  known(index: number): Known;
  /** Opaque ids, rooms, displays and address, separated by blanks: how people know the session. */
  label(index: number): string;
  /** IP address of the connection that created it, if the transport said. */
  address(index: number): string | null;
  /** Everything about one session. */
  session(index: number): Session;
  /** Numbers of its events in the event table, in time order. */
  eventsOf(index: number): Uint32Array;
  /** Memory that the columns take, bytes. */
  readonly bytes: number;
  /** The session that the event belongs to, or {@link NONE}. */
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
    else if (sessionEvent[k] !== NONE) tally.reported++;
    else if (STATES[state[k]!] === 'ended') tally.told++;
    else if (STATES[state[k]!] === 'open') tally.open++;
    else tally.unknown++;
  return tally;
}
