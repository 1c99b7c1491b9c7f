/** Axis, grid, and the vertical lines: server marks, the event stepped to, the pointer. */
import type { TimelineMark } from '../../src/analysis/timeline.js';
import { fitText } from './canvas.js';
import type { Scene } from './scene.js';
import { toX } from './viewport.js';

type Context = CanvasRenderingContext2D;

function place(scene: Scene, time: number): number {
  return scene.layout.gutter + toX(scene.view, time, scene.layout.width - scene.layout.gutter);
}

export function drawGrid(context: Context, scene: Scene): void {
  const { layout, theme } = scene;
  context.fillStyle = theme.grid;
  for (const tick of scene.ticks) {
    const x = Math.round(place(scene, tick.at));
    if (x > layout.gutter) context.fillRect(x, layout.axis, 1, layout.height - layout.axis);
  }
}

export function drawAxis(context: Context, scene: Scene): void {
  const { layout, theme } = scene;
  context.fillStyle = theme.raised;
  context.fillRect(0, 0, layout.width, layout.axis);
  context.fillStyle = theme.border;
  context.fillRect(0, layout.axis - 1, layout.width, 1);
  context.font = `${theme.fontSize - 2}px ${theme.uiFont}`;
  context.fillStyle = theme.muted;
  const middle = layout.axis / 2;
  context.fillText(fitText(context, scene.corner, layout.gutter - 16), 12, middle);
  context.textAlign = 'center';
  for (const tick of scene.ticks) {
    const x = place(scene, tick.at);
    const half = context.measureText(tick.label).width / 2;
    context.fillStyle = theme.border;
    if (x > layout.gutter) context.fillRect(Math.round(x), layout.axis - 5, 1, 4);
    context.fillStyle = theme.muted;
    if (x - half >= layout.gutter + 4 && x + half <= layout.width - 4) context.fillText(tick.label, x, middle);
  }
  context.textAlign = 'left';
}

export function markColor(scene: Scene, mark: TimelineMark): string {
  return mark.kind === 'malformed' ? scene.theme.timeout : scene.theme.muted;
}

/** Server started and shut down, malformed stretches: dashed lines over all lanes. */
export function drawMarks(context: Context, scene: Scene): void {
  const { layout, overview } = scene;
  context.lineWidth = 1;
  let lastX = -Infinity;
  for (const mark of overview.marks) {
    const x = Math.round(place(scene, mark.at)) + 0.5;
    if (x < layout.gutter || x > layout.width || x - lastX < 1) continue;
    lastX = x;
    context.strokeStyle = markColor(scene, mark);
    context.setLineDash(mark.kind === 'malformed' ? [1, 3] : [4, 3]);
    context.beginPath();
    context.moveTo(x, layout.axis);
    context.lineTo(x, layout.height);
    context.stroke();
  }
  context.setLineDash([]);
}

/** Small flags at the axis say what the dashed lines are: up for a start, down for a stop. */
export function drawMarkFlags(context: Context, scene: Scene): void {
  const { layout, overview } = scene;
  for (const mark of overview.marks) {
    const x = Math.round(place(scene, mark.at)) + 0.5;
    if (x < layout.gutter || x > layout.width) continue;
    const y = layout.axis - 5;
    context.fillStyle = markColor(scene, mark);
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
function drawReading(context: Context, scene: Scene, time: number, label: string, color: string, text: string): void {
  const { layout, theme } = scene;
  const x = place(scene, time);
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

export function drawPointer(context: Context, scene: Scene): void {
  const { theme } = scene;
  if (scene.cursor !== null) drawReading(context, scene, scene.cursor, '', theme.accent, theme.background);
  if (scene.pointer !== null)
    drawReading(context, scene, scene.pointer.time, scene.pointer.label, theme.muted, theme.background);
}
