/** Stretches of time that are not as they seem: folded ones, and those of which the log does not tell everything. */
import type { TimelineStretch } from '../../../src/analysis/lanes/protocol.js';
import type { DrawingContext } from '../drawing/drawing-context.js';
import { type Scene, timeX } from './scene.js';
import { toX } from '../geometry/viewport.js';
import { duration } from '../../../src/words/times.js';

/** px between the slanted lines of a hatched stretch. */
const HATCH = 8;
/** Width of the zigzag's teeth, px. */
const TOOTH = 4;

/** px of each folded stretch on the screen. */
function foldsOnScreen(scene: Scene): { from: number; to: number; idle: number }[] {
  const { folds, view, layout } = scene;
  const width = layout.width - layout.gutter;
  const found = [];
  for (let i = 0; i < folds.marks.length; i += 2) {
    const from = layout.gutter + toX(view, folds.marks[i] ?? 0, width);
    const to = layout.gutter + toX(view, folds.marks[i + 1] ?? 0, width);
    if (to < layout.gutter || from > layout.width) continue;
    found.push({ from, to, idle: (folds.gaps[i + 1] ?? 0) - (folds.gaps[i] ?? 0) });
  }
  return found;
}

/** Folded time: the paper is torn, and where there is room it says how much is left out. */
export function drawFolds(context: DrawingContext, scene: Scene): void {
  const { theme, layout } = scene;
  for (const { from, to, idle } of foldsOnScreen(scene)) {
    context.fillStyle = theme.raised;
    context.globalAlpha = 0.75;
    context.fillRect(from, layout.axis, Math.max(3, to - from), layout.height - layout.axis);
    context.globalAlpha = 1;
    context.strokeStyle = theme.muted;
    context.lineWidth = 1;
    for (const x of to - from > 3 * TOOTH ? [from, to] : [(from + to) / 2])
      drawTear(context, x, layout.axis, layout.height);
    const label = duration(idle);
    context.font = `${theme.fontSize - 2}px ${theme.uiFont}`;
    const width = context.measureText(label).width;
    if (width + 4 * TOOTH > to - from) continue;
    context.fillStyle = theme.muted;
    context.fillText(label, (from + to - width) / 2, layout.axis + 12);
  }
}

function drawTear(context: DrawingContext, x: number, top: number, bottom: number): void {
  context.beginPath();
  context.moveTo(x, top);
  for (let y = top, side = 1; y < bottom; y += 6, side = -side) context.lineTo(x + (side * TOOTH) / 2, y + 3);
  context.stroke();
}

const color = (scene: Scene, stretch: TimelineStretch): string =>
  stretch.kind === 'damaged' ? scene.theme.timeout : scene.theme.muted;

/** Damaged stretches are hatched over all lanes; a mask lies over all of the log and is told on the axis alone. */
export function drawStretches(context: DrawingContext, scene: Scene): void {
  const { layout, log } = scene;
  for (const stretch of log.stretches) {
    if (stretch.kind === 'masked') continue;
    const from = Math.max(layout.gutter, timeX(scene, stretch.from));
    const to = Math.min(layout.width, Math.max(timeX(scene, stretch.to), timeX(scene, stretch.from) + 2));
    if (to <= from) continue;
    context.fillStyle = color(scene, stretch);
    context.globalAlpha = 0.12;
    context.fillRect(from, layout.axis, to - from, layout.height - layout.axis);
    context.globalAlpha = 0.5;
    context.strokeStyle = color(scene, stretch);
    context.lineWidth = 1;
    context.setLineDash([2, 3]);
    context.strokeRect(from + 0.5, layout.axis, Math.max(1, to - from - 1), layout.height - layout.axis);
    context.setLineDash([]);
    context.globalAlpha = 1;
  }
}

/** On the axis' lower edge: hatched where the log does not tell everything. */
export function drawStretchMarks(context: DrawingContext, scene: Scene): void {
  const { layout, log } = scene;
  for (const stretch of log.stretches) {
    const from = Math.max(layout.gutter, timeX(scene, stretch.from));
    const to = Math.min(layout.width, Math.max(timeX(scene, stretch.to), timeX(scene, stretch.from) + 3));
    if (to <= from) continue;
    context.save();
    context.beginPath();
    context.rect(from, layout.axis - 4, to - from, 4);
    context.clip();
    context.beginPath();
    for (let x = layout.gutter; x < layout.width + HATCH; x += HATCH) {
      context.moveTo(x - 4, layout.axis);
      context.lineTo(x, layout.axis - 4);
    }
    context.strokeStyle = color(scene, stretch);
    context.lineWidth = 2;
    context.stroke();
    context.restore();
  }
}
