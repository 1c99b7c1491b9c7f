/** The selected session, the event stepped to in it, and the sessions lit with it. No DOM. */
import type { Lane, LaneFound, LaneKey } from '../../../src/analysis/lanes/protocol.js';
import { fitRange, has, type Viewport } from '../geometry/viewport.js';
import type { Context } from './context.js';
import { createHistory } from './history.js';
import type { Rows } from './rows.js';
import type { View } from './view.js';
import { laneKey, type Light, sameLane } from './view-state.js';

const NOBODY = new Int32Array(0);

export class Selection {
  selected: LaneFound | null = null;
  /** The room that is looked at instead, by its number. */
  room: number | null = null;
  /** Time of the event stepped to in the detail area, µs since origin. */
  cursor: number | null = null;
  /** Rows of the sessions lit with the selected one, ascending. */
  lit: Int32Array = NOBODY;
  /** The sessions that were selected. */
  readonly history = createHistory<LaneKey>(sameLane);

  constructor(
    private readonly context: Context,
    private readonly rows: Rows,
    private readonly view: View,
    /** Told of selections made by hand only. */
    private readonly selectedByHand: (session: number | null) => void,
  ) {}

  /** Row of the selected session; −1 for none, and while it is in a folded group or hidden. */
  get row(): number {
    return this.selected?.row ?? -1;
  }

  /** The selected session, unless search or segment leave it out: it is there again with them gone. */
  get looked(): LaneFound | null {
    return this.selected?.shown === true ? this.selected : null;
  }

  select(found: LaneFound | null, by: 'hand' | 'outside' | 'history' = 'hand'): void {
    const { log } = this.rows;
    const { state, changed } = this.context;
    if (log === null || (this.room === null && found?.lane.session === this.selected?.lane.session)) return;
    this.room = null;
    this.selected = found;
    this.cursor = null;
    state.selected = found === null ? null : laneKey(log.origin, found.lane);
    if (state.selected !== null && by !== 'history') this.history.visit(state.selected);
    void this.lightUp();
    changed('selection');
    if (by !== 'outside') this.selectedByHand(found === null || found.lane.inSession < 0 ? null : found.lane.inSession);
  }

  selectLane(lane: Lane, row: number): void {
    this.select({ lane, row, shown: true, header: this.rows.shown?.lanes.headerOf(row) ?? null });
  }

  /** Looks at a room or mountpoint at a time, µs since origin; null: at the end of the log. */
  selectRoom(place: number, at: number | null): void {
    const other = this.room !== place || this.selected !== null;
    this.room = place;
    this.selected = null;
    this.context.state.selected = null;
    this.lit = NOBODY;
    this.cursor = at;
    this.context.changed(other ? 'selection' : 'picture');
  }

  /** @param time µs since origin; null: no event any more */
  setCursor(time: number | null): void {
    this.cursor = time;
    if (time !== null) this.view.bringIntoView(this.rows.folds.place(time));
    else this.context.changed('picture');
  }

  /** The most telling place of the selected session on the folded line: its end, or its start while it is open. */
  private decisivePlace(): number | null {
    if (this.selected === null) return null;
    const { outcome, start, end } = this.selected.lane;
    return this.rows.folds.place(outcome === 'open' ? start : end);
  }

  /** The place that a zoom by keys keeps where it is: the event stepped to, else of the session; null: not in sight. */
  placeIn(window: Viewport): number | null {
    const place = this.cursor === null ? this.decisivePlace() : this.rows.folds.place(this.cursor);
    return place !== null && has(window, place) ? place : null;
  }

  /** Brings the selected session before the eyes. */
  show(): void {
    const place = this.decisivePlace();
    if (place === null) return;
    this.rows.showRow(this.row);
    if (!has(this.view.window, place)) this.view.bringIntoView(place);
  }

  /** The window that shows the marked range, else the selected session; null without either. */
  window(): Viewport | null {
    const { selected } = this;
    const { log, folds, length } = this.rows;
    const { range } = this.context.state;
    if (log === null) return null;
    if (range !== null)
      return fitRange(folds.place(range.from - log.origin), folds.place(range.to - log.origin), length);
    if (selected === null) return null;
    return fitRange(folds.place(selected.lane.start), folds.place(selected.lane.end), length);
  }

  setLight(light: Light): void {
    this.context.state.light = light;
    void this.lightUp();
    this.context.changed('rows');
  }

  async lightUp(): Promise<void> {
    const { selected } = this;
    const { shown } = this.rows;
    const { ask, state, changed, problem } = this.context;
    if (shown === null || selected === null || state.light === 'none') {
      this.lit = NOBODY;
    } else {
      const { arrangement, log } = shown;
      const { session } = selected.lane;
      try {
        const lit = await ask({ method: 'related', revision: log.revision, arrangement, session, by: state.light });
        if (this.rows.shown !== shown || this.selected?.lane.session !== session) return;
        this.lit = lit;
      } catch (error) {
        problem(error);
      }
    }
    changed('picture');
  }
}
