/** The orders lanes can be sorted in. A million sessions are sorted by their digits, not by comparing them. */
import { OUTCOMES, type Outcome, type Sorting } from './protocol.js';
import type { LaneSource } from './source.js';

/** What needs attention first. */
const ENDING_RANK: Record<Outcome, number> = { silent: 0, unknown: 1, open: 2, timeout: 3, destroyed: 4 };

type Sortable = Pick<LaneSource, 'count' | 'start' | 'known' | 'end' | 'outcome'>;

/** Sessions in the order of `sorting`; equal ones by start, then as the log has them. */
export function sortedSessions(source: Sortable, sorting: Sorting): Int32Array {
  const byStart = orderBy(source.start, numbers(source.count));
  if (sorting === 'start') return byStart;
  return orderBy(sortValues(source, sorting), byStart);
}

/** Not `Int32Array.from`: for a million numbers it takes a tenth of a second. */
function numbers(count: number): Int32Array {
  const all = new Int32Array(count);
  for (let i = 0; i < count; i++) all[i] = i;
  return all;
}

function sortValues({ count, start, known, end, outcome }: Sortable, sorting: Sorting): Float64Array {
  if (sorting === 'end') return end;
  if (sorting === 'activity') return known;
  const values = new Float64Array(count);
  if (sorting === 'duration') {
    // The longest first.
    let longest = 0;
    for (let i = 0; i < count; i++) longest = Math.max(longest, end[i]! - start[i]!);
    for (let i = 0; i < count; i++) values[i] = longest - (end[i]! - start[i]!);
  } else for (let i = 0; i < count; i++) values[i] = ENDING_RANK[OUTCOMES[outcome[i]!]!];
  return values;
}

const BITS = 16;
const BUCKETS = 1 << BITS;

/** Stable: `order` rearranged so that its `values` ascend. Bits of a double that is not negative sort as the number. */
export function orderBy(values: Float64Array, order: Int32Array): Int32Array {
  if (ascends(values, order)) return order;
  const bits = new Uint16Array(values.buffer, values.byteOffset, values.length * 4);
  let from = order;
  let to: Int32Array = new Int32Array(order.length);
  for (let digit = 0; digit < 4; digit++) {
    const place = digitPlaces(bits, from, digit);
    if (place === null) continue;
    for (const item of from) to[place[bits[item * 4 + digit]!]!++] = item;
    [from, to] = [to, from === order ? new Int32Array(order.length) : from];
  }
  return from;
}

/** Where each digit's first item goes; null when all items have the same digit. */
function digitPlaces(bits: Uint16Array, order: Int32Array, digit: number): Uint32Array | null {
  const place = new Uint32Array(BUCKETS);
  for (const item of order) place[bits[item * 4 + digit]!]!++;
  if (place[bits[(order[0] ?? 0) * 4 + digit]!] === order.length) return null;
  let sum = 0;
  for (let b = 0; b < BUCKETS; b++) {
    const here = place[b]!;
    place[b] = sum;
    sum += here;
  }
  return place;
}

function ascends(values: Float64Array, order: Int32Array): boolean {
  let last = -Infinity;
  for (let i = 0; i < order.length; i++) {
    const value = values[order[i]!]!;
    if (value < last) return false;
    last = value;
  }
  return true;
}
