/**
 * The page's state and everything derived from it, without a DOM: where one looks and who is selected.
 * Views read it and are told which aspects changed.
 */
import type { TimelineOverview } from '../../src/analysis/timeline.js';
import { type Aspect, Arrangement } from './arrangement.js';
import { barEnd, outcomeOf } from './lanes.js';
import { flaggedRow, rowStepped, sessionRow } from './rows.js';
import type { Zone } from './wording.js';
import { findSession, sessionKey, type ViewState } from './view-state.js';
import { bringIntoView, clamp, fit, fitRange, pan, type Viewport, zoomAt } from './viewport.js';

export class TimelineModel extends Arrangement {
  view: Viewport = fit(0);
  /** Time of the event stepped to in the detail area, µs since origin. */
  cursor: number | null = null;
  constructor(
    state: ViewState,
    changed: (aspect: Aspect) => void,
    /** Told of selections made by hand only. */
    private readonly selectedByHand: (session: number | null) => void,
  ) {
    super(state, changed);
  }

  get length(): number {
    return this.overview?.length ?? 0;
  }

  setOverview(overview: TimelineOverview): void {
    const window = this.state.view;
    this.view =
      window === null
        ? fit(overview.length)
        : clamp({ start: window.from - overview.origin, span: window.to - window.from }, overview.length);
    this.selected = this.state.selected === null ? null : findSession(overview, this.state.selected);
    this.cursor = null;
    this.arrange(overview);
    this.changed('log');
    this.changed('selection');
  }

  setZone(zone: Zone): void {
    this.state.zone = zone;
    this.changed('rows');
    this.changed('selection');
  }

  setView(view: Viewport): void {
    const { overview } = this;
    if (overview === null) return;
    this.view = clamp(view, overview.length);
    const whole = fit(overview.length);
    this.state.view =
      this.view.span >= whole.span
        ? null
        : { from: overview.origin + this.view.start, to: overview.origin + this.view.start + this.view.span };
    this.changed('picture');
  }

  /** `x` in px from the lanes' left edge. */
  zoomAt(factor: number, x: number): void {
    this.setView(zoomAt(this.view, this.length, factor, x, this.sizes.width));
  }

  pan(pixels: number): void {
    this.setView(pan(this.view, this.length, pixels, this.sizes.width));
  }

  /** The view that shows the selected session, or null. */
  viewOfSelected(): Viewport | null {
    const { overview, selected } = this;
    if (overview === null || selected === null) return null;
    return fitRange(overview.start[selected] ?? 0, barEnd(overview, selected), overview.length);
  }

  select(session: number | null, by: 'hand' | 'outside' = 'hand'): void {
    const { overview } = this;
    if (overview === null || session === this.selected) return;
    this.selected = session;
    this.cursor = null;
    this.state.selected = session === null ? null : sessionKey(overview, session);
    this.changed('selection');
    if (by === 'hand') this.selectedByHand(session);
  }

  setCursor(time: number | null): void {
    this.cursor = time;
    if (time !== null) this.setView(bringIntoView(this.view, this.length, time));
    else this.changed('picture');
  }

  /** Selects a session from outside and brings it before the eyes, through filters and folded groups. */
  reveal(session: number, focus: boolean): void {
    const { overview } = this;
    // Told again of what is selected already (a panel shown anew): filters and zoom stay as they were left.
    if (session === this.selected && !focus) return;
    if (overview === null || session < 0 || session >= overview.count) return;
    if (this.lanes?.shown[session] !== 1) this.clearFilter();
    if ((this.lanes?.rowOf[session] ?? -1) < 0) this.unfold();
    this.select(session, 'outside');
    this.showSelected();
  }

  /** Where the selected session is told best: its end, or its start while it is open. */
  private telling(): number | null {
    const { overview, selected } = this;
    if (overview === null || selected === null) return null;
    return outcomeOf(overview, selected) === 'open' ? (overview.start[selected] ?? 0) : barEnd(overview, selected);
  }

  /** The same, when it is in the view: what a zoom by keys should keep in place. */
  tellingTime(view: Viewport): number | null {
    const time = this.cursor ?? this.telling();
    return time !== null && time >= view.start && time <= view.start + view.span ? time : null;
  }

  private showSelected(): void {
    const time = this.telling();
    if (time === null || this.selected === null) return;
    this.showRow(this.lanes?.rowOf[this.selected] ?? -1);
    const { view } = this;
    if (time < view.start || time > view.start + view.span) this.setView(bringIntoView(view, this.length, time));
  }

  /** Moves the selection by rows; without one, to the first session. */
  step(rows: number): void {
    if (this.lanes !== null) this.selectRow(rowStepped(this.lanes, this.selected, rows));
  }

  selectEdge(edge: 'first' | 'last'): void {
    const { lanes } = this;
    if (lanes === null) return;
    this.selectRow(edge === 'first' ? sessionRow(lanes, 0, 1) : sessionRow(lanes, lanes.rows.length - 1, -1));
  }

  /** Next or previous silent ending in the order shown; goes round at the ends. */
  stepFlagged(direction: 1 | -1): void {
    if (this.state.collapsed.length > 0) this.unfold();
    const { lanes, overview } = this;
    if (lanes !== null && overview !== null) this.selectRow(flaggedRow(lanes, overview, this.selected, direction));
  }

  private selectRow(row: number): void {
    const session = this.lanes?.rows[row] ?? -1;
    if (row < 0 || session < 0) return;
    this.select(session);
    this.showSelected();
  }
}
