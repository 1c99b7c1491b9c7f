/**
 * Which sessions of the log are shown and in which order. The rows are laid out by the extension; what is on the screen
 * stays there until everything that will stand in its place has arrived. No DOM.
 */
import { foldTime, UNFOLDED } from '../../../src/analysis/lanes/folds.js';
import type {
  GroupHeader,
  Grouping,
  LaneFound,
  LaneKey,
  Segment,
  TimelineLog,
} from '../../../src/analysis/lanes/protocol.js';
import type { ColumnKey, Sorting } from '../../../src/analysis/lanes/columns/index.js';
import type { ArrangeAnswer } from '../../../src/analysis/lanes/requests.js';
import type { NamesFirst } from '../../../src/sessions/who.js';
import { LaneStore } from '../data/lane-store.js';
import { RasterStore } from '../data/raster-store.js';
import { type RowGeometry, rowsOn, rowTop } from '../geometry/rows.js';
import type { Context } from './context.js';
import type { MarkedRange } from './marked-range.js';
import { askDensity, rasterWindow } from './row-requests.js';
import { offsetsOf, type Zone } from '../../../src/words/clocks.js';
import { RASTER_BELOW, type Rows, type Shown } from './rows.js';
import type { Selection } from './selection.js';
import type { View } from './view.js';

/** What an arrangement lays out, and what is on it. */
export interface Arranged {
  readonly rows: Rows;
  readonly view: View;
  readonly selection: Selection;
  readonly range: MarkedRange;
}

export class Arrangement {
  /** The arrangement under way; what is done to rows waits for it. */
  underway: Promise<boolean> | null = null;
  /** Counts arrangements asked for; only the latest is shown. */
  private turn = 0;

  constructor(
    private readonly context: Context,
    private readonly parts: Arranged,
  ) {}

  /** Another analysis of the log: resolves when it is shown, or to false when a newer one has overtaken it. */
  setLog(log: TimelineLog): Promise<boolean> {
    return this.arrange(log, true);
  }

  /** The log cannot be shown any more. */
  close(): void {
    this.turn++;
    this.parts.rows.close();
  }

  setQuery(query: string): void {
    if (query === this.context.state.query) return;
    this.context.state.query = query;
    void this.again();
  }

  /** Shows what a query finds, whatever its ending. */
  filter(query: string): void {
    this.context.state.query = query;
    this.context.state.segment = 'all';
    void this.again();
  }

  setSegment(segment: Segment): void {
    this.context.state.segment = segment;
    void this.again();
  }

  setGrouping(grouping: Grouping): void {
    this.context.state.grouping = grouping;
    this.context.state.folded = { others: false, keys: [] };
    void this.again();
  }

  setSorting(sorting: Sorting, reversed = false): void {
    this.context.state.sorting = sorting;
    this.context.state.reversed = reversed;
    void this.again();
  }

  /** What the table says of each row besides, of what the analysis has to be asked for. */
  setColumns(columns: readonly ColumnKey[]): void {
    const { rows } = this.parts;
    if (rows.columns.join(' ') === columns.join(' ')) return;
    rows.columns = columns;
    if (rows.shown !== null && !columns.every((column) => rows.shown?.lanes.columns.includes(column))) this.inPlace();
  }

  /** What sessions are called by first. */
  setNames(names: NamesFirst): void {
    if (names === this.context.state.names) return;
    this.context.state.names = names;
    this.inPlace();
  }

  setFoldIdle(foldIdle: boolean): void {
    this.context.state.foldIdle = foldIdle;
    void this.again();
  }

  /** How times are told, and what those of the query mean. */
  setZone(zone: Zone): void {
    if (zone === this.context.state.zone) return;
    this.context.state.zone = zone;
    this.context.changed('rows');
    this.context.changed('selection');
    if (this.context.state.query !== '') void this.again();
  }

  clearFilter(): Promise<boolean> {
    this.context.state.query = '';
    this.context.state.segment = 'all';
    return this.again();
  }

  toggleGroup({ key }: GroupHeader): void {
    const { state } = this.context;
    const keys = new Set(state.folded.keys);
    if (!keys.delete(key)) keys.add(key);
    state.folded = { ...state.folded, keys: [...keys] };
    this.inPlace();
  }

  /** Folds the group of the selected session, or unfolds all when it is in a folded one. */
  toggleGroupOfSelected(): void {
    const { selected } = this.parts.selection;
    if (selected === null) return;
    if (selected.header !== null) this.toggleGroup(selected.header);
    else if (selected.row < 0 && selected.shown) void this.unfold();
  }

  toggleAllGroups(): void {
    const { others, keys } = this.context.state.folded;
    this.context.state.folded = { others: !others && keys.length === 0, keys: [] };
    this.inPlace();
  }

  unfold(): Promise<boolean> {
    this.context.state.folded = { others: false, keys: [] };
    return this.again();
  }

  private inPlace(): void {
    const { log } = this.parts.rows;
    if (log !== null) void this.arrange(log, false);
  }

  /** After a change of arrangement the selection stays where the eye is. */
  private async again(): Promise<boolean> {
    const { rows, selection } = this.parts;
    if (rows.log === null || !(await this.arrange(rows.log, false))) return false;
    rows.showRow(selection.row);
    return true;
  }

  /** Arranges a log as the state says. Resolves to false when another arrangement has overtaken this one. */
  private arrange(log: TimelineLog, keepPlace: boolean): Promise<boolean> {
    const arranged = this.arrangeNow(log, keepPlace).finally(() => {
      if (this.underway === arranged) this.underway = null;
    });
    this.underway = arranged;
    return arranged;
  }

  private async arrangeNow(log: TimelineLog, keepPlace: boolean): Promise<boolean> {
    const mine = ++this.turn;
    const { rows, selection, view } = this.parts;
    const { state, ask, changed, problem } = this.context;
    const { revision } = log;
    const anchor = keepPlace ? rows.topmost() : null;
    const { query, segment, grouping, sorting, reversed, names } = state;
    const keep = [state.selected, anchor?.key ?? null, ...state.opened].filter((key) => key !== null);
    try {
      const zone = offsetsOf(state.zone, log.origin, log.origin + log.length);
      const order = { query, zone, segment, grouping, sorting, reversed, names, folded: state.folded };
      const answer = await ask({ method: 'arrange', revision, order, keep });
      if (mine !== this.turn) return false;
      const found = (key: LaneKey | null): LaneFound | null =>
        key === null ? null : (answer.kept[keep.indexOf(key)] ?? null);
      const opened = state.opened
        .flatMap((key) => found(key) ?? [])
        .filter(({ row }) => row >= 0)
        .sort((a, b) => a.row - b.row);
      const geometry = rows.geometryOf(answer.rows, opened);
      const top = found(anchor?.key ?? null)?.row ?? -1;
      const scroll = anchor === null || top < 0 ? state.scroll : rowTop(geometry, top) + anchor.offset;
      const shown = await this.prepare(log, answer, geometry, scroll);
      const selected = await this.selectedIn(answer.arrangement, revision, found, keep);
      if (mine !== this.turn) return false;
      const before = rows.log;
      const window = view.windowOn(log, shown.folds);
      rows.show(shown, opened);
      selection.selected = selected;
      rows.scrollTo(scroll);
      this.rowsShown(before, log, window);
      changed('rows');
      return true;
    } catch (error) {
      if (mine === this.turn) problem(error);
      return false;
    }
  }

  /** Other rows are shown from now on: everything that stands on them follows. */
  private rowsShown(before: TimelineLog | null, log: TimelineLog, window: View['window']): void {
    const { view, selection, range } = this.parts;
    const { changed } = this.context;
    view.rowsShown(before, log, window);
    if (before?.revision !== log.revision) {
      selection.cursor = null;
      changed('log');
      void range.measure();
    }
    void selection.lightUp();
    changed('selection');
  }

  /** The selected session in a new arrangement: it may have been selected while that was being made. */
  private async selectedIn(
    arrangement: number,
    revision: number,
    found: (key: LaneKey) => LaneFound | null,
    kept: readonly LaneKey[],
  ): Promise<LaneFound | null> {
    const { state, ask } = this.context;
    const { selected: key } = state;
    if (key === null || kept.includes(key)) return key === null ? null : found(key);
    const later = await ask({ method: 'seek', revision, arrangement, seek: { to: 'key', key } });
    return key === state.selected ? later : this.selectedIn(arrangement, revision, found, kept);
  }

  /** Fetches what will be on the screen. */
  private async prepare(
    log: TimelineLog,
    answer: ArrangeAnswer,
    geometry: RowGeometry,
    scroll: number,
  ): Promise<Shown> {
    const { rows, view } = this.parts;
    const { state, ask, changed, problem } = this.context;
    const { revision } = log;
    const { arrangement } = answer;
    const { columns } = rows;
    const folded = state.foldIdle;
    const folds = folded ? foldTime(await rows.gapsOf(revision), log.length) : UNFOLDED;
    const length = folds.place(log.length);
    const redraw = (): void => changed('picture');
    const lanes = new LaneStore(
      log,
      answer.rows,
      columns,
      (from, count) => ask({ method: 'lanes', revision, arrangement, from, count, columns: [...columns] }),
      redraw,
      problem,
    );
    const rasters = new RasterStore(
      answer.rows,
      length,
      (cells) => ask({ method: 'raster', revision, arrangement, folded, ...cells }),
      redraw,
      problem,
    );
    const { sizes } = rows;
    const far = geometry.height < RASTER_BELOW;
    const { first, last } = rowsOn(geometry, Math.min(scroll, rows.maxScroll(geometry)), sizes.height);
    const near = far ? rasterWindow(sizes, geometry, view.windowOn(log, folds), scroll) : null;
    const [density] = await Promise.all([
      askDensity(this.context, log, arrangement, length, sizes.overview),
      far ? undefined : lanes.ready(first, last),
      rasters.ready(near, rows.shown === null),
    ]);
    return { ...answer, log, folds, lanes, rasters, density };
  }
}
