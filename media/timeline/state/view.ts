/** The stretch of time on the screen, and whether it goes with the end of a log that grows. No DOM. */
import type { Folds } from '../../../src/analysis/lanes/folds.js';
import type { TimelineLog } from '../../../src/analysis/lanes/protocol.js';
import { bringIntoView, clamp, fit, pan, type Viewport, zoomAt } from '../geometry/viewport.js';
import type { Context } from './context.js';
import type { Rows } from './rows.js';

export class View {
  /** Places on the folded line, µs; without folds these are times since origin. */
  window: Viewport = fit(0);
  /** The log has grown where one does not look. */
  behind = false;
  /** The window reaches the end of the log, and goes with it when it grows. */
  private following: boolean;

  constructor(
    private readonly context: Context,
    private readonly rows: Rows,
  ) {
    this.following = context.state.view === null;
  }

  /** The window on an analysis that is not shown yet, in places on its folded line. */
  windowOn(log: TimelineLog, folds: Folds): Viewport {
    const window = this.context.state.view;
    const before = this.rows.log;
    const length = folds.place(log.length);
    if (window === null) return fit(length);
    const [from, to] = [folds.place(window.from - log.origin), folds.place(window.to - log.origin)];
    const whole = fit(length);
    const grown = this.following && before !== null && before.revision !== log.revision;
    return clamp({ start: grown ? whole.start + whole.span - (to - from) : from, span: to - from }, length);
  }

  /** Other rows are shown, with the window that was prepared for them; `before` is the log shown until then. */
  rowsShown(before: TimelineLog | null, log: TimelineLog, window: Viewport): void {
    this.behind = (this.behind || (before !== null && log.length > before.length)) && !this.following;
    this.place(window);
  }

  show(window: Viewport): void {
    if (this.rows.log === null) return;
    this.place(clamp(window, this.rows.length));
    this.following = this.window.start + this.window.span >= this.rows.length;
    if (this.following) this.behind = false;
    this.context.changed('picture');
  }

  private place(window: Viewport): void {
    const { log, folds, length } = this.rows;
    this.window = window;
    if (log === null) return;
    const edge = (place: number): number => log.origin + folds.time(place);
    const all = window.span >= fit(length).span;
    this.context.state.view = all ? null : { from: edge(window.start), to: edge(window.start + window.span) };
  }

  /** The window at the end of the log: once it is shown, it stays there also when the log grows. */
  atEnd(): Viewport {
    const whole = fit(this.rows.length);
    return { start: whole.start + whole.span - this.window.span, span: this.window.span };
  }

  /** `x` in px from the lanes' left edge. */
  zoomAt(factor: number, x: number): void {
    this.show(zoomAt(this.window, this.rows.length, factor, x, this.rows.sizes.width));
  }

  pan(pixels: number): void {
    this.show(pan(this.window, this.rows.length, pixels, this.rows.sizes.width));
  }

  bringIntoView(place: number): void {
    this.show(bringIntoView(this.window, this.rows.length, place));
  }
}
