/**
 * What media statistics and slow links tell of each medium of a PeerConnection, summed up as they pass, however long it goes
 * on: `sums.ts` has the numbers.
 */
import { type Column, Float64Column, Int32Column, Uint32Column, Uint8Column } from '../../events/columns.js';
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
import { FIGURES, type MediumStatistics } from './statistics.js';
import { Sums, type Direction, type Sum } from './sums.js';

/** Media of a handle that are told apart. */
const MOST_MEDIA = 64;
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
  private readonly sums = new Sums();
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
    if (this.sums.gauge(tally, figures)) this.flagsOf.values[tally]! |= FLAGS.reported;
    if (layer.at > 0 && at !== layer.at) {
      // Where events come newest first, each is the older one.
      const newer = at > layer.at;
      const [from, to] = newer ? [layer.before, figures] : [figures, layer.before];
      const seconds = Math.abs(at - layer.at) / 1e6;
      this.sums.incoming(layer, seconds, from, to);
      if (layer.isBase && this.sums.outgoing(tally, seconds, from, to, this.is(tally, 'reported')))
        this.flagsOf.values[tally]! |= FLAGS.mixed;
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
    this.sums.addSlowLink(layer.tally, uplink ? 'out' : 'in');
  }

  /** The PeerConnection of a handle is over: what comes next begins anew. */
  close(handle: number): void {
    this.open.delete(handle);
  }

  handle(tally: number): number {
    return this.handles.values[tally]!;
  }

  sum(tally: number, direction: Direction, sum: Sum): number {
    return this.sums.of(tally, direction, sum);
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
    agree(this.columns.every((column) => column.count === count) && this.sums.count === count);
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
    this.sums.push();
    return this.handles.push(handle);
  }

  private span(tally: number, at: number): void {
    const { values: first } = this.firstAt;
    const { values: last } = this.lastAt;
    if (at < first[tally]!) first[tally] = at;
    if (at > last[tally]!) last[tally] = at;
  }
}
