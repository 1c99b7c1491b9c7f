/**
 * Lanes on a 2D canvas. What is drawn are the rows on the screen, or a raster where they are too low for that: the cost
 * is that of the picture, not of the log.
 */
import type { GroupHeader } from '../../../src/analysis/lanes/protocol.js';
import { RASTER_BELOW } from '../state/rows.js';
import { sharpCanvas } from '../drawing/canvas.js';
import { drawAxis, drawGrid, drawMarkFlags, drawMarks, drawPointer, drawRange } from './draw-axis.js';
import { drawFolds, drawStretches } from './draw-folds.js';
import { drawLane } from './draw-lane.js';
import { drawOpenedGutter, drawOpenedLane } from './draw-opened.js';
import { type RasterPainter, rasterPainter } from './draw-raster.js';
import { drawFarHeader, drawGutter, drawHeader } from './draw-rows.js';
import type { DrawingContext } from '../drawing/drawing-context.js';
import { isHeader, type Row } from '../data/lane-store.js';
import { rowHeight, rowsOn, rowTop } from '../geometry/rows.js';
import type { LaneRenderer, Places, Scene } from './scene.js';

/** Calls back for each row on the screen that has arrived, with its top in canvas px. False: some have not. */
function visibleRows(scene: Places, each: (row: Row, y: number, number: number) => void): boolean {
  const { rows, layout, scroll } = scene;
  const { first, last } = rowsOn(rows, scroll, layout.height - layout.axis);
  if (first < 0) return true;
  let whole = true;
  let y = layout.axis + rowTop(rows, first) - scroll;
  for (let number = first; number <= last; number++) {
    const row = scene.row(number);
    if (row === undefined) whole = false;
    else each(row, Math.round(y), number);
    y += rowHeight(rows, number);
  }
  return whole;
}

/** Index of the first lit row not above `row`. */
function firstLit(lit: Int32Array, row: number): number {
  let [low, high] = [0, lit.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lit[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows lit together: a tint over all of their length, and a bar at the left edge. */
function drawLit(context: DrawingContext, scene: Scene): void {
  const { rows, layout, scroll, lit, theme } = scene;
  const { first, last } = rowsOn(rows, scroll, layout.height - layout.axis);
  for (let i = firstLit(lit, first); i < lit.length && (lit[i] ?? 0) <= last; i++) {
    const row = lit[i] ?? 0;
    const y = layout.axis + rowTop(rows, row) - scroll;
    const height = Math.max(1, rowHeight(rows, row));
    context.fillStyle = theme.accent;
    context.globalAlpha = 0.2;
    context.fillRect(0, y, layout.width, height);
    context.globalAlpha = 1;
    context.fillRect(0, y, 3, height);
  }
}

function drawGrounds(context: DrawingContext, scene: Scene): void {
  const { theme, layout, rows, scroll } = scene;
  const ground = (row: number, color: string, alpha: number): number => {
    const y = layout.axis + rowTop(rows, row) - scroll;
    context.fillStyle = color;
    context.globalAlpha = alpha;
    context.fillRect(0, y, layout.width, Math.max(1, rows.height));
    context.globalAlpha = 1;
    return y;
  };
  if (scene.hoverRow >= 0 && scene.hoverRow !== scene.selectedRow) ground(scene.hoverRow, theme.hover, 1);
  if (scene.selectedRow < 0) return;
  const y = ground(scene.selectedRow, theme.selection, scene.focused ? 1 : 0.6);
  if (!scene.focused || rows.height < 8) return;
  context.strokeStyle = theme.accent;
  context.lineWidth = 1;
  context.strokeRect(0.5, y + 0.5, layout.width - 1, rows.height - 1);
}

/** Bars of all rows on the screen, with the raster in place of those that are too low or have not arrived. */
function drawBars(context: DrawingContext, scene: Scene, raster: RasterPainter): void {
  const { rows } = scene;
  if (rows.height < RASTER_BELOW) {
    raster.draw(context, scene);
    return;
  }
  const bars = (): boolean =>
    visibleRows(scene, (row, y, number) => {
      if (isHeader(row)) return;
      drawLane(context, scene, row, y);
      if (rowHeight(rows, number) > rows.height) drawOpenedLane(context, scene, row, y + rows.height);
    });
  if (bars()) return;
  raster.draw(context, scene);
  bars();
}

/** All of the lanes' area, from the axis down. */
export function drawLanes(context: DrawingContext, scene: Scene, raster: RasterPainter): void {
  const { theme, layout, rows } = scene;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillStyle = theme.background;
  context.fillRect(0, 0, layout.width, layout.height);
  drawGrounds(context, scene);
  drawLit(context, scene);
  context.save();
  context.beginPath();
  context.rect(layout.gutter, layout.axis, layout.width - layout.gutter, layout.height - layout.axis);
  context.clip();
  drawGrid(context, scene);
  drawStretches(context, scene);
  drawBars(context, scene, raster);
  drawFolds(context, scene);
  drawMarks(context, scene);
  context.restore();
  // Before the headers, whose titles may be longer than the gutter is wide.
  context.fillStyle = theme.border;
  context.fillRect(layout.gutter - 1, layout.axis, 1, layout.height - layout.axis);
  if (rows.height >= RASTER_BELOW) drawGutters(context, scene);
  const far = rows.height < scene.laneHeight;
  if (far) for (const { header, y } of farHeaders(scene)) drawFarHeader(context, scene, header, y);
  const sticky = stickyHeader(scene);
  if (sticky !== null) (far ? drawFarHeader : drawHeader)(context, scene, sticky.header, sticky.y);
  drawAxis(context, scene);
  drawMarkFlags(context, scene);
  drawRange(context, scene);
  drawPointer(context, scene);
}

function drawGutters(context: DrawingContext, scene: Scene): void {
  const { rows } = scene;
  visibleRows(scene, (row, y, number) => {
    if (isHeader(row)) {
      if (rows.height >= scene.laneHeight) drawHeader(context, scene, row, y);
      return;
    }
    drawGutter(context, scene, row, y);
    if (rowHeight(rows, number) > rows.height) drawOpenedGutter(context, scene, row, y + rows.height);
  });
}

/** Headers with room of their own among low lanes, below the one that stays on top; y in canvas px. */
export function farHeaders(scene: Places & Pick<Scene, 'rasters'>): { header: GroupHeader; y: number }[] {
  const { rows, layout, scroll, laneHeight } = scene;
  const found: { header: GroupHeader; y: number }[] = [];
  let free = layout.axis + laneHeight;
  for (const header of headersOnScreen(scene)) {
    const y = Math.round(layout.axis + rowTop(rows, header.row) - scroll);
    if (y < free || y > layout.height) continue;
    found.push({ header, y });
    free = y + laneHeight * 1.5;
  }
  return found;
}

function headersOnScreen(scene: Places & Pick<Scene, 'rasters'>): readonly GroupHeader[] {
  if (scene.rows.height < RASTER_BELOW) return scene.rasters.at(-1)?.headers ?? [];
  const headers: GroupHeader[] = [];
  visibleRows(scene, (row) => {
    if (isHeader(row)) headers.push(row);
  });
  return headers;
}

/** The header that stays while its group scrolls by, with its top in canvas px, or null. */
export function stickyHeader(scene: Places): { header: GroupHeader; y: number } | null {
  const { rows, layout, scroll, laneHeight } = scene;
  const { first } = rowsOn(rows, scroll, 1);
  const header = first < 0 ? undefined : scene.headerOf(first);
  if (header === undefined) return null;
  if (header.row === first && rowTop(rows, first) === scroll && rows.height >= laneHeight) return null;
  const next = layout.axis + rowTop(rows, header.next) - scroll - laneHeight;
  return {
    header,
    y: header.next >= rows.count || rows.height < laneHeight ? layout.axis : Math.min(layout.axis, next),
  };
}

export function canvasRenderer(canvas: HTMLCanvasElement): LaneRenderer {
  const sharp = sharpCanvas(canvas);
  const raster = rasterPainter();
  return {
    resize(width, height) {
      sharp.resize(width, height);
      raster.resize(width, height);
    },
    draw: (scene) => drawLanes(sharp.context, scene, raster),
  };
}
