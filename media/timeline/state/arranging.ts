/** What hands change about the rows: which sessions, in which order, folded, opened, how high. No DOM. */
import type { GroupHeader, Grouping, Lane, Segment, Sorting } from '../../../src/analysis/lanes/protocol.js';
import { Arrangement } from './arrangement.js';
import { rowAt, rowTop, totalHeight } from '../geometry/rows.js';
import { MAX_OPENED, sameSession, sessionKey } from './view-state.js';

export abstract class Arranging extends Arrangement {
  /** After a change of arrangement the selection stays where the eye is. */
  protected async arranged(): Promise<boolean> {
    const { log } = this;
    if (log === null || !(await this.arrange(log, false))) return false;
    if (this.selected !== null) this.showRow(this.selected.row);
    return true;
  }

  setQuery(query: string): void {
    if (query === this.state.query) return;
    this.state.query = query;
    void this.arranged();
  }

  setSegment(segment: Segment): void {
    this.state.segment = segment;
    void this.arranged();
  }

  setGrouping(grouping: Grouping): void {
    this.state.grouping = grouping;
    this.state.folded = { others: false, keys: [] };
    void this.arranged();
  }

  setSorting(sorting: Sorting, reversed = false): void {
    this.state.sorting = sorting;
    this.state.reversed = reversed;
    void this.arranged();
  }

  setFoldIdle(foldIdle: boolean): void {
    this.state.foldIdle = foldIdle;
    void this.arranged();
  }

  clearFilter(): Promise<boolean> {
    this.state.query = '';
    this.state.segment = 'all';
    return this.arranged();
  }

  toggleGroup({ key }: GroupHeader): void {
    const keys = new Set(this.state.folded.keys);
    if (!keys.delete(key)) keys.add(key);
    this.state.folded = { ...this.state.folded, keys: [...keys] };
    this.rearrangeInPlace();
  }

  /** Folds the group of the selected session, or unfolds all when it is in a folded one. */
  toggleGroupOfSelected(): void {
    const { selected } = this;
    if (selected === null) return;
    if (selected.header !== null) this.toggleGroup(selected.header);
    else if (selected.row < 0 && selected.shown) void this.unfold();
  }

  toggleAllGroups(): void {
    const { others, keys } = this.state.folded;
    this.state.folded = { others: !others && keys.length === 0, keys: [] };
    this.rearrangeInPlace();
  }

  protected unfold(): Promise<boolean> {
    this.state.folded = { others: false, keys: [] };
    return this.arranged();
  }

  private rearrangeInPlace(): void {
    if (this.log !== null) void this.arrange(this.log, false);
  }

  isOpened(session: number): boolean {
    return this.opened.some(({ lane }) => lane.session === session);
  }

  /** Shows the handles of a session below its lane, or hides them again. */
  toggleOpened(lane: Lane, row: number): void {
    if (this.log === null || row < 0) return;
    const key = sessionKey(this.log.origin, lane);
    const others = this.state.opened.filter((other) => !sameSession(other, key));
    const open = others.length === this.state.opened.length;
    this.state.opened = open ? [...others, key].slice(-MAX_OPENED) : others;
    const rest = this.opened.filter((other) => other.lane.session !== lane.session).slice(-MAX_OPENED + 1);
    this.opened = open ? [...rest, { lane, row }].sort((a, b) => a.row - b.row) : rest;
    if (open && this.state.laneHeight !== null) this.state.laneHeight = null;
    this.scrollTo(this.state.scroll);
  }

  closeAllOpened(): void {
    this.state.opened = [];
    this.opened = [];
    this.scrollTo(this.state.scroll);
  }

  /** Makes lanes higher or lower so that the row at `y` px below the axis stays there. */
  zoomLanes(factor: number, y: number): void {
    const before = this.rows;
    const at = (this.state.scroll + y) / Math.max(1, totalHeight(before));
    const height = before.height * factor;
    this.state.laneHeight = height >= this.sizes.laneHeight ? null : height;
    // Opened lanes have no height of their own among low ones; the share of the whole stays.
    this.scrollTo(at * totalHeight(this.rows) - y);
  }

  /** All lanes on the screen, or lanes high enough to read around the selected one or the middle. */
  toggleAllLanes(): void {
    const { sizes, rows, state } = this;
    if (rows.height >= sizes.laneHeight) {
      state.laneHeight = 0;
      this.scrollTo(0);
      return;
    }
    const middle = rowAt(rows, Math.min(state.scroll + sizes.height / 2, totalHeight(rows) - 1));
    const row = this.selected !== null && this.selected.row >= 0 ? this.selected.row : middle;
    state.laneHeight = null;
    this.scrollTo(rowTop(this.rows, row) - sizes.height / 2);
  }
}
