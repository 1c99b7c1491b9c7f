/** What one analysis has to show as lanes, sessions or stays in rooms: a column per property, texts when they are looked at. */
import type { TimelineMark, TimelineStretch } from './protocol.js';

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
  readonly start: Float64Array;
  /** Last event of each. */
  readonly known: Float64Array;
  /** End of the bar; open sessions reach to the end of the log. */
  readonly end: Float64Array;
  /** Index into `OUTCOMES`. */
  readonly outcome: Uint8Array;
  readonly flags: Uint8Array;
  /** Indexes into the names below; `NO_PLUGIN` where there is none. */
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
  /**
   * 1 for each that has a value of what it came to, as `ended:timeout` in a search; null where `key` is not known.
   */
  facet?(key: string, value: string): Uint8Array | null;
  /** What else each is found by, in words: how it ended, why, how sure that is. An index of no word is none. */
  readonly told?: readonly { readonly of: ArrayLike<number>; readonly words: readonly string[] }[];
  /** Name of the session's connection, where {@link connection} has one. */
  connectionName(session: number): string;
}
