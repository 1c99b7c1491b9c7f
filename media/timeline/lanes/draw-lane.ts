/** One session's bar: its life, the handles and PeerConnections in it, its events as ticks, its end. */
import {
  FLAG_CREATED_UNSEEN,
  FLAG_END_ASSUMED,
  FLAG_END_IMPLIED,
  FLAG_KICKED,
  FLAG_EXPECTED,
  FLAG_PROVISIONAL,
  QUALITY_UNASKED,
  QUALITY_UNTOLD,
  type Lane,
} from '../../../src/analysis/lanes/protocol.js';
import type { SessionTrack } from '../../../src/analysis/requests/timeline.js';
import { drawEnding, drawFray, type Ending } from './draw-endings.js';
import { drawStates } from './draw-stay.js';
import type { DrawingContext } from '../drawing/drawing-context.js';
import { type Scene, timeX } from './scene.js';
import type { Theme } from '../drawing/theme.js';

/** Narrower bars have no room for what is inside, px. */
const DETAIL_WIDTH = 12;
/** Lower lanes have none either, as a part of a lane that is good to read. */
export const DETAIL_FROM = 0.7;
/** Handles beyond this share the last strip. */
const STRIPS = 4;
/** The shape at the end reaches beyond it, px. */
const ENDING_REACH = 7;
const FADE_REACH = 28;

/** Event types of Janus' `events.h`. */
function eventColor(theme: Theme, type: number): string {
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

/**
 * Height of the bar in a row, px. Half of a row that is good to read; the lower the row, the more of it, until the bar
 * is all of it and looks as the raster will that takes over from there.
 */
function barHeight(row: number, readable: number): number {
  const share = 1 - 0.5 * Math.min(1, Math.max(0, (row - 3) / (readable - 3)));
  return Math.max(1, Math.round(row * share));
}

/** PeerConnection-up spans as bright strips, and a line where a handle attached or detached. */
function drawHandles(context: DrawingContext, scene: Scene, track: SessionTrack, top: number, bar: number): void {
  const { layout, theme } = scene;
  const strips = Math.min(track.handles.length, STRIPS);
  const height = Math.max(1, Math.floor((bar - 3) / Math.max(1, strips)));
  const first = top + (bar - height * strips) / 2;
  track.handles.forEach((handle, index) => {
    const y = first + Math.min(index, STRIPS - 1) * height;
    context.fillStyle = theme.up;
    for (let i = 0; i + 1 < handle.up.length; i += 2) {
      const x = Math.max(layout.gutter, timeX(scene, handle.up[i] ?? 0));
      const right = Math.min(layout.width, timeX(scene, handle.up[i + 1] ?? 0));
      if (right > x) context.fillRect(x, y, Math.max(1, right - x), Math.max(1, height - (strips > 1 ? 0.5 : 0)));
    }
    context.fillStyle = theme.handle;
    const attached = timeX(scene, handle.start);
    if (attached >= layout.gutter - 1 && attached <= layout.width)
      context.fillRect(Math.round(attached), top - 1, 1.5, bar + 2);
    if (handle.end === null) return;
    const detached = timeX(scene, handle.end);
    if (detached < layout.gutter - 1 || detached > layout.width) return;
    // Hollow: what was attached has gone.
    context.fillRect(Math.round(detached), top - 1, 1.5, 3);
    context.fillRect(Math.round(detached), top + bar - 2, 1.5, 3);
  });
}

/** Events as ticks on the lower edge; a pixel holds one tick, whatever happened in it. */
function drawTicks(context: DrawingContext, scene: Scene, track: SessionTrack, y: number): void {
  const { view, layout, theme, folds } = scene;
  const times = track.tickTimes;
  let last = -Infinity;
  for (let i = firstAtOrAfter(times, folds.time(view.start)); i < times.length; i++) {
    const x = Math.round(timeX(scene, times[i] ?? 0));
    if (x > layout.width) break;
    if (x - last < 2) continue;
    last = x;
    context.fillStyle = eventColor(theme, track.tickTypes[i] ?? 0);
    context.fillRect(x - 0.5, y, 1.5, 3);
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
function drawElsewhere(context: DrawingContext, scene: Scene, outcome: Ending, y: number, side: 1 | -1): void {
  const { layout, theme, rows } = scene;
  const x = side < 0 ? layout.gutter + 6 : layout.width - 6;
  const middle = y + rows.height / 2;
  const size = Math.min(3.5, rows.height / 3);
  context.beginPath();
  context.moveTo(x + side * 2, middle);
  context.lineTo(x - side * 2, middle - size);
  context.lineTo(x - side * 2, middle + size);
  context.closePath();
  context.fillStyle = outcome === 'silent' ? theme.silent : theme.elsewhere;
  context.fill();
}

/** A bar's colour where lanes are sorted by quality; null: its own. */
export function qualityColor(theme: Theme, quality: number): string | null {
  if (quality === QUALITY_UNASKED || quality === QUALITY_UNTOLD) return null;
  return theme.quality[Math.min(3, Math.max(0, Math.floor(quality / 10) - 1))] ?? null;
}

/** From `unsure` on it is not known whether the session still lived. */
function drawBar(
  context: DrawingContext,
  scene: Scene,
  color: string | null,
  from: number,
  unsure: number,
  to: number,
  top: number,
  bar: number,
): void {
  const { layout, theme } = scene;
  const left = Math.max(layout.gutter - 2, from);
  const right = Math.min(layout.width + 2, Math.max(to, from + 2));
  if (right <= left) return;
  const sure = Math.min(Math.max(left, unsure), right);
  context.fillStyle = theme.barFaint;
  if (right > sure) context.fillRect(sure, top, right - sure, bar);
  context.fillStyle = color ?? theme.bar;
  if (sure > left) context.fillRect(left, top, sure - left, bar);
  if (right - sure > 6 && bar >= 6) drawHatch(context, theme, sure, right, top, bar);
  if (!theme.outlined || bar < 6) return;
  context.strokeStyle = theme.foreground;
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, top + 0.5, right - left - 1, bar - 1);
}

/** Slanted lines: uncertain. */
function drawHatch(context: DrawingContext, theme: Theme, from: number, to: number, top: number, height: number): void {
  context.save();
  context.beginPath();
  context.rect(from, top, to - from, height);
  context.clip();
  context.beginPath();
  // Dashes start from the right end of the stretch, so that they stay in place while it is panned out of the window.
  for (let x = to + ((from - to) % 6); x < to + height; x += 6) {
    context.moveTo(x - height, top + height);
    context.lineTo(x, top);
  }
  context.strokeStyle = theme.bar;
  context.lineWidth = 1.25;
  context.stroke();
  context.restore();
}

function endingOf({ outcome, flags }: Lane): Ending {
  if ((flags & FLAG_PROVISIONAL) !== 0) return 'provisional';
  if ((flags & FLAG_EXPECTED) !== 0) return 'expected';
  if ((flags & FLAG_KICKED) !== 0) return 'kicked';
  return (flags & FLAG_END_IMPLIED) !== 0 ? 'implied' : outcome;
}

/** Draws a session into the row whose top is `y`; the caller clips to the lanes. */
export function drawLane(context: DrawingContext, scene: Scene, lane: Lane, y: number): void {
  const { layout, theme, rows, laneHeight } = scene;
  const { outcome, flags } = lane;
  const from = timeX(scene, lane.start);
  const to = timeX(scene, lane.end);
  if (to < layout.gutter - (outcome === 'unknown' ? FADE_REACH : ENDING_REACH)) {
    if (rows.height >= 8) drawElsewhere(context, scene, endingOf(lane), y, -1);
    return;
  }
  if (from > layout.width + 16) {
    if (rows.height >= 8) drawElsewhere(context, scene, endingOf(lane), y, 1);
    return;
  }
  const bar = barHeight(rows.height, laneHeight);
  const top = y + Math.floor((rows.height - bar) / 2);
  const assumed = outcome === 'open' || (flags & FLAG_END_ASSUMED) !== 0;
  drawBar(
    context,
    scene,
    qualityColor(theme, lane.quality),
    from,
    assumed ? timeX(scene, lane.known) : to,
    to,
    top,
    bar,
  );
  const detailed = rows.height >= laneHeight * DETAIL_FROM;
  if (detailed && (flags & FLAG_CREATED_UNSEEN) !== 0) drawFray(context, from, top, bar, theme.bar);
  const track = detailed && to - from >= DETAIL_WIDTH ? scene.track(lane.session) : undefined;
  if (track !== undefined && !scene.isOpened(lane.session)) {
    // What the bar says by its colour is not to be covered.
    if (lane.quality === QUALITY_UNASKED) drawHandles(context, scene, track, top, bar);
    drawTicks(context, scene, track, top + bar + 1);
    drawStates(context, scene, track, top, bar);
  }
  const ending = endingOf(lane);
  drawEnding(context, theme, ending, to, y + rows.height / 2, rows.height / laneHeight);
}
