/** The overview strip on a canvas: how many sessions were open, a tick per silent ending, the window on the lanes. */
import { sharpCanvas } from '../drawing/canvas.js';
import type { DrawingContext } from '../drawing/drawing-context.js';
import type { OverviewScene, StripRenderer } from '../lanes/scene.js';
import { toX } from '../geometry/viewport.js';

/** Height of the row of red ticks, px. */
const TICKS = 14;

/** One path for the steps of all columns between two places. */
function fillDensity(context: DrawingContext, scene: OverviewScene, from: number, to: number): void {
  const { density, height } = scene;
  const base = height - TICKS;
  const scale = density.peak > 0 ? (base - 8) / density.peak : 0;
  context.beginPath();
  context.moveTo(from, base);
  const column = scene.width / Math.max(1, density.open.length);
  for (let i = Math.max(0, Math.floor(from / column)); i < density.open.length && i * column < to; i++) {
    const y = base - (density.open[i] ?? 0) * scale;
    context.lineTo(Math.max(i * column, from), y);
    context.lineTo(Math.min((i + 1) * column, to), y);
  }
  context.lineTo(to, base);
  context.fill();
}

/** Dotted lines where idle time is folded. */
function drawFoldMarks(context: DrawingContext, { folds, whole, width, height, theme }: OverviewScene): void {
  context.strokeStyle = theme.muted;
  context.lineWidth = 1;
  context.setLineDash([1, 2]);
  context.beginPath();
  for (const mark of folds.marks) {
    const x = Math.round(toX(whole, mark, width)) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, height - TICKS);
  }
  context.stroke();
  context.setLineDash([]);
}

function drawSilent(context: DrawingContext, scene: OverviewScene, from: number, to: number): void {
  const { density, height, theme } = scene;
  context.fillStyle = theme.silent;
  const column = scene.width / Math.max(1, density.silent.length);
  for (let i = 0; i < density.silent.length; i++) {
    if ((density.silent[i] ?? 0) === 0) continue;
    const x = Math.floor((i + 0.5) * column);
    context.globalAlpha = theme.outlined || (x >= from && x <= to) ? 1 : 0.6;
    context.fillRect(x - 0.5, height - TICKS + 3, 2, TICKS - 6);
  }
  context.globalAlpha = 1;
}

function drawWindow(context: DrawingContext, scene: OverviewScene, from: number, to: number): void {
  const { theme, height } = scene;
  context.strokeStyle = theme.accent;
  context.lineWidth = 1.5;
  context.strokeRect(from, 0.75, to - from, height - 1.5);
  context.fillStyle = theme.accent;
  for (const x of [from, to]) {
    context.beginPath();
    context.roundRect(x - 3, height / 2 - 10, 6, 20, 2);
    context.fill();
  }
}

export function drawStrip(context: DrawingContext, scene: OverviewScene): void {
  const { theme, width, height, view, whole } = scene;
  const from = Math.max(1, toX(whole, view.start, width));
  const to = Math.min(width - 1, Math.max(from + 3, toX(whole, view.start + view.span, width)));
  context.fillStyle = theme.raised;
  context.fillRect(0, 0, width, height);
  context.fillStyle = theme.background;
  context.fillRect(from, 0, to - from, height);
  context.fillStyle = theme.barFaint;
  fillDensity(context, scene, 0, width);
  context.fillStyle = theme.bar;
  fillDensity(context, scene, from, to);
  const place = (time: number): number => Math.round(toX(whole, scene.folds.place(time), width));
  context.fillStyle = theme.muted;
  for (const mark of scene.log.marks) context.fillRect(place(mark.at), 0, 1, height - TICKS);
  context.fillStyle = theme.timeout;
  for (const { kind, from: begin, to: end } of scene.log.stretches)
    if (kind === 'damaged') context.fillRect(place(begin), 0, Math.max(2, place(end) - place(begin)), 3);
  drawFoldMarks(context, scene);
  drawSilent(context, scene, from, to);
  context.fillStyle = theme.border;
  context.fillRect(0, height - 1, width, 1);
  drawWindow(context, scene, from, to);
}

export function stripRenderer(canvas: HTMLCanvasElement): StripRenderer {
  const sharp = sharpCanvas(canvas);
  return {
    resize: (width, height) => sharp.resize(width, height),
    draw: (scene) => drawStrip(sharp.context, scene),
  };
}
