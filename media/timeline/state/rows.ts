/** The rows on the screen: how high they are, how far they are scrolled, which are opened. No DOM. */
import { type Folds, UNFOLDED } from '../../../src/analysis/lanes/folds.js';
import type { ColumnKey } from '../../../src/analysis/lanes/columns/index.js';
import type { Lane, LaneKey, TimelineLog } from '../../../src/analysis/lanes/protocol.js';
import type { ArrangeAnswer, DensityAnswer } from '../../../src/analysis/lanes/requests.js';
import { GapsStore } from '../data/gaps-store.js';
import { isHeader, type LaneStore } from '../data/lane-store.js';
import type { RasterStore } from '../data/raster-store.js';
import { rowAt, type RowGeometry, rowsOn, rowTop, totalHeight } from '../geometry/rows.js';
import type { Viewport } from '../geometry/viewport.js';
import type { Context } from './context.js';
import { askDensity, type LaneSizes, rasterWindow } from './row-requests.js';
import { laneKey, MAX_OPENED, sameLane } from './view-state.js';

/** Rows as they are on the screen. */
export interface Shown extends ArrangeAnswer {
  readonly log: TimelineLog;
  readonly folds: Folds;
  readonly lanes: LaneStore;
  readonly rasters: RasterStore;
  density: DensityAnswer;
}

export interface OpenedLane {
  readonly lane: Lane;
  readonly row: number;
}

/** Lower lanes have no room for what an opened one shows. */
const OPEN_FROM = 0.75;
/** Below this height of a lane, px, many share a pixel or nearly so: a raster shows them. */
export const RASTER_BELOW = 3;

export class Rows {
  shown: Shown | null = null;
  opened: readonly OpenedLane[] = [];
  /** What the table says of each row besides, asked for with the rows. */
  columns: readonly ColumnKey[] = [];
  sizes: LaneSizes = { width: 0, height: 0, laneHeight: 20, overview: 0 };
  private readonly gapsStore: GapsStore;

  constructor(
    private readonly context: Context,
    /** Height of what an opened lane shows below it, px. */
    private readonly openedHeight: (session: number) => number,
  ) {
    this.gapsStore = new GapsStore((revision) => context.ask({ method: 'gaps', revision }));
  }

  get log(): TimelineLog | null {
    return this.shown?.log ?? null;
  }

  get folds(): Folds {
    return this.shown?.folds ?? UNFOLDED;
  }

  /** Length of the folded line, µs. */
  get length(): number {
    return this.log === null ? 0 : this.folds.place(this.log.length);
  }

  /** What can be folded; null while it is not known. */
  get gaps(): Float64Array | null {
    return this.gapsStore.latest;
  }

  gapsOf(revision: number): Promise<Float64Array> {
    return this.gapsStore.of(revision);
  }

  /** Height of a lane, px: between all lanes on the screen and good to read. */
  laneHeight(rows = this.shown?.rows ?? 0): number {
    const { laneHeight: wanted } = this.context.state;
    const readable = this.sizes.laneHeight;
    return wanted === null ? readable : Math.min(readable, Math.max(wanted, this.sizes.height / Math.max(1, rows)));
  }

  get geometry(): RowGeometry {
    return this.geometryOf(this.shown?.rows ?? 0, this.opened);
  }

  geometryOf(count: number, opened: readonly OpenedLane[]): RowGeometry {
    const height = this.laneHeight(count);
    if (height < this.sizes.laneHeight * OPEN_FROM) return { count, height, openings: [] };
    const openings = opened.map(({ row, lane }) => ({ row, extra: this.openedHeight(lane.session) }));
    return { count, height, openings };
  }

  /** Other rows from now on. */
  show(shown: Shown, opened: readonly OpenedLane[]): void {
    this.shown = shown;
    this.opened = opened;
  }

  /** None: the log cannot be shown any more. */
  close(): void {
    this.shown = null;
    this.context.changed('picture');
  }

  /** Asks for what the picture of now has not got yet. */
  wantVisible(view: Viewport): void {
    const { shown, geometry, sizes } = this;
    const { scroll } = this.context.state;
    if (shown === null || sizes.height === 0) return;
    const { first, last } = rowsOn(geometry, scroll, sizes.height);
    shown.rasters.wantWhole();
    if (geometry.height < RASTER_BELOW) shown.rasters.want(rasterWindow(sizes, geometry, view, scroll));
    else if (first >= 0) shown.lanes.want(first, last);
  }

  /** Asks for what no picture needs, but a control may. */
  wantGaps(): void {
    const { log, context } = this;
    if (log !== null) this.gapsStore.want(log.revision, () => context.changed('rows'), context.problem);
  }

  setSizes(sizes: LaneSizes): void {
    const { shown, context } = this;
    const columns = sizes.overview !== this.sizes.overview;
    this.sizes = sizes;
    if (shown !== null && columns && sizes.overview > 0)
      askDensity(context, shown.log, shown.arrangement, this.length, sizes.overview).then((density) => {
        shown.density = density;
        context.changed('picture');
      }, context.problem);
    this.scrollTo(context.state.scroll);
  }

  /** The session at the top of the screen, and how far it is scrolled beyond it, px; null at the very top. */
  topmost(): { key: LaneKey; offset: number } | null {
    const { shown, geometry } = this;
    const { scroll } = this.context.state;
    if (shown === null || scroll <= 0 || geometry.height < RASTER_BELOW) return null;
    const { first, last } = rowsOn(geometry, scroll, this.sizes.height);
    for (let row = first; row <= last; row++) {
      const lane = shown.lanes.row(row);
      if (lane !== undefined && !isHeader(lane))
        return { key: laneKey(shown.log.origin, lane), offset: scroll - rowTop(geometry, row) };
    }
    return null;
  }

  maxScroll(geometry = this.geometry): number {
    const spare = geometry.height < this.sizes.laneHeight ? 0 : geometry.height;
    return Math.max(0, totalHeight(geometry) + spare - this.sizes.height);
  }

  scrollTo(y: number): void {
    const { state, changed } = this.context;
    // Before the first layout there is nothing to measure a kept place against.
    state.scroll =
      this.shown === null || this.sizes.height === 0 ? y : Math.min(Math.max(0, Math.round(y)), this.maxScroll());
    changed('picture');
  }

  /** Scrolls as little as needed to have a row below the header that stays on top. */
  showRow(row: number): void {
    const { shown, sizes, geometry } = this;
    const { scroll } = this.context.state;
    if (shown === null || row < 0) return;
    const top = rowTop(geometry, row);
    const head = shown.groups > 0 ? sizes.laneHeight : 0;
    if (top - head < scroll) this.scrollTo(top - head);
    else if (top + geometry.height > scroll + sizes.height)
      this.scrollTo(top + Math.max(geometry.height, sizes.laneHeight) * 2 - sizes.height);
  }

  isOpened(session: number): boolean {
    return this.opened.some(({ lane }) => lane.session === session);
  }

  /** Shows the handles of a session below its lane, or hides them again. */
  toggleOpened(lane: Lane, row: number): void {
    const { state } = this.context;
    // What is in a stay is in its bar.
    if (this.log === null || row < 0 || lane.session >= this.log.count) return;
    const key = laneKey(this.log.origin, lane);
    const others = state.opened.filter((other) => !sameLane(other, key));
    const open = others.length === state.opened.length;
    state.opened = open ? [...others, key].slice(-MAX_OPENED) : others;
    const rest = this.opened.filter((other) => other.lane.session !== lane.session).slice(-MAX_OPENED + 1);
    this.opened = open ? [...rest, { lane, row }].sort((a, b) => a.row - b.row) : rest;
    if (open && state.laneHeight !== null) state.laneHeight = null;
    this.scrollTo(state.scroll);
  }

  closeAllOpened(): void {
    const { state } = this.context;
    state.opened = [];
    this.opened = [];
    this.scrollTo(state.scroll);
  }

  /** Makes lanes higher or lower so that the row at `y` px below the axis stays there. */
  zoomLanes(factor: number, y: number): void {
    const { state } = this.context;
    const before = this.geometry;
    const at = (state.scroll + y) / Math.max(1, totalHeight(before));
    const height = before.height * factor;
    state.laneHeight = height >= this.sizes.laneHeight ? null : height;
    // Opened lanes have no height of their own among low ones; the share of the whole stays.
    this.scrollTo(at * totalHeight(this.geometry) - y);
  }

  /** All lanes on the screen, or lanes high enough to read around a row; below 0: around the middle of the screen. */
  toggleAllLanes(around: number): void {
    const { sizes, geometry } = this;
    const { state } = this.context;
    if (geometry.height >= sizes.laneHeight) {
      state.laneHeight = 0;
      this.scrollTo(0);
      return;
    }
    const middle = rowAt(geometry, Math.min(state.scroll + sizes.height / 2, totalHeight(geometry) - 1));
    state.laneHeight = null;
    this.scrollTo(rowTop(this.geometry, around >= 0 ? around : middle) - sizes.height / 2);
  }
}
