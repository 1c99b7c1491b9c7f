/** Where nothing begins, ends or happens. */
import type { LaneSource } from './source.js';

/** Stretches are found to a part of the log's length this fine. */
const BUCKETS = 1 << 16;
/** No more stretches are folded than this. */
const MAX_GAPS = 1000;
/** A stretch is worth folding when it is at least this part of the time that stays. */
const WORTH = 0.05;
/** It stands out: as many times longer than what is usual in the log. */
const OUTSTANDING = 10;
/** Shorter ones are no idleness, µs. */
const SHORTEST = 1_000_000;

/**
 * The stretches without an event that are worth folding, from and to by turns, ascending.
 * @param events their times, µs, in any order
 * @param origin time 0 of the answer, µs
 * @param length µs from the first event to the last
 */
export function idleGaps(events: LaneSource['events'], origin: number, length: number): Float64Array {
  const { count } = events;
  if (count < 2 || length <= SHORTEST) return new Float64Array(0);
  const first = new Float64Array(BUCKETS).fill(Infinity);
  const last = new Float64Array(BUCKETS).fill(-Infinity);
  const scale = (BUCKETS - 1) / length;
  for (let i = 0; i < count; i++) {
    const at = events.at(i) - origin;
    const bucket = Math.min(BUCKETS - 1, Math.max(0, Math.floor(at * scale)));
    if (at < first[bucket]!) first[bucket] = at;
    if (at > last[bucket]!) last[bucket] = at;
  }
  const gaps: { from: number; to: number }[] = [];
  let from = -Infinity;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    if (last[bucket]! < 0) continue;
    if (from >= 0) gaps.push({ from, to: first[bucket]! });
    from = last[bucket]!;
  }
  return worthFolding(gaps, length);
}

/** As many of the longest as are each a good part of what would then stay. */
function worthFolding(gaps: { from: number; to: number }[], length: number): Float64Array {
  const sorted = gaps.sort((a, b) => b.to - b.from - (a.to - a.from));
  const usual = sorted[sorted.length >> 1];
  const least = Math.max(SHORTEST, usual === undefined ? 0 : OUTSTANDING * (usual.to - usual.from));
  const longest = sorted.slice(0, MAX_GAPS).filter(({ from, to }) => to - from >= least);
  let rest = length;
  let worth = 0;
  longest.forEach((gap, k) => {
    rest -= gap.to - gap.from;
    if (gap.to - gap.from >= WORTH * rest) worth = k + 1;
  });
  const chosen = longest.slice(0, worth).sort((a, b) => a.from - b.from);
  return Float64Array.from(chosen.flatMap(({ from, to }) => [from, to]));
}
