/** What the overview strip shows: sessions open at a time and silent endings, per column of pixels. Pure. */
import type { TimelineOverview } from '../../src/analysis/timeline.js';
import { barEnd, outcomeOf } from './lanes.js';

export interface Density {
  /** Sessions that were open at some moment of each column. */
  readonly open: Uint32Array;
  /** Silent endings in each column. */
  readonly silent: Uint32Array;
  readonly peak: number;
}

/**
 * Counts in O(sessions + columns).
 * @param shown 1 for each session that counts
 * @param from  time at the left edge, µs since origin
 * @param span  µs over all columns
 */
export function density(
  overview: TimelineOverview,
  shown: Uint8Array,
  from: number,
  span: number,
  columns: number,
): Density {
  const steps = new Int32Array(columns + 1);
  const silent = new Uint32Array(columns);
  const column = (time: number): number =>
    Math.min(columns - 1, Math.max(0, Math.floor(((time - from) / span) * columns)));
  for (let i = 0; i < overview.count && columns > 0; i++) {
    if (shown[i] !== 1) continue;
    const last = column(barEnd(overview, i));
    const first = column(overview.start[i] ?? 0);
    steps[first] = (steps[first] ?? 0) + 1;
    steps[last + 1] = (steps[last + 1] ?? 0) - 1;
    if (outcomeOf(overview, i) === 'silent') silent[last] = (silent[last] ?? 0) + 1;
  }
  const open = new Uint32Array(columns);
  let now = 0;
  let peak = 0;
  for (let i = 0; i < columns; i++) {
    now += steps[i] ?? 0;
    open[i] = now;
    if (now > peak) peak = now;
  }
  return { open, silent, peak };
}
