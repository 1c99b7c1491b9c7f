/**
 * What the media statistics of a session (type 32, subtype 3) say over time: samples gathered into buckets of equal
 * length with their lowest, highest and mean value, so that a long call is drawn as truly as a short one. Janus writes
 * the fields in `janus_events_notify_handlers` calls of `src/ice.c`; with `combine_media_stats` the body is an array.
 */
import { EventType, MediaSubtype } from '../../events/types.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import type { Ranges } from '../../sources/ranges.js';
import { readEvents } from '../event-texts/event-texts.js';
import { bodyOf, type Body, isBody, word } from '../event-texts/event-words.js';
import { chooser, pageOf, placeOf } from '../event-texts/session-events.js';
import { type Metric, METRICS, type SeriesPart, type StatisticsPage } from '../requests/timeline-details.js';

const MAX_SAMPLES = 2000;
/** Media told apart: more are not looked at side by side. */
const MAX_SERIES = 24;
/** Events read before a page for the counters its first samples are compared to. */
const PRIMING = 16;

/** The events of a session that are media statistics. */
export const statisticsAmong = chooser(
  (table, event) => table.type(event) === EventType.media && table.subtype(event) === MediaSubtype.stats,
);

/** The statistics from the `from`th on, in a row of `buckets` over the time of all of them. */
export async function statisticsPage(
  facts: Facts,
  ranges: Ranges,
  events: Uint32Array,
  from: number,
  buckets: number,
): Promise<StatisticsPage> {
  const { table } = facts;
  const all = statisticsAmong(table, events);
  const page = pageOf(table, all, from, MAX_SAMPLES);
  const primed = all.subarray(Math.max(0, from - PRIMING), from + page.length);
  const [oldest, newest] = [all[0], all.at(-1)];
  const edges = {
    from: oldest === undefined ? 0 : table.at(oldest),
    to: newest === undefined ? 0 : table.at(newest),
  };
  const bucketAt = (at: number): number =>
    Math.min(buckets - 1, Math.max(0, Math.floor(((at - edges.from) / (edges.to - edges.from || 1)) * buckets)));
  const first = page.length === 0 ? 0 : bucketAt(table.at(page[0]!));
  const count = page.length === 0 ? 0 : bucketAt(table.at(page.at(-1)!)) - first + 1;
  const series = new SeriesSet(count);

  const places = Array.from(primed, (event) => placeOf(facts, event));
  const texts = await readEvents(ranges, places);
  const unseen = primed.length - page.length;
  for (const [k, { at, handle }] of places.entries()) {
    const text = texts[k] ?? null;
    const body = text === null ? null : bodyOf(text);
    const bucket = k < unseen ? null : bucketAt(at) - first;
    for (const medium of Array.isArray(body) ? body : [body])
      if (isBody(medium)) series.add(handle ?? '', at, bucket, medium);
  }
  const read = from + page.length;
  return {
    ...edges,
    buckets,
    first,
    count,
    series: series.parts(),
    moreSeries: series.more,
    read,
    next: read < all.length ? read : null,
  };
}

/** The counters of a medium at a time, as Janus sends them; null: not in the event. */
type Counters = Readonly<Record<(typeof COUNTERS)[number], number | null>>;
const COUNTERS = [
  'lost',
  'lost-by-remote',
  'packets-received',
  'packets-sent',
  'nacks-received',
  'nacks-sent',
] as const;

interface Series {
  readonly part: SeriesPart;
  codec: string | null;
  before: { readonly at: number; readonly counters: Counters } | null;
}

class SeriesSet {
  private readonly known = new Map<string, Series>();
  private readonly refused = new Set<string>();

  constructor(private readonly count: number) {}

  get more(): number {
    return this.refused.size;
  }

  parts(): SeriesPart[] {
    const filled = [...this.known.values()].filter(({ part }) => part.samples.some((samples) => samples > 0));
    return filled.map(({ part, codec }) => ({ ...part, codec }));
  }

  /** @param bucket null: the sample is only what the next ones are compared to */
  add(handle: string, at: number, bucket: number | null, body: Body): void {
    const series = this.of(handle, word(body.mid) ?? '', word(body.media) ?? 'medium');
    if (series === null) return;
    series.codec = word(body.codec) ?? series.codec;
    const counters = Object.fromEntries(COUNTERS.map((name) => [name, numberOf(body[name])])) as Counters;
    if (bucket !== null) {
      const values = valuesOf(body, counters, series.before, at);
      for (const [row, metric] of METRICS.entries()) gather(series.part, row * this.count + bucket, values[metric]);
    }
    series.before = { at, counters };
  }

  private of(handle: string, mid: string, medium: string): Series | null {
    const key = JSON.stringify([handle, mid, medium]);
    let series = this.known.get(key);
    if (series === undefined) {
      if (this.known.size >= MAX_SERIES) {
        if (this.refused.size < 1000) this.refused.add(key);
        return null;
      }
      const size = METRICS.length * this.count;
      const part = {
        handle,
        mid,
        medium,
        codec: null,
        samples: new Uint32Array(size),
        low: new Float32Array(size),
        high: new Float32Array(size),
        mean: new Float32Array(size),
      };
      series = { part, codec: null, before: null };
      this.known.set(key, series);
    }
    return series;
  }
}

function gather({ samples, low, high, mean }: SeriesPart, at: number, value: number | null): void {
  if (value === null) return;
  const n = ++samples[at]!;
  low[at] = n === 1 ? value : Math.min(low[at]!, value);
  high[at] = n === 1 ? value : Math.max(high[at]!, value);
  mean[at] = mean[at]! + (value - mean[at]!) / n;
}

/** Bit/s, ms, percent and 1/s. Loss and NACKs are what was counted since the sample before. */
function valuesOf(
  body: Body,
  now: Counters,
  before: Series['before'],
  at: number,
): Readonly<Record<Metric, number | null>> {
  const seconds = before === null ? 0 : (at - before.at) / 1e6;
  const grown = (name: keyof Counters): number | null => {
    const [to, from] = [now[name], before?.counters[name] ?? null];
    // A counter that falls has begun anew: nothing can be said of this step.
    return to === null || from === null || to < from ? null : to - from;
  };
  const bits = (name: string): number | null => scaled(numberOf(body[name]), 8);
  const perSecond = (name: keyof Counters): number | null => (seconds > 0 ? scaled(grown(name), 1 / seconds) : null);
  return {
    bitrateIn: bits('bytes-received-lastsec'),
    bitrateOut: bits('bytes-sent-lastsec'),
    rtt: numberOf(body.rtt),
    jitterIn: numberOf(body['jitter-local']),
    jitterOut: numberOf(body['jitter-remote']),
    lossIn: percentLost(grown('lost'), grown('packets-received'), true),
    lossOut: percentLost(grown('lost-by-remote'), grown('packets-sent'), false),
    // Janus sends NACKs for what it does not receive.
    nacksIn: perSecond('nacks-sent'),
    nacksOut: perSecond('nacks-received'),
  };
}

const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
const scaled = (value: number | null, by: number): number | null => (value === null ? null : value * by);

/** @param beside whether the lost come on top of the packets counted, or are among them */
function percentLost(lost: number | null, packets: number | null, beside: boolean): number | null {
  if (lost === null || packets === null) return null;
  const all = beside ? packets + lost : packets;
  return all === 0 ? null : Math.min(100, (lost / all) * 100);
}
