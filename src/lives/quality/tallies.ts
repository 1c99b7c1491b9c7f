/**
 * What media statistics and slow links tell of each medium of a PeerConnection, summed up as they pass: 17 numbers for each
 * direction, however long it goes on.
 *
 * The counters of Janus are not to be trusted blindly (`rtcp.c`, `ice.c`): they begin anew with a PeerConnection,
 * `lost-by-remote` is that of the first report block, whatever medium it is of, and a `lost` that grows after a silence
 * is what got lost in it.
 */
import {
  type Column,
  Float32Column,
  Float64Column,
  Int32Column,
  Uint32Column,
  Uint8Column,
} from '../../events/columns.js';
import {
  agree,
  allWithin,
  countIn,
  numbersOf,
  textsOf,
  writeFigures,
  type ColumnReader,
  type ColumnWriter,
} from '../../events/kept-columns.js';
import { Texts } from '../../sessions/collecting/texts.js';
import { FIGURES, type Figure, type MediumStatistics } from './statistics.js';

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
/** Media of a handle that are told apart. */
const MOST_MEDIA = 64;
const DIRECTIONS = 2;
/** Single numbers of a layer, besides the figures that were told before. */
const LAYER_FIGURES = 5;
/** About what the layers of a handle under way occupy, bytes. */
const OPEN_BYTES = 600;

const FLAGS = {
  video: 1,
  /** Several layers: their bitrates come and go as they are wanted. */
  layered: 2,
  /** The peer reports how Janus' packets arrive. */
  reported: 4,
  /** What it reports is of several media. */
  mixed: 8,
  /** There were statistics, not slow links alone. */
  measured: 16,
} as const;

/** Numbers of {@link FIGURES} and {@link SUMS}, written out: they are looked up for each sample. */
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

/** One counter of a layer of a medium under way. */
interface Layer {
  readonly mid: string;
  readonly media: string;
  readonly tally: number;
  readonly isBase: boolean;
  at: number;
  readonly before: Float64Array<ArrayBuffer>;
  /** How long nothing has come by now, s. */
  silent: number;
}

export class Tallies {
  private readonly handles = new Uint32Column();
  private readonly media = new Uint32Column();
  private readonly codecs = new Int32Column();
  private readonly flagsOf = new Uint8Column();
  private readonly firstAt = new Float64Column();
  private readonly lastAt = new Float64Column();
  private readonly sums = new Float32Column();
  private readonly texts = new Texts();
  /** By handle: the layers under way. */
  private readonly open = new Map<number, Layer[]>();

  get count(): number {
    return this.handles.count;
  }

  /** Adds what a medium of a handle had at a time, µs. */
  add(handle: number, at: number, medium: MediumStatistics): void {
    const { media } = medium;
    const isVideo = media.startsWith('video');
    if (!isVideo && media !== 'audio') return;
    const layer = this.layerOf(handle, at, medium.mid, media);
    if (layer === null) return;
    const { tally } = layer;
    if (medium.codec !== '' && this.codecs.values[tally]! < 0) this.codecs.values[tally] = this.texts.of(medium.codec);
    this.flagsOf.values[tally]! |= FLAGS.measured;
    this.span(tally, at);
    const { figures } = medium;
    this.gauge(tally, figures);
    if (layer.at > 0 && at !== layer.at) {
      // Where events come newest first, each is the older one.
      const newer = at > layer.at;
      const [from, to] = newer ? [layer.before, figures] : [figures, layer.before];
      this.incoming(layer, Math.abs(at - layer.at) / 1e6, from, to);
      if (layer.isBase) this.outgoing(tally, Math.abs(at - layer.at) / 1e6, from, to);
    }
    layer.at = at;
    layer.before.set(figures);
  }

  /** Adds a slow link; `uplink`: of what Janus sends. */
  addSlowLink(handle: number, at: number, mid: string, media: string, uplink: boolean): void {
    if (media !== 'video' && media !== 'audio') return;
    const layer = this.layerLike(handle, media, mid) ?? this.layerOf(handle, at, mid, media);
    if (layer === null) return;
    this.span(layer.tally, at);
    this.plus(placeOf(layer.tally, uplink ? 'out' : 'in') + SUM.slowLinks, 1);
  }

  /** The PeerConnection of a handle is over: what comes next begins anew. */
  close(handle: number): void {
    this.open.delete(handle);
  }

  handle(tally: number): number {
    return this.handles.values[tally]!;
  }

  sum(tally: number, direction: Direction, sum: Sum): number {
    return this.sums.values[placeOf(tally, direction) + SUM[sum]]!;
  }

  /** µs */
  first(tally: number): number {
    return this.firstAt.values[tally]!;
  }

  last(tally: number): number {
    return this.lastAt.values[tally]!;
  }

  is(tally: number, flag: keyof typeof FLAGS): boolean {
    return (this.flagsOf.values[tally]! & FLAGS[flag]) !== 0;
  }

  /** The `mid`; '' where Janus has none. */
  mid(tally: number): string {
    return this.texts.at(this.media.values[tally]!)!;
  }

  /** '' where it is not told. */
  codec(tally: number): string {
    return this.texts.at(this.codecs.values[tally]!) ?? '';
  }

  /** Writes the sums, and what they go on from. */
  write(to: ColumnWriter): void {
    for (const part of [...this.columns, this.sums, this.texts]) part.write(to);
    const layers = [...this.open].flatMap(([handle, of]) => of.map((layer) => ({ handle, layer })));
    to.texts(layers.flatMap(({ layer }) => [layer.mid, layer.media]));
    writeFigures(
      to,
      layers.flatMap(({ handle, layer }) => [handle, layer.tally, layer.isBase ? 1 : 0, layer.at, layer.silent]),
    );
    to.numbers(
      Float64Array,
      layers.map(({ layer }) => layer.before),
    );
  }

  /** Takes what another one wrote of so many handles, itself empty. */
  read(from: ColumnReader, handles: number): void {
    for (const part of [...this.columns, this.sums, this.texts]) part.read(from);
    const { count } = this;
    agree(
      this.columns.every((column) => column.count === count) && this.sums.count === count * DIRECTIONS * SUMS.length,
    );
    allWithin(this.handles.whole(), 0, handles);
    allWithin(this.media.whole(), 0, this.texts.list.length);
    allWithin(this.codecs.whole(), -1, this.texts.list.length);
    const texts = textsOf(from);
    agree(texts.length % 2 === 0);
    const figures = numbersOf(from, Float64Array, (texts.length / 2) * LAYER_FIGURES);
    const before = numbersOf(from, Float64Array, (texts.length / 2) * FIGURES.length);
    for (let k = 0; 2 * k < texts.length; k++) {
      const [handle, tally, isBase, at, silent] = figures.subarray(k * LAYER_FIGURES);
      agree(countIn(handle) < handles && countIn(tally) < count);
      const layer = {
        mid: texts[2 * k]!,
        media: texts[2 * k + 1]!,
        tally: tally!,
        isBase: isBase === 1,
        at: at!,
        before: before.slice(k * FIGURES.length, (k + 1) * FIGURES.length),
        silent: silent!,
      };
      const layers = this.open.get(handle!);
      if (layers === undefined) this.open.set(handle!, [layer]);
      else layers.push(layer);
    }
  }

  private get columns(): readonly Column<
    Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>
  >[] {
    return [this.handles, this.media, this.codecs, this.flagsOf, this.firstAt, this.lastAt];
  }

  get bytes(): number {
    return [...this.columns, this.sums].reduce((sum, { bytes }) => sum + bytes, OPEN_BYTES * this.open.size);
  }

  /** Slow links do not always have the `mid` of their medium. */
  private layerLike(handle: number, media: string, mid: string): Layer | null {
    if (mid !== '') return null;
    return this.open.get(handle)?.find((layer) => layer.media === media) ?? null;
  }

  private layerOf(handle: number, at: number, mid: string, media: string): Layer | null {
    let layers = this.open.get(handle);
    if (layers === undefined) this.open.set(handle, (layers = []));
    for (const layer of layers) if (layer.media === media && layer.mid === mid) return layer;
    if (layers.length === MOST_MEDIA) return null;
    const isBase = !media.includes('-sim');
    const base = isBase ? undefined : layers.find((layer) => layer.media === 'video' && layer.mid === mid);
    const tally = base?.tally ?? this.begin(handle, at, mid, media);
    if (!isBase) this.flagsOf.values[tally]! |= FLAGS.layered;
    const layer = { mid, media, tally, isBase, at: 0, before: new Float64Array(FIGURES.length), silent: 0 };
    layers.push(layer);
    return layer;
  }

  private begin(handle: number, at: number, mid: string, media: string): number {
    this.media.push(this.texts.of(mid));
    this.codecs.push(-1);
    this.flagsOf.push(media === 'audio' ? 0 : FLAGS.video);
    this.firstAt.push(at);
    this.lastAt.push(at);
    for (let k = 0; k < DIRECTIONS * SUMS.length; k++) this.sums.push(0);
    return this.handles.push(handle);
  }

  private span(tally: number, at: number): void {
    const { values: first } = this.firstAt;
    const { values: last } = this.lastAt;
    if (at < first[tally]!) first[tally] = at;
    if (at > last[tally]!) last[tally] = at;
  }

  /** What is of the moment. 0 stands for what is not known yet. */
  private gauge(tally: number, figures: Float64Array): void {
    const rtt = figures[AT.rtt]!;
    if (rtt > 0 && rtt <= LONGEST_RTT) {
      const sums = placeOf(tally, 'in');
      this.plus(sums + SUM.rtt, rtt);
      this.plus(sums + SUM.rttSamples, 1);
      this.atLeast(sums + SUM.rttPeak, rtt);
    }
    const reported = rtt > 0 || figures[AT['jitter-remote']]! > 0 || Math.abs(figures[AT['lost-by-remote']]!) > 0;
    if (reported || figures[AT['nacks-received']]! > 0) this.flagsOf.values[tally]! |= FLAGS.reported;
  }

  private incoming(layer: Layer, seconds: number, from: Float64Array, to: Float64Array): void {
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
      if (this.sums.values[sums + SUM.packets]! > 0) layer.silent += seconds;
    } else {
      // Who pauses goes on where it stopped: what was sent meanwhile is missing only where the way was cut.
      if (gone > 0 && isBase) this.plus(sums + SUM.stalled, layer.silent);
      layer.silent = 0;
    }
    if (packets + gone === 0) return;
    this.counted(sums, isBase ? seconds : 0, packets, lost, nacks, packets + gone);
    this.sample(sums + SUM.jitter, to[AT['jitter-local']]!, 0, LARGEST_JITTER);
    // It is smoothed, and falls where nothing flows.
    if (packets > 0) this.sample(sums + SUM.link, to[AT['in-link-quality']]!, 1, 100);
    if (isBase) this.flow(sums, seconds, from, to, AT['bytes-received'], (gone + (nacks || 0)) / (packets + gone));
  }

  private outgoing(tally: number, seconds: number, from: Float64Array, to: Float64Array): void {
    const sums = placeOf(tally, 'out');
    const packets = grown(from, to, AT['packets-sent'], seconds, MOST_PER_SECOND);
    if (Number.isNaN(packets) || packets === 0) return;
    const lost = changed(from, to, AT['lost-by-remote'], seconds);
    // The peer cannot find again what another report had lost, nor lose what was not sent.
    if (lost < 0 || lost > packets) this.flagsOf.values[tally]! |= FLAGS.mixed;
    const nacks = grown(from, to, AT['nacks-received'], seconds, MOST_PER_SECOND);
    this.counted(sums, seconds, packets, Math.min(lost, packets), nacks, packets);
    this.sample(sums + SUM.jitter, to[AT['jitter-remote']]!, 1, LARGEST_JITTER);
    if (this.is(tally, 'reported')) this.sample(sums + SUM.link, to[AT['out-link-quality']]!, 1, 100);
    const trouble = (Math.max(0, lost || 0) + (nacks || 0)) / packets;
    this.flow(sums, seconds, from, to, AT['bytes-sent'], trouble);
  }

  /** `sums` is where those of a direction begin. */
  private counted(sums: number, seconds: number, packets: number, lost: number, nacks: number, all: number): void {
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
    const peak = this.sums.values[sums + SUM.peak]!;
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
    this.sums.values[place]! += value;
  }

  private atLeast(place: number, value: number): void {
    const { values } = this.sums;
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
