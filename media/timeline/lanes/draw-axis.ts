/** Axis, grid, and the vertical lines: server marks, the event stepped to, the pointer. */
import { fitText } from '../drawing/canvas.js';
import { drawStretchMarks } from './draw-folds.js';
import type { DrawingContext } from '../drawing/drawing-context.js';
import { type Scene, timeX } from './scene.js';

export function drawGrid(context: DrawingContext, scene: Scene): void {
  const { layout, theme } = scene;
  context.fillStyle = theme.grid;
  for (const tick of scene.ticks) {
    const x = Math.round(timeX(scene, tick.at));
    if (x > layout.gutter) context.fillRect(x, layout.axis, 1, layout.height - layout.axis);
  }
}

export function drawAxis(context: DrawingContext, scene: Scene): void {
  const { layout, theme } = scene;
  context.fillStyle = theme.raised;
  context.fillRect(0, 0, layout.width, layout.axis);
  context.fillStyle = theme.border;
  context.fillRect(0, layout.axis - 1, layout.width, 1);
  context.font = `${theme.fontSize - 2}px ${theme.uiFont}`;
  context.fillStyle = theme.muted;
  drawStretchMarks(context, scene);
  context.fillStyle = theme.muted;
  const middle = layout.axis / 2;
  context.fillText(fitText(context, scene.corner, layout.gutter - 16), 12, middle);
  context.textAlign = 'center';
  for (const tick of scene.ticks) {
    const x = timeX(scene, tick.at);
    const half = context.measureText(tick.label).width / 2;
    context.fillStyle = theme.border;
    if (x > layout.gutter) context.fillRect(Math.round(x), layout.axis - 5, 1, 4);
    context.fillStyle = theme.muted;
    if (x - half >= layout.gutter + 4 && x + half <= layout.width - 4) context.fillText(tick.label, x, middle);
  }
  context.textAlign = 'left';
}

/** Server started and shut down: dashed lines over all lanes. */
export function drawMarks(context: DrawingContext, scene: Scene): void {
  const { layout, log, theme } = scene;
  context.lineWidth = 1;
  context.strokeStyle = theme.muted;
  context.setLineDash([4, 3]);
  let lastX = -Infinity;
  for (const mark of log.marks) {
    const x = Math.round(timeX(scene, mark.at)) + 0.5;
    if (x < layout.gutter || x > layout.width || x - lastX < 1) continue;
    lastX = x;
    context.beginPath();
    context.moveTo(x, layout.axis);
    context.lineTo(x, layout.height);
    context.stroke();
  }
  context.setLineDash([]);
}

/** Small flags at the axis say what the dashed lines are: up for a start, down for a stop. */
export function drawMarkFlags(context: DrawingContext, scene: Scene): void {
  const { layout, log, theme } = scene;
  context.fillStyle = theme.muted;
  for (const mark of log.marks) {
    const x = Math.round(timeX(scene, mark.at)) + 0.5;
    if (x < layout.gutter || x > layout.width) continue;
    const y = layout.axis - 5;
    context.beginPath();
    if (mark.kind === 'started') {
      context.moveTo(x - 4, y + 4);
      context.lineTo(x, y - 3);
      context.lineTo(x + 4, y + 4);
    } else {
      context.moveTo(x - 4, y - 3);
      context.lineTo(x, y + 4);
      context.lineTo(x + 4, y - 3);
    }
    context.fill();
  }
}

/** A thin line with the time on the axis. */
function drawReading(
  context: DrawingContext,
  scene: Scene,
  time: number,
  label: string,
  color: string,
  text: string,
): void {
  const { layout, theme } = scene;
  const x = timeX(scene, time);
  if (x < layout.gutter || x > layout.width) return;
  context.fillStyle = color;
  context.globalAlpha = 0.6;
  context.fillRect(Math.round(x), layout.axis, 1, layout.height - layout.axis);
  context.globalAlpha = 1;
  if (label === '') return;
  context.font = `${theme.fontSize - 2}px ${theme.uiFont}`;
  const width = context.measureText(label).width + 12;
  const left = Math.min(Math.max(layout.gutter, x - width / 2), layout.width - width);
  context.fillRect(left, 3, width, layout.axis - 7);
  context.fillStyle = text;
  context.fillText(label, left + 6, layout.axis / 2);
}

/** What was marked by hand: a tint between two edges, and on the axis how long it is and what is in it. */
export function drawRange(context: DrawingContext, scene: Scene): void {
  const { range, layout, theme } = scene;
  if (range === null) return;
  const from = timeX(scene, range.from);
  const to = timeX(scene, range.to);
  const left = Math.max(layout.gutter, from);
  const right = Math.min(layout.width, to);
  if (right < left) return;
  context.fillStyle = theme.accent;
  context.globalAlpha = 0.14;
  context.fillRect(left, layout.axis, right - left, layout.height - layout.axis);
  context.globalAlpha = 1;
  for (const x of [from, to])
    if (x >= layout.gutter && x <= layout.width) context.fillRect(Math.round(x), 0, 1, layout.height);
  context.font = `600 ${theme.fontSize - 2}px ${theme.uiFont}`;
  const label = fitText(context, range.label, layout.width - layout.gutter - 24);
  const width = context.measureText(label).width + 14;
  const x = Math.min(Math.max(layout.gutter + 2, (left + right - width) / 2), layout.width - width - 2);
  context.beginPath();
  const top = layout.axis + scene.laneHeight + 4;
  context.roundRect(x, top, width, 20, 3);
  context.fillStyle = theme.accent;
  context.fill();
  context.fillStyle = theme.accentText;
  context.fillText(label, x + 7, top + 10);
}

export function drawPointer(context: DrawingContext, scene: Scene): void {
  const { theme } = scene;
  if (scene.cursor !== null) drawReading(context, scene, scene.cursor, '', theme.accent, theme.background);
  if (scene.pointer !== null)
    drawReading(context, scene, scene.pointer.time, scene.pointer.label, theme.muted, theme.background);
}
