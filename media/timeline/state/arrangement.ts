/**
 * Which sessions of the log are shown and in which order, as the person arranged it. The rows are laid out by the
 * extension; what is on the screen stays there until everything that will stand in its place has arrived. No DOM.
 */
import { type Folds, foldTime, UNFOLDED } from '../../../src/analysis/lanes/folds.js';
import type {
  ArrangeAnswer,
  DensityAnswer,
  Lane,
  LaneAnswers,
  LaneFound,
  LaneRequest,
  SessionKey,
  TimelineLog,
} from '../../../src/analysis/lanes/protocol.js';
import { GapsStore } from '../data/gaps-store.js';
import { isHeader, LaneStore } from '../data/lane-store.js';
import { RasterStore, type RasterWindow } from '../data/raster-store.js';
import { type RowGeometry, rowsOn, rowTop, totalHeight } from '../geometry/rows.js';
import { sessionKey, type ViewState } from './view-state.js';
import { fit, type Viewport } from '../geometry/viewport.js';

/** `picture`: redraw. `rows`: other sessions, another order. `selection`: another session. `log`: another analysis. */
export type Aspect = 'picture' | 'rows' | 'selection' | 'log';

export type Ask = <M extends LaneRequest['method']>(
  request: Extract<LaneRequest, { method: M }>,
) => Promise<LaneAnswers[M]>;

/** Sizes needed to zoom at a place and to scroll to a row, CSS px. */
export interface LaneSizes {
  readonly width: number;
  readonly height: number;
  /** Of a lane that is good to read. */
  readonly laneHeight: number;
  /** Width of the overview. */
  readonly overview: number;
}

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

export abstract class Arrangement {
  shown: Shown | null = null;
  selected: LaneFound | null = null;
  opened: readonly OpenedLane[] = [];
  sizes: LaneSizes = { width: 0, height: 0, laneHeight: 20, overview: 0 };
  /** Counts arrangements asked for; only the latest is shown. */
  protected turn = 0;
  /** The arrangement under way; what is done to rows waits for it. */
  protected arranging: Promise<boolean> | null = null;
  private readonly gapsStore = new GapsStore((revision) => this.ask({ method: 'gaps', revision }));

  constructor(
    readonly state: ViewState,
    protected readonly ask: Ask,
    protected readonly changed: (aspect: Aspect) => void,
    /** Something could not be had; what is shown stays. */
    protected readonly problem: (error: unknown) => void,
    /** Height of what an opened lane shows below it, px. */
    private readonly openedHeight: (session: number) => number,
  ) {}

  get log(): TimelineLog | null {
    return this.shown?.log ?? null;
  }

  get folds(): Folds {
    return this.shown?.folds ?? UNFOLDED;
  }

  /** What can be folded; null while it is not known. */
  get gaps(): Float64Array | null {
    return this.gapsStore.latest;
  }

  /** The window on a log, in places on its folded line. */
  protected abstract viewOn(log: TimelineLog, folds: Folds): Viewport;
  /** The rows are shown from now on, with the view that was prepared for them. */
  protected abstract committed(before: TimelineLog | null, view: Viewport): void;

  /** Height of a lane, px: between all lanes on the screen and good to read. */
  laneHeight(rows = this.shown?.rows ?? 0): number {
    const { laneHeight: wanted } = this.state;
    const readable = this.sizes.laneHeight;
    return wanted === null ? readable : Math.min(readable, Math.max(wanted, this.sizes.height / Math.max(1, rows)));
  }

  get rows(): RowGeometry {
    return this.geometry(this.shown?.rows ?? 0, this.opened);
  }

  private geometry(count: number, opened: readonly OpenedLane[]): RowGeometry {
    const height = this.laneHeight(count);
    if (height < this.sizes.laneHeight * OPEN_FROM) return { count, height, openings: [] };
    const openings = opened.map(({ row, lane }) => ({ row, extra: this.openedHeight(lane.session) }));
    return { count, height, openings };
  }

  /** Arranges a log as the state says. Resolves to false when another arrangement has overtaken this one. */
  protected arrange(log: TimelineLog, keepPlace: boolean): Promise<boolean> {
    const arranged = this.arrangeNow(log, keepPlace).finally(() => {
      if (this.arranging === arranged) this.arranging = null;
    });
    this.arranging = arranged;
    return arranged;
  }

  private async arrangeNow(log: TimelineLog, keepPlace: boolean): Promise<boolean> {
    const mine = ++this.turn;
    const { state } = this;
    const { revision } = log;
    const anchor = keepPlace ? this.topmost() : null;
    const { query, segment, grouping, sorting, reversed } = state;
    const keep = [state.selected, anchor?.key ?? null, ...state.opened].filter((key) => key !== null);
    try {
      const order = { query, segment, grouping, sorting, reversed, folded: state.folded };
      const answer = await this.ask({ method: 'arrange', revision, order, keep });
      if (mine !== this.turn) return false;
      const found = (key: SessionKey | null): LaneFound | null =>
        key === null ? null : (answer.kept[keep.indexOf(key)] ?? null);
      const opened = state.opened
        .flatMap((key) => found(key) ?? [])
        .filter(({ row }) => row >= 0)
        .sort((a, b) => a.row - b.row);
      const geometry = this.geometry(answer.rows, opened);
      const top = found(anchor?.key ?? null)?.row ?? -1;
      const scroll = anchor === null || top < 0 ? state.scroll : rowTop(geometry, top) + anchor.offset;
      const shown = await this.prepare(log, answer, geometry, scroll);
      const selected = await this.selectedIn(answer.arrangement, revision, found, keep);
      if (mine !== this.turn) return false;
      const before = this.log;
      const view = this.viewOn(log, shown.folds);
      this.shown = shown;
      this.opened = opened;
      this.selected = selected;
      this.scrollTo(scroll);
      this.committed(before, view);
      this.changed('rows');
      return true;
    } catch (error) {
      if (mine === this.turn) this.problem(error);
      return false;
    }
  }

  /** The selected session in a new arrangement: it may have been selected while that was being made. */
  private async selectedIn(
    arrangement: number,
    revision: number,
    found: (key: SessionKey) => LaneFound | null,
    kept: readonly SessionKey[],
  ): Promise<LaneFound | null> {
    const { selected: key } = this.state;
    if (key === null || kept.includes(key)) return key === null ? null : found(key);
    const later = await this.ask({ method: 'seek', revision, arrangement, seek: { to: 'key', key } });
    return key === this.state.selected ? later : this.selectedIn(arrangement, revision, found, kept);
  }

  /** Fetches what will be on the screen. */
  private async prepare(
    log: TimelineLog,
    answer: ArrangeAnswer,
    geometry: RowGeometry,
    scroll: number,
  ): Promise<Shown> {
    const { revision } = log;
    const { arrangement } = answer;
    const folded = this.state.foldIdle;
    const folds = folded ? foldTime(await this.gapsStore.of(revision), log.length) : UNFOLDED;
    const length = folds.place(log.length);
    const redraw = (): void => this.changed('picture');
    const lanes = new LaneStore(
      log,
      answer.rows,
      (from, count) => this.ask({ method: 'lanes', revision, arrangement, from, count }),
      redraw,
      this.problem,
    );
    const rasters = new RasterStore(
      answer.rows,
      length,
      (cells) => this.ask({ method: 'raster', revision, arrangement, folded, ...cells }),
      redraw,
      this.problem,
    );
    const far = geometry.height < RASTER_BELOW;
    const { first, last } = rowsOn(geometry, Math.min(scroll, this.maxScroll(geometry)), this.sizes.height);
    const [density] = await Promise.all([
      this.density(log, arrangement, length),
      far ? undefined : lanes.ready(first, last),
      rasters.ready(far ? this.rasterWindow(geometry, this.viewOn(log, folds), scroll) : null, this.shown === null),
    ]);
    return { ...answer, log, folds, lanes, rasters, density };
  }

  private density({ revision }: TimelineLog, arrangement: number, length: number): Promise<DensityAnswer> {
    const { start: from, span } = fit(length);
    const columns = Math.max(1, Math.round(this.sizes.overview));
    return this.ask({ method: 'density', revision, arrangement, folded: this.state.foldIdle, from, span, columns });
  }

  private rasterWindow(geometry: RowGeometry, view: Viewport, scroll: number): RasterWindow {
    const { width, height } = this.sizes;
    return { view, width: Math.max(1, width), height, firstRow: scroll / geometry.height, rowHeight: geometry.height };
  }

  /** Asks for what the picture of now has not got yet. */
  wantVisible(view: Viewport): void {
    const { shown, rows, sizes } = this;
    if (shown === null || sizes.height === 0) return;
    const { first, last } = rowsOn(rows, this.state.scroll, sizes.height);
    shown.rasters.wantWhole();
    if (rows.height < RASTER_BELOW) shown.rasters.want(this.rasterWindow(rows, view, this.state.scroll));
    else if (first >= 0) shown.lanes.want(first, last);
  }

  /** Asks for what no picture needs, but hands may. */
  wantGaps(): void {
    const { log } = this;
    if (log !== null) this.gapsStore.want(log.revision, () => this.changed('rows'), this.problem);
  }

  setSizes(sizes: LaneSizes): void {
    const { shown } = this;
    const columns = sizes.overview !== this.sizes.overview;
    this.sizes = sizes;
    if (shown !== null && columns && sizes.overview > 0)
      this.density(shown.log, shown.arrangement, shown.folds.place(shown.log.length)).then((density) => {
        shown.density = density;
        this.changed('picture');
      }, this.problem);
    this.scrollTo(this.state.scroll);
  }

  /** The session at the top of the screen, and how far it is scrolled beyond it. */
  private topmost(): { key: SessionKey; offset: number } | null {
    const { shown, rows, state } = this;
    if (shown === null || state.scroll <= 0 || rows.height < RASTER_BELOW) return null;
    const { first, last } = rowsOn(rows, state.scroll, this.sizes.height);
    for (let row = first; row <= last; row++) {
      const lane = shown.lanes.row(row);
      if (lane !== undefined && !isHeader(lane))
        return { key: sessionKey(shown.log.origin, lane), offset: state.scroll - rowTop(rows, row) };
    }
    return null;
  }

  maxScroll(geometry = this.rows): number {
    const spare = geometry.height < this.sizes.laneHeight ? 0 : geometry.height;
    return Math.max(0, totalHeight(geometry) + spare - this.sizes.height);
  }

  scrollTo(y: number): void {
    // Before the first layout there is nothing to measure a kept place against.
    this.state.scroll =
      this.shown === null || this.sizes.height === 0 ? y : Math.min(Math.max(0, Math.round(y)), this.maxScroll());
    this.changed('picture');
  }

  /** Scrolls as little as needed to have a row below the header that stays on top. */
  showRow(row: number): void {
    const { shown, sizes, state, rows } = this;
    if (shown === null || row < 0) return;
    const top = rowTop(rows, row);
    const head = shown.groups > 0 ? sizes.laneHeight : 0;
    if (top - head < state.scroll) this.scrollTo(top - head);
    else if (top + rows.height > state.scroll + sizes.height)
      this.scrollTo(top + Math.max(rows.height, sizes.laneHeight) * 2 - sizes.height);
  }
}
