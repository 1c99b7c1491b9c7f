/** How many were inside a room, as a line of steps in its header. */
import type { InsideLine } from '../data/inside-store.js';
import type { DrawingContext } from '../drawing/drawing-context.js';
import { toX } from '../geometry/viewport.js';
import type { Scene } from './scene.js';

/** Part of a header's height that the most inside fill. */
const FULL = 0.8;

/** Draws into the header whose top is `y`, from the gutter to the right edge. */
export function drawInside(
  context: DrawingContext,
  { layout, view, theme, laneHeight }: Scene,
  line: InsideLine,
  y: number,
): void {
  const { counts, start, span, peak } = line;
  if (peak === 0) return;
  const width = layout.width - layout.gutter;
  const base = y + laneHeight - 1;
  const columnWidth = (span / counts.length / view.span) * width;
  const left = layout.gutter + toX(view, start, width);
  const heightOf = (count: number): number => (count / peak) * (laneHeight - 2) * FULL;
  context.save();
  context.beginPath();
  context.rect(layout.gutter, y, width, laneHeight);
  context.clip();
  context.beginPath();
  context.moveTo(left, base);
  let last = -1;
  for (let column = 0; column < counts.length; column++) {
    const count = counts[column] ?? 0;
    if (count === last) continue;
    const x = left + column * columnWidth;
    if (last >= 0) context.lineTo(x, base - heightOf(last));
    context.lineTo(x, base - heightOf(count));
    last = count;
  }
  context.lineTo(left + counts.length * columnWidth, base - heightOf(Math.max(0, last)));
  context.strokeStyle = theme.up;
  context.lineWidth = 1.25;
  context.stroke();
  context.lineTo(left + counts.length * columnWidth, base);
  context.lineTo(left, base);
  context.closePath();
  context.fillStyle = theme.up;
  context.globalAlpha = 0.22;
  context.fill();
  context.globalAlpha = 1;
  context.restore();
}
