/** One session's bar: its life, the handles and PeerConnections in it, its events as ticks, its end. */
import { FLAG_CREATED_UNSEEN, type Outcome, type SessionTrack } from '../../src/analysis/timeline.js';
import { drawEnding, drawFray } from './draw-endings.js';
import { barEnd, outcomeOf } from './lanes.js';
import type { Scene } from './scene.js';
import type { Theme } from './theme.js';

type Context = CanvasRenderingContext2D;

export const BAR_HEIGHT = 10;
/** Narrower bars have no room for what is inside. */
const DETAIL_WIDTH = 12;
/** Handles beyond this share the last strip. */
const STRIPS = 4;

/** Event types of Janus' `events.h`. */
export function eventColor(theme: Theme, type: number): string {
  switch (type) {
    case 2:
      return theme.handle;
    case 8:
      return theme.jsep;
    case 16:
      return theme.webrtc;
    case 32:
      return theme.media;
    case 64:
      return theme.plugin;
    default:
      return theme.foreground;
  }
}

/** PeerConnection-up spans as bright strips, and a line where a handle attached or detached. */
function drawHandles(context: Context, scene: Scene, track: SessionTrack, top: number, end: number): void {
  const { view, layout, theme } = scene;
  const scale = (layout.width - layout.gutter) / view.span;
  const place = (time: number): number => layout.gutter + (time - view.start) * scale;
  const strips = Math.min(track.handles.length, STRIPS);
  const height = Math.max(1, Math.floor((BAR_HEIGHT - 3) / Math.max(1, strips)));
  const used = height * strips;
  const first = top + (BAR_HEIGHT - used) / 2;
  track.handles.forEach((handle, index) => {
    const y = first + Math.min(index, STRIPS - 1) * height;
    context.fillStyle = theme.up;
    for (let i = 0; i + 1 < handle.up.length; i += 2) {
      const x = Math.max(layout.gutter, place(handle.up[i] ?? 0));
      const right = Math.min(layout.width, place(handle.up[i + 1] ?? end));
      if (right > x) context.fillRect(x, y, Math.max(1, right - x), Math.max(1, height - (strips > 1 ? 0.5 : 0)));
    }
    context.fillStyle = theme.handle;
    const attached = place(handle.start);
    if (attached >= layout.gutter - 1 && attached <= layout.width)
      context.fillRect(Math.round(attached), top - 1, 1.5, BAR_HEIGHT + 2);
    if (handle.end === null) return;
    const detached = place(handle.end);
    if (detached < layout.gutter - 1 || detached > layout.width) return;
    // Hollow: what was attached has gone.
    context.fillRect(Math.round(detached), top - 1, 1.5, 3);
    context.fillRect(Math.round(detached), top + BAR_HEIGHT - 2, 1.5, 3);
  });
}

/** Events as ticks on the lower edge; a pixel holds one tick, whatever happened in it. */
function drawTicks(context: Context, scene: Scene, track: SessionTrack, top: number): void {
  const { view, layout, theme } = scene;
  const scale = (layout.width - layout.gutter) / view.span;
  const times = track.tickTimes;
  let last = -Infinity;
  for (let i = firstAtOrAfter(times, view.start); i < times.length; i++) {
    const x = Math.round(layout.gutter + ((times[i] ?? 0) - view.start) * scale);
    if (x > layout.width) break;
    if (x - last < 2) continue;
    last = x;
    context.fillStyle = eventColor(theme, track.tickTypes[i] ?? 0);
    context.fillRect(x - 0.5, top + BAR_HEIGHT + 1, 1.5, 3);
  }
}

/** Index of the first time not before `time`, by halving. */
export function firstAtOrAfter(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A small arrow at the edge: this session lives to the left or right of what is shown. */
function drawElsewhere(context: Context, scene: Scene, outcome: Outcome, y: number, side: 1 | -1): void {
  const { layout, theme, lanes } = scene;
  const x = side < 0 ? layout.gutter + 6 : layout.width - 6;
  const middle = y + lanes.laneHeight / 2;
  context.beginPath();
  context.moveTo(x + side * 2, middle);
  context.lineTo(x - side * 2, middle - 3.5);
  context.lineTo(x - side * 2, middle + 3.5);
  context.closePath();
  context.fillStyle = outcome === 'silent' ? theme.silent : theme.elsewhere;
  context.fill();
}

/** Draws a session into the row whose top is `y`; the caller clips to the lanes. */
export function drawLane(context: Context, scene: Scene, session: number, y: number): void {
  const { overview, view, layout, theme, lanes } = scene;
  const scale = (layout.width - layout.gutter) / view.span;
  const outcome = outcomeOf(overview, session);
  const end = barEnd(overview, session);
  const from = layout.gutter + ((overview.start[session] ?? 0) - view.start) * scale;
  const to = layout.gutter + (end - view.start) * scale;
  // The shape at the end reaches beyond it.
  if (to < layout.gutter - (outcome === 'unknown' ? 28 : 7)) {
    drawElsewhere(context, scene, outcome, y, -1);
    return;
  }
  if (from > layout.width + 16) {
    drawElsewhere(context, scene, outcome, y, 1);
    return;
  }
  const top = y + (lanes.laneHeight - BAR_HEIGHT) / 2;
  const left = Math.max(layout.gutter - 2, from);
  const right = Math.min(layout.width + 2, Math.max(to, from + 2));
  if (right > left) {
    const known = outcome === 'open' ? layout.gutter + ((overview.end[session] ?? end) - view.start) * scale : right;
    context.fillStyle = theme.barFaint;
    if (right > known) context.fillRect(Math.max(left, known), top, right - Math.max(left, known), BAR_HEIGHT);
    context.fillStyle = theme.bar;
    if (known > left) context.fillRect(left, top, Math.min(known, right) - left, BAR_HEIGHT);
    if (theme.outlined) {
      context.strokeStyle = theme.foreground;
      context.lineWidth = 1;
      context.strokeRect(left + 0.5, top + 0.5, right - left - 1, BAR_HEIGHT - 1);
    }
  }
  if (((overview.flags[session] ?? 0) & FLAG_CREATED_UNSEEN) !== 0) drawFray(context, from, top, BAR_HEIGHT, theme.bar);
  const track = scene.track(session);
  if (track !== undefined && to - from >= DETAIL_WIDTH) {
    drawHandles(context, scene, track, top, end);
    drawTicks(context, scene, track, top);
  }
  drawEnding(context, theme, outcome, to, top + BAR_HEIGHT / 2);
}
