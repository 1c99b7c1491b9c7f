/**
 * The page's state and everything derived from it, without a DOM: where one looks and who is selected.
 * Views read it and are told which aspects changed.
 */
import type { Folds } from '../../../src/analysis/lanes/folds.js';
import type {
  Lane,
  LaneFound,
  MeasureAnswer,
  Seek,
  SessionKey,
  TimelineLog,
} from '../../../src/analysis/lanes/protocol.js';
import type { Aspect, Ask } from './arrangement.js';
import { Arranging } from './arranging.js';
import { createHistory } from './history.js';
import { Turns } from './turns.js';
import { type Light, sameSession, sessionKey, type ViewState } from './view-state.js';
import { bringIntoView, clamp, fit, fitRange, pan, type Viewport, zoomAt } from '../geometry/viewport.js';
import type { Zone } from '../words/wording.js';

const NOBODY = new Int32Array(0);

export class TimelineModel extends Arranging {
  /** Places on the folded line, µs; without folds these are times since origin. */
  view: Viewport = fit(0);
  /** Time of the event stepped to in the detail area, µs since origin. */
  cursor: number | null = null;
  /** Rows of the sessions lit with the selected one, ascending. */
  lit: Int32Array = NOBODY;
  /** What is in the range marked by hand. */
  measured: MeasureAnswer | null = null;
  /** The log has grown where one does not look. */
  behind = false;
  /** The window reaches the end of the log, and goes with it when it grows. */
  private following = true;
  private readonly history = createHistory<SessionKey>(sameSession);
  private readonly turns: Turns;

  constructor(
    state: ViewState,
    ask: Ask,
    changed: (aspect: Aspect) => void,
    problem: (error: unknown) => void,
    openedHeight: (session: number) => number,
    /** Told of selections made by hand only. */
    private readonly selectedByHand: (session: number | null) => void,
  ) {
    super(state, ask, changed, problem, openedHeight);
    this.following = state.view === null;
    this.turns = new Turns(() => this.arranging, problem);
  }

  /** Length of the folded line, µs. */
  get length(): number {
    return this.log === null ? 0 : this.folds.place(this.log.length);
  }

  /** Another analysis of the log: resolves when it is shown, or to false when a newer one has overtaken it. */
  setLog(log: TimelineLog): Promise<boolean> {
    return this.arrange(log, true);
  }

  /** The log cannot be shown any more. */
  close(): void {
    this.turn++;
    this.shown = null;
    this.changed('picture');
  }

  protected viewOn(log: TimelineLog, folds: Folds): Viewport {
    const window = this.state.view;
    const length = folds.place(log.length);
    if (window === null) return fit(length);
    const [from, to] = [folds.place(window.from - log.origin), folds.place(window.to - log.origin)];
    const whole = fit(length);
    const grown = this.following && this.log !== null && this.log.revision !== log.revision;
    return clamp({ start: grown ? whole.start + whole.span - (to - from) : from, span: to - from }, length);
  }

  protected committed(before: TimelineLog | null, view: Viewport): void {
    const { log } = this;
    if (log === null) return;
    this.behind = (this.behind || (before !== null && log.length > before.length)) && !this.following;
    this.place(view);
    if (before?.revision !== log.revision) {
      this.cursor = null;
      this.changed('log');
      void this.measure();
    }
    void this.lightUp();
    this.changed('selection');
  }

  setZone(zone: Zone): void {
    this.state.zone = zone;
    this.changed('rows');
    this.changed('selection');
  }

  setView(view: Viewport): void {
    if (this.log === null) return;
    this.place(clamp(view, this.length));
    this.following = this.view.start + this.view.span >= this.length;
    if (this.following) this.behind = false;
    this.changed('picture');
  }

  private place(view: Viewport): void {
    const { log, folds } = this;
    this.view = view;
    if (log === null) return;
    const edge = (place: number): number => log.origin + folds.time(place);
    const all = view.span >= fit(this.length).span;
    this.state.view = all ? null : { from: edge(view.start), to: edge(view.start + view.span) };
  }

  /** The end of the log again, from now on also when it grows. */
  follow(): Viewport {
    const whole = fit(this.length);
    return { start: whole.start + whole.span - this.view.span, span: this.view.span };
  }

  /** `x` in px from the lanes' left edge. */
  zoomAt(factor: number, x: number): void {
    this.setView(zoomAt(this.view, this.length, factor, x, this.sizes.width));
  }

  pan(pixels: number): void {
    this.setView(pan(this.view, this.length, pixels, this.sizes.width));
  }

  /** The view that shows the marked range, else the selected session; null without either. */
  viewOfSelected(): Viewport | null {
    const { log, selected, folds } = this;
    const { range } = this.state;
    if (log === null) return null;
    if (range !== null)
      return fitRange(folds.place(range.from - log.origin), folds.place(range.to - log.origin), this.length);
    if (selected === null) return null;
    return fitRange(folds.place(selected.lane.start), folds.place(selected.lane.end), this.length);
  }

  select(found: LaneFound | null, by: 'hand' | 'outside' | 'history' = 'hand'): void {
    const { log } = this;
    if (log === null || found?.lane.session === this.selected?.lane.session) return;
    this.selected = found;
    this.cursor = null;
    this.state.selected = found === null ? null : sessionKey(log.origin, found.lane);
    if (this.state.selected !== null && by !== 'history') this.history.visit(this.state.selected);
    void this.lightUp();
    this.changed('selection');
    if (by !== 'outside') this.selectedByHand(found?.lane.session ?? null);
  }

  selectLane(lane: Lane, row: number): void {
    this.select({ lane, row, shown: true, header: this.shown?.lanes.headerOf(row) ?? null });
  }

  setCursor(time: number | null): void {
    this.cursor = time;
    if (time !== null) this.setView(bringIntoView(this.view, this.length, this.folds.place(time)));
    else this.changed('picture');
  }

  setLight(light: Light): void {
    this.state.light = light;
    void this.lightUp();
    this.changed('rows');
  }

  private async lightUp(): Promise<void> {
    const { shown, selected, state } = this;
    if (shown === null || selected === null || state.light === 'none') {
      this.lit = NOBODY;
    } else {
      const { arrangement, log } = shown;
      const { session } = selected.lane;
      try {
        const asked = { revision: log.revision, arrangement, session, by: state.light };
        const lit = await this.ask({ method: 'related', ...asked });
        if (this.shown !== shown || this.selected?.lane.session !== session) return;
        this.lit = lit;
      } catch (error) {
        this.problem(error);
      }
    }
    this.changed('picture');
  }

  /** Marks a range, times in µs since origin; null: none. While it is being drawn it is not measured. */
  setRange(range: { from: number; to: number } | null, drawing = false): void {
    const { log } = this;
    if (log === null) return;
    this.state.range = range === null ? null : { from: log.origin + range.from, to: log.origin + range.to };
    this.measured = null;
    if (!drawing) void this.measure();
    this.changed('picture');
  }

  private async measure(): Promise<void> {
    const { log } = this;
    const { range } = this.state;
    if (log === null || range === null) return;
    const [from, to] = [range.from - log.origin, range.to - log.origin];
    try {
      const measured = await this.ask({ method: 'measure', revision: log.revision, from, to });
      if (this.state.range === range) this.measured = measured;
      this.changed('picture');
    } catch (error) {
      this.problem(error);
    }
  }

  /** Selects a session from outside and brings it before the eyes, through filters and folded groups. */
  reveal(session: number, focus: boolean): Promise<void> {
    return this.turns.take(async () => {
      // Told again of what is selected already (a panel shown anew): filters and zoom stay as they were left.
      if (session === this.selected?.lane.session && !focus) return;
      await this.goTo({ to: 'session', session }, 'outside');
    });
  }

  /** The same of a session of an earlier analysis, if it is still there. */
  revealKey(key: SessionKey): Promise<void> {
    return this.turns.take(() => this.goTo({ to: 'key', key }, 'outside'));
  }

  /** Back or forth between the sessions that were selected. */
  goInHistory(direction: 1 | -1): Promise<void> {
    return this.turns.take(async () => {
      const key = this.history.go(direction);
      if (key !== undefined) await this.goTo({ to: 'key', key }, 'history');
    });
  }

  private async goTo(seek: Seek, by: 'outside' | 'history'): Promise<void> {
    let found = await this.seek(seek);
    if (found === null) return;
    if (!found.shown) {
      await this.clearFilter();
      found = await this.seek(seek);
    }
    if (found !== null && found.row < 0) {
      await this.unfold();
      found = await this.seek(seek);
    }
    if (found === null) return;
    this.select(found, by);
    this.showSelected();
  }

  /** Where the selected session is told best: its end, or its start while it is open. A place on the folded line. */
  private telling(): number | null {
    if (this.selected === null) return null;
    const { outcome, start, end } = this.selected.lane;
    return this.folds.place(outcome === 'open' ? start : end);
  }

  /** The same, when it is in the view: what a zoom by keys should keep in place. */
  tellingTime(view: Viewport): number | null {
    const time = this.cursor === null ? this.telling() : this.folds.place(this.cursor);
    return time !== null && time >= view.start && time <= view.start + view.span ? time : null;
  }

  private showSelected(): void {
    const time = this.telling();
    if (time === null || this.selected === null) return;
    this.showRow(this.selected.row);
    const { view } = this;
    if (time < view.start || time > view.start + view.span) this.setView(bringIntoView(view, this.length, time));
  }

  /** Moves the selection by rows; without one, to the first session. */
  step(rows: number): Promise<void> {
    return this.turns.take(async () => {
      const row = this.selected?.row ?? -1;
      await this.selectFound({ to: 'row', row, by: row < 0 ? 1 : rows });
    });
  }

  selectEdge(edge: 'first' | 'last'): Promise<void> {
    return this.turns.take(() =>
      this.selectFound({ to: 'row', row: edge === 'first' ? 0 : (this.shown?.rows ?? 1) - 1, by: 0 }),
    );
  }

  /** Next or previous silent ending in the order shown; goes round at the ends. */
  stepFlagged(direction: 1 | -1): Promise<void> {
    return this.turns.take(async () => {
      const { others, keys } = this.state.folded;
      if (others || keys.length > 0) await this.unfold();
      await this.selectFound({ to: 'silent', row: this.selected?.row ?? -1, direction });
    });
  }

  /** Selects what a click among very low lanes meant. */
  selectAt(seek: Seek): Promise<void> {
    return this.turns.take(async () => {
      const found = await this.seek(seek);
      if (found !== null) this.select(found);
    });
  }

  private async selectFound(seek: Seek): Promise<void> {
    const found = await this.seek(seek);
    if (found === null) return;
    this.select(found);
    this.showSelected();
  }

  private async seek(seek: Seek): Promise<LaneFound | null> {
    const { shown } = this;
    if (shown === null) return null;
    const { arrangement, log } = shown;
    return this.ask({ method: 'seek', revision: log.revision, arrangement, seek });
  }

  /** Does something once all that was asked for before is done: at once when nothing is under way. */
  afterSteps(act: () => void): void {
    this.turns.after(act);
  }
}
