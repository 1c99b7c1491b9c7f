/** Which sessions of the log are shown and in which order, as the person arranged it. No DOM. */
import type { TimelineOverview } from '../../src/analysis/timeline.js';
import { type Grouping, type Lanes, layOutLanes, type Segment, segmentCounts, type Sorting } from './lanes.js';
import { rowHeight, rowTop, totalHeight } from './rows.js';
import { type SessionSearch, sessionSearch } from './search.js';
import type { ViewState } from './view-state.js';

/** `picture`: redraw. `rows`: other sessions, another order. `selection`: another session. `log`: another analysis. */
export type Aspect = 'picture' | 'rows' | 'selection' | 'log';

/** Sizes needed to zoom at a place and to scroll to a row, CSS px. */
export interface LaneSizes {
  readonly width: number;
  readonly height: number;
  readonly laneHeight: number;
  readonly headerHeight: number;
}

export class Arrangement {
  overview: TimelineOverview | null = null;
  lanes: Lanes | null = null;
  counts: Record<Segment, number> = { all: 0, silent: 0, open: 0, ended: 0, unknown: 0 };
  selected: number | null = null;
  sizes: LaneSizes = { width: 0, height: 0, laneHeight: 20, headerHeight: 24 };
  private search: SessionSearch = () => null;
  private found: Uint8Array | null = null;

  constructor(
    readonly state: ViewState,
    protected readonly changed: (aspect: Aspect) => void,
  ) {}

  protected arrange(overview: TimelineOverview): void {
    this.overview = overview;
    this.search = sessionSearch(overview);
    this.found = this.search(this.state.query);
    this.layOut();
  }

  setSizes(sizes: LaneSizes): void {
    const relay = sizes.laneHeight !== this.sizes.laneHeight;
    this.sizes = sizes;
    if (relay) this.layOut();
    this.scrollTo(this.state.scroll);
  }

  private layOut(): void {
    if (this.overview === null) return;
    this.counts = segmentCounts(this.overview, this.found);
    this.lanes = layOutLanes(this.overview, {
      found: this.found,
      segment: this.state.segment,
      grouping: this.state.grouping,
      sorting: this.state.sorting,
      collapsed: new Set(this.state.collapsed),
      laneHeight: this.sizes.laneHeight,
      headerHeight: this.sizes.headerHeight,
    });
    this.scrollTo(this.state.scroll);
    this.changed('rows');
  }

  /** After a change of arrangement the selection stays where the eye is. */
  private arranged(): void {
    this.layOut();
    if (this.selected !== null) this.showRow(this.lanes?.rowOf[this.selected] ?? -1);
  }

  setQuery(query: string): void {
    if (query === this.state.query) return;
    this.state.query = query;
    this.found = this.search(query);
    this.arranged();
  }

  setSegment(segment: Segment): void {
    this.state.segment = segment;
    this.arranged();
  }

  setGrouping(grouping: Grouping): void {
    this.state.grouping = grouping;
    this.state.collapsed = [];
    this.arranged();
  }

  setSorting(sorting: Sorting): void {
    this.state.sorting = sorting;
    this.arranged();
  }

  clearFilter(): void {
    this.state.query = '';
    this.state.segment = 'all';
    this.found = null;
    this.arranged();
  }

  toggleGroup(group: number): void {
    const key = this.lanes?.groups[group]?.key;
    if (key === undefined) return;
    const folded = new Set(this.state.collapsed);
    if (!folded.delete(key)) folded.add(key);
    this.state.collapsed = [...folded];
    this.layOut();
  }

  /** Folds the group of the selected session, or unfolds it again. */
  toggleGroupOfSelected(): void {
    const { lanes, overview, selected } = this;
    if (lanes === null || overview === null || selected === null) return;
    const row = lanes.rowOf[selected] ?? -1;
    const open = lanes.groups.findLastIndex((group) => group.row <= row);
    if (row >= 0) this.toggleGroup(open);
    else if (lanes.shown[selected] === 1) this.unfold();
  }

  toggleAllGroups(): void {
    const groups = this.lanes?.groups ?? [];
    const open = groups.some((group) => !group.collapsed);
    this.state.collapsed = open ? groups.map((group) => group.key) : [];
    this.layOut();
  }

  protected unfold(): void {
    this.state.collapsed = [];
    this.arranged();
  }

  maxScroll(): number {
    return this.lanes === null ? 0 : Math.max(0, totalHeight(this.lanes) + this.sizes.laneHeight - this.sizes.height);
  }

  scrollTo(y: number): void {
    // Before the first layout there is nothing to measure a kept place against.
    const scroll =
      this.lanes === null || this.sizes.height === 0 ? y : Math.min(Math.max(0, Math.round(y)), this.maxScroll());
    this.state.scroll = scroll;
    this.changed('picture');
  }

  /** Scrolls as little as needed to have a row below the header that stays on top. */
  showRow(row: number): void {
    const { lanes, sizes, state } = this;
    if (lanes === null || row < 0) return;
    const top = rowTop(lanes, row);
    const head = lanes.groups.length > 0 ? lanes.headerHeight : 0;
    if (top - head < state.scroll) this.scrollTo(top - head);
    else if (top + rowHeight(lanes, row) > state.scroll + sizes.height)
      this.scrollTo(top + lanes.laneHeight * 2 - sizes.height);
  }
}
