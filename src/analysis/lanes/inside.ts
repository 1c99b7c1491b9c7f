/** How many were inside a room or at a mountpoint at each time. */
import { lastFrom } from '../../events/columns.js';
import type { Folds } from './folds.js';
import { FLAG_CREATED_UNSEEN, OUTCOMES } from './protocol.js';
import type { LaneSource } from './source.js';

/** A room's comings and goings, as a line of steps. */
export interface InsideLine {
  /** µs since origin, ascending. */
  readonly times: Float64Array;
  /** How many are inside from each of these times on. */
  readonly counts: Int32Array;
  readonly peak: number;
}

/** Lines of rooms that were looked at last. */
const KEPT = 200;

type Stays = Pick<LaneSource, 'count' | 'room' | 'roomCount' | 'start' | 'end' | 'outcome' | 'flags'>;

export class InsideLines {
  private source: Stays | null = null;
  private members: { readonly first: Int32Array; readonly stays: Int32Array } | null = null;
  private readonly lines = new Map<number, InsideLine>();

  /** The line of a room by its number. */
  of(source: Stays, room: number): InsideLine {
    const stays = this.staysIn(source, room);
    const known = this.lines.get(room);
    if (known !== undefined) return known;
    const line = lineOf(source, stays);
    this.lines.set(room, line);
    for (const old of this.lines.keys()) {
      if (this.lines.size <= KEPT) break;
      this.lines.delete(old);
    }
    return line;
  }

  /** The stays in a room, by their numbers in the source. */
  staysIn(source: Stays, room: number): Int32Array {
    if (source !== this.source) {
      this.source = source;
      this.members = membersByRoom(source);
      this.lines.clear();
    }
    const { first, stays } = this.members!;
    return stays.subarray(first[room] ?? 0, first[room + 1] ?? 0);
  }
}

/** When somebody came in: whoever was there before the log was there since ever. */
const cameAt = ({ start, flags }: Pick<Stays, 'start' | 'flags'>, i: number): number =>
  (flags[i]! & FLAG_CREATED_UNSEEN) !== 0 ? -Infinity : start[i]!;

const wentAt = ({ end, outcome }: Pick<Stays, 'end' | 'outcome'>, i: number): number =>
  OUTCOMES[outcome[i]!] === 'open' ? Infinity : end[i]!;

/** Of the stays those at a time, in the order they began. */
export function insideAt(source: Stays, stays: Int32Array, at: number): Int32Array {
  const there = stays.filter((i) => cameAt(source, i) <= at && at < wentAt(source, i));
  return there.sort((a, b) => source.start[a]! - source.start[b]!);
}

/** The changes next to a time: the last one before it and the first one after it. */
export function changesAround({ times }: InsideLine, at: number): { before: number | null; after: number | null } {
  const upTo = lastFrom(times, times.length, at);
  let last = upTo;
  while (last >= 0 && times[last] === at) last--;
  const before = times[last] ?? null;
  return { before: before === -Infinity ? null : before, after: times[upTo + 1] ?? null };
}

/** The stays of each room: those of room r are from `first[r]` to before `first[r + 1]`. */
function membersByRoom({ count, room, roomCount }: Pick<LaneSource, 'count' | 'room' | 'roomCount'>): {
  first: Int32Array;
  stays: Int32Array;
} {
  const first = new Int32Array(roomCount + 1);
  for (let i = 0; i < count; i++) if (room[i]! >= 0) first[room[i]! + 1]!++;
  for (let r = 0; r < roomCount; r++) first[r + 1]! += first[r]!;
  const fill = first.slice(0, roomCount);
  const stays = new Int32Array(first[roomCount]!);
  for (let i = 0; i < count; i++) if (room[i]! >= 0) stays[fill[room[i]!]!++] = i;
  return { first, stays };
}

/** Who goes at the very time at which another comes has gone before. */
export function lineOf(source: Pick<Stays, 'start' | 'end' | 'outcome' | 'flags'>, stays: Int32Array): InsideLine {
  const starts = Float64Array.from(stays, (i) => cameAt(source, i)).sort();
  const ends = Float64Array.from(stays, (i) => wentAt(source, i))
    .filter((end) => end < Infinity)
    .sort();
  const times = new Float64Array(starts.length + ends.length);
  const counts = new Int32Array(times.length);
  let [coming, going, inside, peak] = [0, 0, 0, 0];
  for (let k = 0; k < times.length; k++) {
    const goes = going < ends.length && (coming >= starts.length || (ends[going]! <= starts[coming]! && inside > 0));
    times[k] = goes ? ends[going++]! : starts[coming++]!;
    inside += goes ? -1 : 1;
    counts[k] = inside;
    if (inside > peak) peak = inside;
  }
  return { times, counts, peak };
}

/** The most inside in each column of `span` µs of the folded line from `from` on. */
export function mostInside(
  { times, counts }: InsideLine,
  folds: Folds,
  { from, span, columns }: { readonly from: number; readonly span: number; readonly columns: number },
): Uint32Array {
  const most = new Uint32Array(columns);
  let k = 0;
  let inside = 0;
  const placeOf = (time: number): number => (time === -Infinity ? time : folds.place(time));
  for (let column = 0; column < columns; column++) {
    const begin = from + (span * column) / columns;
    const until = from + (span * (column + 1)) / columns;
    for (; k < times.length && placeOf(times[k]!) <= begin; k++) inside = counts[k]!;
    let here = inside;
    for (; k < times.length && placeOf(times[k]!) < until; k++) {
      inside = counts[k]!;
      if (inside > here) here = inside;
    }
    most[column] = here;
  }
  return most;
}
