/** The orders lanes can be sorted in. A million sessions are sorted by their digits, not by comparing them. */
import type { NamesFirst } from '../../sessions/who.js';
import { locale } from '../../words/language.js';
import { columnOf, type Sorting } from './columns/index.js';
import type { LaneSource } from './source.js';

/**
 * Sessions in the order of a column; equal ones by start, then as the log has them.
 * @param names what sessions are called by first, where names are sorted by
 */
export function sortedSessions(source: LaneSource, sorting: Sorting, names: NamesFirst = 'display'): Int32Array {
  const byStart = orderBy(source.start, numbers(source.count));
  const { order } = columnOf(sorting);
  if (sorting === 'start' || order === null) return byStart;
  const values = 'values' in order ? order.values(source) : placesOf(source.count, order.texts(source, names));
  return orderBy(values, byStart);
}

/** The place of each text among all, so that few texts of many sessions are compared once; '' is behind all others. */
function placesOf(count: number, textOf: (index: number) => string): Float64Array {
  const numbers = new Map<string, number>();
  const own = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const text = textOf(k);
    let number = numbers.get(text);
    if (number === undefined) numbers.set(text, (number = numbers.size));
    own[k] = number;
  }
  // As people count: "room 9" comes before "room 10".
  const { compare } = new Intl.Collator(locale(), { numeric: true });
  const texts = [...numbers.keys()].sort((a, b) => Number(a === '') - Number(b === '') || compare(a, b));
  const places = new Float64Array(numbers.size);
  texts.forEach((text, place) => (places[numbers.get(text)!] = place));
  return own.map((number) => places[number]!);
}

/** Not `Int32Array.from`: for a million numbers it takes a tenth of a second. */
function numbers(count: number): Int32Array {
  const all = new Int32Array(count);
  for (let i = 0; i < count; i++) all[i] = i;
  return all;
}

const BITS = 16;
const BUCKETS = 1 << BITS;

/** Stable: `order` rearranged so that its `values` ascend. Bits of a double that is not negative sort as the number. */
function orderBy(values: Float64Array, order: Int32Array): Int32Array {
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
