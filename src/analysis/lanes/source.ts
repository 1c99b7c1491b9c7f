/** What one analysis has to show as lanes, sessions or stays in rooms: a column per property, texts when they are looked at. */
import type { Session } from '../../sessions/model.js';
import type { Known } from '../../sessions/who.js';
import type { Search, SearchProblem } from '../requests/search-requests.js';
import { FLAG_EXPECTED, OUTCOMES, type TimelineMark, type TimelineStretch } from './protocol.js';

/** What a search found; `problem`: the query cannot be understood, and all is found. */
export interface Found {
  /** 1 for each that is found; null: all. */
  readonly hits: Uint8Array | null;
  readonly problem: SearchProblem | null;
}

export const ALL_FOUND: Found = { hits: null, problem: null };

/** What is told of sessions beyond the columns of lanes, by number of the session: asked of the few that are looked at. */
export interface Told {
  known(session: number): Known;
  /** IP address of the connection that created it, or ''. */
  address(session: number): string;
  /** How its PeerConnections ended, each way once, in the codes of `hangup:`. */
  hangups(session: number): readonly string[];
  /** Everything else: what is judged again for it costs more than the others. */
  session(session: number): Session;
}

const SILENT = OUTCOMES.indexOf('silent');

/** Whether one ended silently and nobody expects it: what is red, counted in headers, and gone to. */
export const isAlarming = ({ outcome, flags }: Pick<LaneSource, 'outcome' | 'flags'>, index: number): boolean =>
  outcome[index] === SILENT && (flags[index]! & FLAG_EXPECTED) === 0;

export interface LaneSource {
  readonly revision: number;
  readonly name: string;
  /** Time 0 of the columns, µs since the Unix epoch. */
  readonly origin: number;
  /** µs from the first event to the last. */
  readonly length: number;
  readonly count: number;
  /** Number of each among all lives, sessions first; null: sessions in their order. */
  readonly life: Int32Array | null;
  /** The session that each is within, −1 where none is known; null: sessions in their order. */
  readonly inSession: Int32Array | null;
  /** Which use of its id each session is, from 1; 0 for a stay. */
  readonly instance: Uint32Array;
  readonly start: Float64Array;
  /** Last event of each. */
  readonly known: Float64Array;
  /** End of the bar; open sessions reach to the end of the log. */
  readonly end: Float64Array;
  /** Index into `OUTCOMES`. */
  readonly outcome: Uint8Array;
  readonly flags: Uint8Array;
  /** Indexes into the names below; −1 where there is none. */
  readonly emitter: Int32Array;
  readonly transport: Int32Array;
  readonly plugin: Int32Array;
  /** First room: below {@link roomCount}, equal for the same one of one emitter; −1 for none. */
  readonly room: Int32Array;
  readonly roomCount: number;
  /** Whether {@link room} numbers rooms and mountpoints as `Stays` do. */
  readonly hasPlaces: boolean;
  /** Equal for the sessions of one connection of one emitter; −1 where connections mean nothing (HTTP) or it is not told. */
  readonly connection: Int32Array;
  readonly emitters: readonly { name: string; version: string | null }[];
  readonly transports: readonly string[];
  readonly plugins: readonly string[];
  readonly marks: readonly TimelineMark[];
  readonly stretches: readonly TimelineStretch[];
  /** All events in the order of the log; `at` gives the time of one, µs since the epoch. */
  readonly events: { readonly count: number; at(event: number): number };
  id(session: number): string;
  /** Opaque ids, rooms, displays and address, space-separated. */
  label(session: number): string;
  /** Number of the life of a room or mountpoint itself; −1: nothing is told of it. Only where there are {@link hasPlaces}. */
  placeLife?(place: number): number;
  /** "Room 1234", where {@link room} has one. */
  roomName(session: number): string;
  readonly told?: Told;
  /** What a search finds of them; without it, all. */
  find?(search: Search): Found;
  /** How good each was, as `QUALITY_UNTOLD` says: found out when it is asked for first. */
  quality?(): Uint8Array;
  /** Name of the session's connection, where {@link connection} has one. */
  connectionName(session: number): string;
}
