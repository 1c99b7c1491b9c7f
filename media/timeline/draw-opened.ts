/** An opened lane: a line for each of its handles, below the session's bar. */
import type { Lane } from '../../src/analysis/lanes/protocol.js';
import type { SessionTrack } from '../../src/analysis/timeline.js';
import { fitText } from './canvas.js';
import { type Scene, timeX } from './scene.js';

type Context = CanvasRenderingContext2D;
type Handle = SessionTrack['handles'][number];

/** Height of a handle's line as a part of a lane's. */
const LINE = 0.9;
/** More handles than this are told as a number. */
export const MAX_LINES = 24;
const SPACE = 4;
const BAR = 7;

export const lineHeight = (laneHeight: number): number => Math.round(laneHeight * LINE);

/** Height below an opened lane, px; a line as well where there are no handles, or they are not known yet. */
export function openedHeight(track: SessionTrack | undefined, laneHeight: number): number {
  const handles = track?.handles.length ?? 0;
  return Math.max(1, Math.min(handles, MAX_LINES) + Number(handles > MAX_LINES)) * lineHeight(laneHeight) + SPACE;
}

function lines(scene: Scene, lane: Lane, y: number, each: (handle: Handle, middle: number) => void): void {
  const height = lineHeight(scene.laneHeight);
  scene
    .track(lane.session)
    ?.handles.slice(0, MAX_LINES)
    .forEach((handle, index) => each(handle, y + index * height + height / 2));
}

/** Names of the handles' plugins in the gutter; `y` is where the session's own lane ends. */
export function drawOpenedGutter(context: Context, scene: Scene, lane: Lane, y: number): void {
  const { theme, layout, laneHeight } = scene;
  const track = scene.track(lane.session);
  const strong = theme.muted;
  context.font = `${theme.fontSize - 2}px ${theme.uiFont}`;
  context.fillStyle = strong;
  if (track?.handles.length === 0) context.fillText('no handle', 40, y + lineHeight(laneHeight) / 2);
  lines(scene, lane, y, (handle, middle) => {
    context.fillStyle = theme.muted;
    const plugin = handle.plugin === '' ? 'unknown plugin' : handle.plugin;
    context.fillText(fitText(context, plugin, layout.gutter - 48), 40, middle);
  });
  const more = (track?.handles.length ?? 0) - MAX_LINES;
  if (more > 0) context.fillText(`and ${more} more`, 40, y + (MAX_LINES + 0.5) * lineHeight(laneHeight));
  context.fillStyle = theme.grid;
  context.fillRect(0, y + openedHeight(track, laneHeight) - 1, layout.width, 1);
}

export function drawOpenedLane(context: Context, scene: Scene, lane: Lane, y: number): void {
  lines(scene, lane, y, (handle, middle) => drawHandle(context, scene, lane, handle, middle));
}

function drawHandle(context: Context, scene: Scene, lane: Lane, handle: Handle, middle: number): void {
  const { theme } = scene;
  const from = timeX(scene, handle.start);
  const to = timeX(scene, handle.end ?? lane.end);
  const top = middle - BAR / 2;
  context.fillStyle = theme.handle;
  context.globalAlpha = 0.5;
  context.fillRect(from, middle - 0.5, Math.max(1, to - from), 1);
  context.globalAlpha = 1;
  context.fillStyle = theme.up;
  for (let i = 0; i + 1 < handle.up.length; i += 2) {
    const left = timeX(scene, handle.up[i] ?? 0);
    context.fillRect(left, top, Math.max(1, timeX(scene, handle.up[i + 1] ?? 0) - left), BAR);
  }
  context.fillStyle = theme.handle;
  context.fillRect(Math.round(from), top - 2, 2, BAR + 4);
  if (handle.end === null) return;
  // Hollow: what was attached has gone.
  context.strokeStyle = theme.handle;
  context.lineWidth = 1;
  context.strokeRect(Math.round(to) - 1.5, top - 1.5, 3, BAR + 3);
}
