/** Lanes on a 2D canvas. Only rows on the screen are drawn: the cost is that of the picture, not of the log. */
import { sharpCanvas } from './canvas.js';
import { drawAxis, drawGrid, drawMarkFlags, drawMarks, drawPointer } from './draw-axis.js';
import { drawLane } from './draw-lane.js';
import { drawGutter, drawHeader } from './draw-rows.js';
import { groupAt, isHeader, rowAt, rowHeight, rowTop } from './rows.js';
import type { LaneRenderer, Scene } from './scene.js';

type Context = CanvasRenderingContext2D;

/** Calls back for each row on the screen with its top in canvas px. */
function visibleRows(scene: Scene, each: (row: number, y: number) => void): void {
  const { lanes, layout, scroll } = scene;
  const first = rowAt(lanes, scroll);
  if (first < 0) return;
  let y = layout.axis + rowTop(lanes, first) - scroll;
  for (let row = first; row < lanes.rows.length && y < layout.height; row++) {
    each(row, y);
    y += rowHeight(lanes, row);
  }
}

function drawGrounds(context: Context, scene: Scene): void {
  const { theme, layout, lanes } = scene;
  visibleRows(scene, (row, y) => {
    const selected = lanes.rows[row] === scene.selected;
    if (!selected && row !== scene.hoverRow) return;
    context.fillStyle = selected ? theme.selection : theme.hover;
    context.globalAlpha = selected && !scene.focused ? 0.6 : 1;
    context.fillRect(0, y, layout.width, rowHeight(lanes, row));
    context.globalAlpha = 1;
    if (!selected || !scene.focused) return;
    context.strokeStyle = theme.accent;
    context.lineWidth = 1;
    context.strokeRect(0.5, y + 0.5, layout.width - 1, lanes.laneHeight - 1);
  });
}

function drawFrame(context: Context, scene: Scene): void {
  const { theme, layout, lanes } = scene;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillStyle = theme.background;
  context.fillRect(0, 0, layout.width, layout.height);
  drawGrounds(context, scene);
  context.save();
  context.beginPath();
  context.rect(layout.gutter, layout.axis, layout.width - layout.gutter, layout.height - layout.axis);
  context.clip();
  drawGrid(context, scene);
  visibleRows(scene, (row, y) => {
    const session = lanes.rows[row] ?? 0;
    if (session >= 0) drawLane(context, scene, session, y);
  });
  drawMarks(context, scene);
  context.restore();
  visibleRows(scene, (row, y) => {
    const session = lanes.rows[row] ?? 0;
    if (session < 0) drawHeader(context, scene, ~session, y);
    else drawGutter(context, scene, session, y, session === scene.selected);
  });
  context.fillStyle = theme.border;
  context.fillRect(layout.gutter - 1, layout.axis, 1, layout.height - layout.axis);
  drawStickyHeader(context, scene);
  drawPointer(context, scene);
}

/** Top of the header that stays while its group scrolls by, in canvas px, or null. */
export function stickyHeader(scene: Pick<Scene, 'lanes' | 'scroll' | 'layout'>): { group: number; y: number } | null {
  const { lanes, layout, scroll } = scene;
  const first = rowAt(lanes, scroll);
  if (first < 0 || lanes.groups.length === 0) return null;
  const group = groupAt(lanes, first);
  const next = lanes.groups[group + 1];
  const limit = next === undefined ? Infinity : layout.axis + rowTop(lanes, next.row) - scroll - lanes.headerHeight;
  if (isHeader(lanes, first) && rowTop(lanes, first) === scroll) return null;
  return { group, y: Math.min(layout.axis, limit) };
}

function drawStickyHeader(context: Context, scene: Scene): void {
  const sticky = stickyHeader(scene);
  if (sticky !== null) drawHeader(context, scene, sticky.group, sticky.y);
  drawAxis(context, scene);
  drawMarkFlags(context, scene);
}

export function canvasRenderer(canvas: HTMLCanvasElement): LaneRenderer {
  const sharp = sharpCanvas(canvas);
  return {
    resize: (width, height) => sharp.resize(width, height),
    draw: (scene) => drawFrame(sharp.context, scene),
  };
}
