/**
 * The numbers that are summed up of each direction of a medium: 17, however long it goes on.
 *
 * The counters of Janus are not to be trusted blindly (`rtcp.c`, `ice.c`): they begin anew with a PeerConnection,
 * `lost-by-remote` is that of the first report block, whatever medium it is of, and a `lost` that grows after a silence
 * is what got lost in it.
 */
import { Float32Column } from '../../events/columns.js';
import type { ColumnReader, ColumnWriter } from '../../events/kept-columns.js';
import type { Figure } from './statistics.js';

/** What is summed up by direction; `in`: from the peer to Janus, `out`: from Janus to the peer. */
export const SUMS = [
  /** Time in which packets were counted, s, and how many. */
  'seconds',
  'packets',
  /** Negative where packets came that had been taken for lost. */
  'lost',
  'nacks',
  /** Samples of jitter, ms, and how many there are; the same for the link's quality, percent. */
  'jitter',
  'jitterSamples',
  'link',
  'linkSamples',
  /** Time in which nothing came although it was sent, s; in which more than {@link MUCH} was lost. */
  'stalled',
  'lossy',
  /** Time in which the bitrate had collapsed while packets got lost, s; the bits in all and the highest bit/s. */
  'collapsed',
  'bits',
  'peak',
  'slowLinks',
  /** Round trips, ms, and how many samples; they are of the way, whatever medium tells them. */
  'rtt',
  'rttSamples',
  'rttPeak',
] as const;
export type Sum = (typeof SUMS)[number];
export type Direction = 'in' | 'out';

/** Share of packets whose loss is seen or heard. */
const MUCH = 0.05;
/** A bitrate has collapsed below this share of the highest, bit/s, if that was worth the name. */
const COLLAPSED = 0.2;
const WORTH = 150_000;
/** Beyond these no figure is one, per second and in all. */
const MOST_PER_SECOND = 100_000;
const MOST_BITS_PER_SECOND = 10_000_000_000;
const LONGEST_RTT = 30_000;
const LARGEST_JITTER = 10_000;
const DIRECTIONS = 2;

/** Numbers of the figures and of {@link SUMS}, written out: they are looked up for each sample. */
const AT: Readonly<Record<Figure, number>> = {
  rtt: 0,
  lost: 1,
  'lost-by-remote': 2,
  'jitter-local': 3,
  'jitter-remote': 4,
  'in-link-quality': 5,
  'out-link-quality': 6,
  'packets-received': 7,
  'packets-sent': 8,
  'bytes-received': 9,
  'bytes-sent': 10,
  'nacks-received': 11,
  'nacks-sent': 12,
};
const SUM: Readonly<Record<Sum, number>> = {
  seconds: 0,
  packets: 1,
  lost: 2,
  nacks: 3,
  jitter: 4,
  jitterSamples: 5,
  link: 6,
  linkSamples: 7,
  stalled: 8,
  lossy: 9,
  collapsed: 10,
  bits: 11,
  peak: 12,
  slowLinks: 13,
  rtt: 14,
  rttSamples: 15,
  rttPeak: 16,
};

/** A layer whose counters are compared. */
export interface CountedLayer {
  readonly tally: number;
  readonly isBase: boolean;
  /** How long nothing has come by now, s. */
  silent: number;
}

/** The sums of all tallies, by their numbers. */
export class Sums {
  private readonly column = new Float32Column();

  /** How many tallies it has sums of. */
  get count(): number {
    return this.column.count / (DIRECTIONS * SUMS.length);
  }

  /** Begins those of the next tally. */
  push(): void {
    for (let k = 0; k < DIRECTIONS * SUMS.length; k++) this.column.push(0);
  }

  of(tally: number, direction: Direction, sum: Sum): number {
    return this.column.values[placeOf(tally, direction) + SUM[sum]]!;
  }

  write(to: ColumnWriter): void {
    this.column.write(to);
  }

  read(from: ColumnReader): void {
    this.column.read(from);
  }

  get bytes(): number {
    return this.column.bytes;
  }

  addSlowLink(tally: number, direction: Direction): void {
    this.plus(placeOf(tally, direction) + SUM.slowLinks, 1);
  }

  /** Adds what is of the moment; 0 stands for what is not known yet. Whether the peer reports how Janus' packets arrive. */
  gauge(tally: number, figures: Float64Array): boolean {
    const rtt = figures[AT.rtt]!;
    if (rtt > 0 && rtt <= LONGEST_RTT) {
      const sums = placeOf(tally, 'in');
      this.plus(sums + SUM.rtt, rtt);
      this.plus(sums + SUM.rttSamples, 1);
      this.atLeast(sums + SUM.rttPeak, rtt);
    }
    const reported = rtt > 0 || figures[AT['jitter-remote']]! > 0 || Math.abs(figures[AT['lost-by-remote']]!) > 0;
    return reported || figures[AT['nacks-received']]! > 0;
  }

  /** Adds what came between two samples of a layer. */
  incoming(layer: CountedLayer, seconds: number, from: Float64Array, to: Float64Array): void {
    const { tally, isBase } = layer;
    const sums = placeOf(tally, 'in');
    const packets = grown(from, to, AT['packets-received'], seconds, MOST_PER_SECOND);
    // It begins anew, or is none.
    if (Number.isNaN(packets)) {
      layer.silent = 0;
      return;
    }
    const lost = changed(from, to, AT.lost, seconds);
    const nacks = grown(from, to, AT['nacks-sent'], seconds, MOST_PER_SECOND);
    const gone = Math.max(0, lost || 0);
    if (packets === 0) {
      if (this.column.values[sums + SUM.packets]! > 0) layer.silent += seconds;
    } else {
      // Who pauses goes on where it stopped: what was sent meanwhile is missing only where the way was cut.
      if (gone > 0 && isBase) this.plus(sums + SUM.stalled, layer.silent);
      layer.silent = 0;
    }
    if (packets + gone === 0) return;
    this.addCounts(sums, isBase ? seconds : 0, packets, lost, nacks, packets + gone);
    this.sample(sums + SUM.jitter, to[AT['jitter-local']]!, 0, LARGEST_JITTER);
    // It is smoothed, and falls where nothing flows.
    if (packets > 0) this.sample(sums + SUM.link, to[AT['in-link-quality']]!, 1, 100);
    if (isBase) this.flow(sums, seconds, from, to, AT['bytes-received'], (gone + (nacks || 0)) / (packets + gone));
  }

  /**
   * Adds what went out between two samples; `reported`: the peer reports how that arrives. Whether what it reports is of
   * several media.
   */
  outgoing(tally: number, seconds: number, from: Float64Array, to: Float64Array, reported: boolean): boolean {
    const sums = placeOf(tally, 'out');
    const packets = grown(from, to, AT['packets-sent'], seconds, MOST_PER_SECOND);
    if (Number.isNaN(packets) || packets === 0) return false;
    const lost = changed(from, to, AT['lost-by-remote'], seconds);
    const nacks = grown(from, to, AT['nacks-received'], seconds, MOST_PER_SECOND);
    this.addCounts(sums, seconds, packets, Math.min(lost, packets), nacks, packets);
    this.sample(sums + SUM.jitter, to[AT['jitter-remote']]!, 1, LARGEST_JITTER);
    if (reported) this.sample(sums + SUM.link, to[AT['out-link-quality']]!, 1, 100);
    const trouble = (Math.max(0, lost || 0) + (nacks || 0)) / packets;
    this.flow(sums, seconds, from, to, AT['bytes-sent'], trouble);
    // The peer cannot find again what another report had lost, nor lose what was not sent.
    return lost < 0 || lost > packets;
  }

  /** `sums` is where those of a direction begin. */
  private addCounts(sums: number, seconds: number, packets: number, lost: number, nacks: number, all: number): void {
    this.plus(sums + SUM.seconds, seconds);
    this.plus(sums + SUM.packets, packets);
    this.plus(sums + SUM.lost, lost || 0);
    this.plus(sums + SUM.nacks, nacks || 0);
    if (lost > MUCH * all) this.plus(sums + SUM.lossy, seconds);
  }

  private flow(
    sums: number,
    seconds: number,
    from: Float64Array,
    to: Float64Array,
    bytes: number,
    trouble: number,
  ): void {
    const grew = grown(from, to, bytes, seconds, MOST_BITS_PER_SECOND / 8);
    if (Number.isNaN(grew)) return;
    const rate = (8 * grew) / seconds;
    const peak = this.column.values[sums + SUM.peak]!;
    this.plus(sums + SUM.bits, 8 * grew);
    this.atLeast(sums + SUM.peak, rate);
    if (peak >= WORTH && rate < COLLAPSED * peak && trouble > MUCH) this.plus(sums + SUM.collapsed, seconds);
  }

  /** Adds a sample, and to the number of samples behind it, if it is between the two. */
  private sample(place: number, value: number, least: number, most: number): void {
    if (!(value >= least && value <= most)) return;
    this.plus(place, value);
    this.plus(place + 1, 1);
  }

  private plus(place: number, value: number): void {
    this.column.values[place]! += value;
  }

  private atLeast(place: number, value: number): void {
    const { values } = this.column;
    if (value > values[place]!) values[place] = value;
  }
}

/** Where the sums of a direction begin. */
const placeOf = (tally: number, direction: Direction): number =>
  (tally * DIRECTIONS + (direction === 'in' ? 0 : 1)) * SUMS.length;

/** By how much a counter has grown; NaN where it began anew, is missing, or has grown more than anything can. */
function grown(from: Float64Array, to: Float64Array, counter: number, seconds: number, most: number): number {
  const by = to[counter]! - from[counter]!;
  return by >= 0 && by <= most * seconds ? by : NaN;
}

/** The same for one that can fall; NaN where it is missing or jumps more than anything can. */
function changed(from: Float64Array, to: Float64Array, counter: number, seconds: number): number {
  const by = to[counter]! - from[counter]!;
  return Math.abs(by) <= MOST_PER_SECOND * seconds ? by : NaN;
}
