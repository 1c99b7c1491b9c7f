/** The statistics of a session, put together from pages: what a chart draws and a table sums up. No DOM. */
import {
  type Metric,
  METRICS,
  type SeriesPart,
  type StatisticsPage,
} from '../../../../src/analysis/requests/timeline-details.js';

/** A pause this many times longer than the usual distance between samples is a gap in the line. */
const GAP = 4;

export interface Series {
  readonly handle: string;
  readonly mid: string;
  readonly medium: string;
  codec: string | null;
  /** {@link METRICS} rows of all buckets. */
  readonly samples: Uint32Array;
  readonly low: Float32Array;
  readonly high: Float32Array;
  readonly mean: Float32Array;
}

export interface Statistics {
  /** Edges of the row of buckets, µs since the Unix epoch. */
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
  readonly series: Series[];
  moreSeries: number;
  read: number;
}

/** Columns to draw: `x` in µs since the Unix epoch; null is a gap. `low` and `high` only where they differ. */
export interface Line {
  readonly mean: (number | null)[];
  readonly low: (number | null)[];
  readonly high: (number | null)[];
}

export function emptyStatistics({ from, to, buckets }: StatisticsPage): Statistics {
  return { from, to, buckets, series: [], moreSeries: 0, read: 0 };
}

export function addPage(statistics: Statistics, page: StatisticsPage): void {
  const { buckets, series } = statistics;
  statistics.moreSeries = Math.max(statistics.moreSeries, page.moreSeries);
  statistics.read = page.read;
  for (const part of page.series) {
    let whole = series.find((each) => sameMedium(each, part));
    if (whole === undefined) {
      const size = METRICS.length * buckets;
      whole = {
        handle: part.handle,
        mid: part.mid,
        medium: part.medium,
        codec: part.codec,
        samples: new Uint32Array(size),
        low: new Float32Array(size),
        high: new Float32Array(size),
        mean: new Float32Array(size),
      };
      series.push(whole);
    }
    whole.codec = part.codec ?? whole.codec;
    for (let row = 0; row < METRICS.length; row++)
      for (let k = 0; k < page.count; k++) join(whole, row * buckets + page.first + k, part, row * page.count + k);
  }
}

const sameMedium = (a: Series, b: SeriesPart): boolean =>
  a.handle === b.handle && a.mid === b.mid && a.medium === b.medium;

/** A bucket at the edge of two pages holds samples of both. */
function join(whole: Series, to: number, part: SeriesPart, from: number): void {
  const added = part.samples[from] ?? 0;
  if (added === 0) return;
  const before = whole.samples[to] ?? 0;
  const [low, high, mean] = [part.low[from] ?? 0, part.high[from] ?? 0, part.mean[from] ?? 0];
  whole.low[to] = before === 0 ? low : Math.min(whole.low[to] ?? low, low);
  whole.high[to] = before === 0 ? high : Math.max(whole.high[to] ?? high, high);
  whole.mean[to] = ((whole.mean[to] ?? 0) * before + mean * added) / (before + added);
  whole.samples[to] = before + added;
}

const rowOf = (metric: Metric): number => METRICS.indexOf(metric);

/** Lines of several metrics of a medium over one row of times. */
export function linesOf(
  { from, to, buckets }: Statistics,
  series: Series,
  metrics: readonly Metric[],
): { x: number[]; lines: Line[] } {
  const width = (to - from) / buckets;
  const filled: number[] = [];
  for (let k = 0; k < buckets; k++)
    if (metrics.some((metric) => (series.samples[rowOf(metric) * buckets + k] ?? 0) > 0)) filled.push(k);
  const steps = filled.slice(1).map((k, i) => k - (filled[i] ?? k));
  const pause = GAP * (median(steps) ?? 1);
  const x: number[] = [];
  const lines = metrics.map((): { mean: (number | null)[]; low: (number | null)[]; high: (number | null)[] } => ({
    mean: [],
    low: [],
    high: [],
  }));
  let last: number | null = null;
  for (const k of filled) {
    if (last !== null && k - last > pause) {
      x.push(from + ((last + k) / 2 + 0.5) * width);
      for (const { mean, low, high } of lines) for (const column of [mean, low, high]) column.push(null);
    }
    last = k;
    x.push(from + (k + 0.5) * width);
    metrics.forEach((metric, i) => {
      const at = rowOf(metric) * buckets + k;
      const has = (series.samples[at] ?? 0) > 0;
      lines[i]?.mean.push(has ? (series.mean[at] ?? null) : null);
      lines[i]?.low.push(has ? (series.low[at] ?? null) : null);
      lines[i]?.high.push(has ? (series.high[at] ?? null) : null);
    });
  }
  return { x, lines };
}

export interface MetricSummary {
  readonly least: number;
  /** Of the buckets' means: exact while no bucket holds more than one sample. */
  readonly median: number;
  readonly most: number;
}

/** null where the metric has no sample. */
export function summaryOf({ buckets }: Statistics, series: Series, metric: Metric): MetricSummary | null {
  const means: number[] = [];
  let least = Infinity;
  let most = -Infinity;
  const first = rowOf(metric) * buckets;
  for (let at = first; at < first + buckets; at++) {
    if ((series.samples[at] ?? 0) === 0) continue;
    means.push(series.mean[at] ?? 0);
    least = Math.min(least, series.low[at] ?? least);
    most = Math.max(most, series.high[at] ?? most);
  }
  const middle = median(means);
  return middle === null ? null : { least, median: middle, most };
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
