/**
 * Time with its idle stretches folded: a monotone map between times of the log and places on a shorter line. Both sides
 * of the timeline use it, so that what the worker counts and what the page draws stand at the same place.
 */
export interface Folds {
  /** Place of a time, µs on the folded line. */
  place(time: number): number;
  /** Time at a place; the inverse. */
  time(place: number): number;
  /** Folded stretches as places, from and to by turns. */
  readonly marks: Float64Array;
  /** The stretches of time that are folded, from and to by turns. */
  readonly gaps: Float64Array;
}

/** All folds together take up at most this part of the line, each at most {@link FOLD_SHARE} of it. */
const FOLDS_SHARE = 0.25;
const FOLD_SHARE = 0.02;

const NOTHING = new Float64Array(0);

/** Time as it is. */
export const UNFOLDED: Folds = { place: (time) => time, time: (place) => place, marks: NOTHING, gaps: NOTHING };

/** Number of the ascending `edges` that are not above `value`. */
function edgesUpTo(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Follows the broken line through the points (from[i], to[i]), with slope 1 before the first and behind the last. */
function along(from: Float64Array, to: Float64Array, value: number): number {
  const at = edgesUpTo(from, value);
  if (at === 0) return to[0]! + (value - from[0]!);
  const left = at - 1;
  if (at === from.length) return to[left]! + (value - from[left]!);
  const width = from[at]! - from[left]!;
  return to[left]! + (width > 0 ? ((value - from[left]!) / width) * (to[at]! - to[left]!) : 0);
}

/** Folds `gaps` (from and to by turns, ascending, apart from each other) of a log of `length` µs. */
export function foldTime(gaps: Float64Array, length: number): Folds {
  if (gaps.length === 0) return UNFOLDED;
  let idle = 0;
  for (let i = 0; i < gaps.length; i += 2) idle += gaps[i + 1]! - gaps[i]!;
  const busy = Math.max(1, length - idle);
  const folded = busy * Math.min(FOLD_SHARE, FOLDS_SHARE / (gaps.length / 2));
  const marks = new Float64Array(gaps.length);
  let saved = 0;
  for (let i = 0; i < gaps.length; i += 2) {
    const width = gaps[i + 1]! - gaps[i]!;
    marks[i] = gaps[i]! - saved;
    marks[i + 1] = marks[i]! + Math.min(width, folded);
    saved += Math.max(0, width - folded);
  }
  return {
    gaps,
    marks,
    place: (time) => along(gaps, marks, time),
    time: (place) => along(marks, gaps, place),
  };
}
