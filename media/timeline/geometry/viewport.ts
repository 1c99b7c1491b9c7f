/**
 * The stretch of time on the screen, and how it is moved. Pure: times in µs since the overview's origin, places in
 * CSS pixels from the left edge of the lanes.
 */

export interface Viewport {
  /** Time at the left edge, µs since origin. Negative in the margin before the log's first event. */
  readonly start: number;
  /** µs from the left edge to the right one; always > 0. */
  readonly span: number;
}

/** Closest zoom: Janus stamps whole microseconds, there is nothing to see below some tens of them. */
export const MIN_SPAN = 50;

/** Part of the log's length kept free on either side, so that the shapes at both ends of time are whole. */
const MARGIN = 0.03;

/** A log of one event has no length, yet a window on it needs some. */
const SHORTEST_LOG = 1000;

function margin(length: number): number {
  return Math.max(length, SHORTEST_LOG) * MARGIN;
}

/** The whole log with its margins: the start view, and the furthest zoom out. */
export function fit(length: number): Viewport {
  const space = margin(length);
  return { start: -space, span: Math.max(length, SHORTEST_LOG) + 2 * space };
}

/** The nearest view that shows some of the log: zoom and pan cannot get lost. */
export function clamp(view: Viewport, length: number): Viewport {
  const whole = fit(length);
  if (!Number.isFinite(view.start) || !Number.isFinite(view.span)) return whole;
  const span = Math.min(Math.max(view.span, MIN_SPAN), whole.span);
  const start = Math.min(Math.max(view.start, whole.start), whole.start + whole.span - span);
  return { start, span };
}

/** Zooms by `factor` (below 1: closer) so that the time under `x` stays under `x`. */
export function zoomAt(view: Viewport, length: number, factor: number, x: number, width: number): Viewport {
  const share = width > 0 ? x / width : 0.5;
  const span = Math.min(Math.max(view.span * factor, MIN_SPAN), fit(length).span);
  return clamp({ start: view.start + (view.span - span) * share, span }, length);
}

/** Moves the window by `pixels` to the right in time. */
export function pan(view: Viewport, length: number, pixels: number, width: number): Viewport {
  return width > 0 ? clamp({ start: view.start + (pixels / width) * view.span, span: view.span }, length) : view;
}

/** Shows a range with some space around it. */
export function fitRange(from: number, to: number, length: number): Viewport {
  const range = Math.max(to - from, MIN_SPAN);
  return clamp({ start: from - range * 0.15, span: range * 1.3 }, length);
}

/** Moves as little as needed to have `time` at least a tenth of the width away from either edge. */
export function bringIntoView(view: Viewport, length: number, time: number): Viewport {
  const space = view.span * 0.1;
  if (time < view.start + space) return clamp({ start: time - view.span * 0.3, span: view.span }, length);
  if (time > view.start + view.span - space) return clamp({ start: time - view.span * 0.7, span: view.span }, length);
  return view;
}

export function has({ start, span }: Viewport, time: number): boolean {
  return time >= start && time <= start + span;
}

export function toX(view: Viewport, time: number, width: number): number {
  return ((time - view.start) / view.span) * width;
}

export function toTime(view: Viewport, x: number, width: number): number {
  return view.start + (width > 0 ? (x / width) * view.span : 0);
}

/** The view a part of the way (0…1) from one to another; zoom runs on a log scale, as the eye expects. */
export function between(from: Viewport, to: Viewport, part: number): Viewport {
  if (part >= 1) return to;
  const span = from.span * Math.pow(to.span / from.span, part);
  const share = to.span === from.span ? part : (span - from.span) / (to.span - from.span);
  return { start: from.start + (to.start - from.start) * share, span };
}
