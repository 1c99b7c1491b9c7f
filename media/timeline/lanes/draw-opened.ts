/** An opened lane: a line for each of its handles, below the session's bar. */
import * as l10n from '@vscode/l10n';
import type { Lane } from '../../../src/analysis/lanes/protocol.js';
import type { SessionTrack } from '../../../src/analysis/requests/timeline.js';
import { fitText } from '../drawing/canvas.js';
import type { DrawingContext } from '../drawing/drawing-context.js';
import type { HandleHistory, HandleMark, Span } from '../data/handle-history.js';
import { type Scene, timeX } from './scene.js';
import type { Theme } from '../drawing/theme.js';

type Handle = SessionTrack['handles'][number];

/** Height of a handle's line as a part of a lane's. */
const LINE = 0.9;
/** More handles than this are told as a number. */
const MAX_LINES = 24;
const SPACE = 4;
const BAR = 8;
/** Left edge of the handles' names. */
const NAME_LEFT = 40;
/** px between marks that are told apart, and room a plugin event's name needs. */
const MARK_APART = 3;
const NAME_ROOM = 64;

const lineHeight = (laneHeight: number): number => Math.round(laneHeight * LINE);

/** Height below an opened lane, px; a line as well where there are no handles, or they are not known yet. */
export function openedHeight(track: SessionTrack | undefined, laneHeight: number): number {
  const handles = track?.handles.length ?? 0;
  return Math.max(1, Math.min(handles, MAX_LINES) + Number(handles > MAX_LINES)) * lineHeight(laneHeight) + SPACE;
}

/** The handle on the line at `y` px below the session's own lane; undefined between and below them. */
export function handleAt(track: SessionTrack | undefined, laneHeight: number, y: number): Handle | undefined {
  return track?.handles.slice(0, MAX_LINES)[Math.floor(y / lineHeight(laneHeight))];
}

function lines(scene: Scene, lane: Lane, y: number, each: (handle: Handle, middle: number) => void): void {
  const height = lineHeight(scene.laneHeight);
  scene
    .track(lane.session)
    ?.handles.slice(0, MAX_LINES)
    .forEach((handle, index) => each(handle, y + index * height + height / 2));
}

/**
 * Names of the handles in the gutter: the plugin, and what tells apart the many handles of a video room; `y` is where the
 * session's own lane ends.
 */
export function drawOpenedGutter(context: DrawingContext, scene: Scene, lane: Lane, y: number): void {
  const { theme, layout, laneHeight } = scene;
  const track = scene.track(lane.session);
  context.font = `${theme.fontSize - 2}px ${theme.uiFont}`;
  context.fillStyle = theme.muted;
  if (track?.handles.length === 0) context.fillText(l10n.t('no handle'), NAME_LEFT, y + lineHeight(laneHeight) / 2);
  lines(scene, lane, y, (handle, middle) => {
    const plugin = handle.plugin === '' ? l10n.t('unknown plugin') : handle.plugin;
    const name = handle.opaqueId === '' ? plugin : `${plugin} · ${handle.opaqueId}`;
    context.fillText(fitText(context, name, layout.gutter - NAME_LEFT - 8), NAME_LEFT, middle);
  });
  const more = (track?.handles.length ?? 0) - MAX_LINES;
  if (more > 0)
    context.fillText(l10n.t('and {0} more', more), NAME_LEFT, y + (MAX_LINES + 0.5) * lineHeight(laneHeight));
  context.fillStyle = theme.grid;
  context.fillRect(0, y + openedHeight(track, laneHeight) - 1, layout.width, 1);
}

export function drawOpenedLane(context: DrawingContext, scene: Scene, lane: Lane, y: number): void {
  const session = scene.history(lane.session);
  lines(scene, lane, y, (handle, middle) => {
    const end = handle.end ?? lane.end;
    drawHandle(context, scene, handle, end, middle);
    const history = session?.handles.get(handle.id);
    if (history !== undefined) drawHistory(context, scene, handle, history, session?.peak ?? 0, end, middle);
    drawEdges(context, scene.theme, timeX(scene, handle.start), handle.end === null ? null : timeX(scene, end), middle);
  });
}

function drawSpans(
  context: DrawingContext,
  scene: Scene,
  spans: readonly Span[],
  end: number,
  top: number,
  height: number,
): void {
  const { layout } = scene;
  for (const { from, to } of spans) {
    const left = Math.max(layout.gutter - 1, timeX(scene, from));
    const right = Math.min(layout.width + 1, timeX(scene, Math.min(to, end)));
    if (right >= left) context.fillRect(left, top, Math.max(1, right - left), height);
  }
}

/** Attached: a thin line. PeerConnection up: a bar on it. */
function drawHandle(context: DrawingContext, scene: Scene, handle: Handle, end: number, middle: number): void {
  const { theme } = scene;
  context.fillStyle = theme.handle;
  context.globalAlpha = 0.5;
  drawSpans(context, scene, [{ from: handle.start, to: end, label: '' }], end, middle - 0.5, 1);
  context.globalAlpha = 1;
  context.fillStyle = theme.up;
  drawSpans(context, scene, connectionsOf(handle), end, middle - BAR / 2, BAR);
}

function connectionsOf({ up }: Handle): Span[] {
  return Array.from({ length: up.length >> 1 }, (_, i) => ({
    from: up[2 * i] ?? 0,
    to: up[2 * i + 1] ?? 0,
    label: l10n.t('PeerConnection up'),
  }));
}

function drawHistory(
  context: DrawingContext,
  scene: Scene,
  handle: Handle,
  history: HandleHistory,
  peak: number,
  end: number,
  middle: number,
): void {
  const { theme } = scene;
  const top = middle - BAR / 2;
  context.fillStyle = theme.ice;
  drawSpans(context, scene, history.ice, end, top, BAR);
  context.fillStyle = theme.dtls;
  drawSpans(context, scene, history.dtls, end, top, BAR);
  // Where a medium does not come, the bar is hollow along its lower edge.
  context.fillStyle = theme.background;
  drawSpans(context, scene, history.stopped, end, top + BAR - 3, 2);
  for (const { from, to } of connectionsOf(handle)) drawBitrate(context, scene, history, peak, from, to, middle);
  drawMarks(context, scene, history.marks, middle);
}

/** The bitrate as a line in the PeerConnection's bar, as high as it for the highest of the session. */
function drawBitrate(
  context: DrawingContext,
  scene: Scene,
  { bitrate }: HandleHistory,
  peak: number,
  from: number,
  to: number,
  middle: number,
): void {
  if (peak <= 0) return;
  const { theme, layout } = scene;
  const base = middle + BAR / 2 - 1;
  context.beginPath();
  let begun = false;
  for (const { at, value } of bitrate) {
    if (at < from || at > to) continue;
    const x = timeX(scene, at);
    if (x < layout.gutter - 20 || x > layout.width + 20) continue;
    const y = base - (value / peak) * (BAR - 2);
    if (begun) context.lineTo(x, y);
    else context.moveTo(x, y);
    begun = true;
  }
  context.strokeStyle = theme.bitrate;
  context.lineWidth = 1.25;
  context.stroke();
}

function drawMarks(context: DrawingContext, scene: Scene, marks: readonly HandleMark[], middle: number): void {
  const { theme, layout } = scene;
  const top = middle - BAR / 2 - 2.5;
  context.font = `${theme.fontSize - 3}px ${theme.uiFont}`;
  const shown = marks
    .map((mark) => ({ mark, x: timeX(scene, mark.at) }))
    .filter(({ x }) => x >= layout.gutter && x <= layout.width);
  let last = -Infinity;
  shown.forEach(({ mark, x }, index) => {
    if (x - last < MARK_APART && mark.kind === 'plugin') return;
    last = x;
    drawMark(context, theme, mark, x, top, middle);
    if (mark.kind !== 'plugin') return;
    // A plugin event is told by name where nothing else stands soon behind it.
    const room = (shown[index + 1]?.x ?? layout.width) - x - 6;
    if (room < NAME_ROOM) return;
    const name = fitText(context, mark.name, Math.min(room, 150));
    const width = context.measureText(name).width;
    context.fillStyle = theme.background;
    context.globalAlpha = 0.7;
    context.fillRect(x + 3, middle - 6, width + 4, 12);
    context.globalAlpha = 1;
    context.fillStyle = theme.foreground;
    context.fillText(name, x + 5, middle + 0.5);
  });
}

/** Dots above the bar for negotiation, full for an offer and hollow for an answer; triangles for what went badly. */
function drawMark(
  context: DrawingContext,
  theme: Theme,
  { kind }: HandleMark,
  x: number,
  top: number,
  middle: number,
): void {
  context.beginPath();
  switch (kind) {
    case 'offer':
    case 'answer':
      context.arc(x, top, 2, 0, Math.PI * 2);
      context.strokeStyle = theme.jsep;
      context.fillStyle = kind === 'offer' ? theme.jsep : theme.background;
      context.lineWidth = 1;
      context.fill();
      context.stroke();
      return;
    case 'slow-link':
      context.moveTo(x - 3, top + 2);
      context.lineTo(x, top - 2.5);
      context.lineTo(x + 3, top + 2);
      context.fillStyle = theme.timeout;
      context.fill();
      return;
    case 'stopped':
      context.arc(x, middle + BAR / 2 - 1, 2, 0, Math.PI * 2);
      context.fillStyle = theme.timeout;
      context.fill();
      return;
    case 'hangup':
      context.fillStyle = theme.foreground;
      context.fillRect(x - 1, middle - BAR / 2 - 1, 2, BAR + 2);
      return;
    case 'plugin':
      context.fillStyle = theme.plugin;
      context.fillRect(x - 0.5, middle - BAR / 2, 1.5, BAR);
  }
}

/** Full where it was attached, hollow where it has gone. */
function drawEdges(context: DrawingContext, theme: Theme, from: number, to: number | null, middle: number): void {
  const top = middle - BAR / 2;
  context.fillStyle = theme.handle;
  context.fillRect(Math.round(from), top - 2, 2, BAR + 4);
  if (to === null) return;
  context.fillStyle = theme.background;
  context.fillRect(Math.round(to) - 1.5, top - 1.5, 3, BAR + 3);
  context.strokeStyle = theme.handle;
  context.lineWidth = 1;
  context.strokeRect(Math.round(to) - 1.5, top - 1.5, 3, BAR + 3);
}
