/** Lanes too low to be drawn one by one: cells of a raster, a pixel each, red wherever a session ends silently. */
import type { DrawingContext } from '../drawing/drawing-context.js';
import type { Raster } from '../data/raster-store.js';
import type { Scene } from './scene.js';
import { parseColor } from '../drawing/color.js';
import type { Theme } from '../drawing/theme.js';

/** A band in which but one of very many sessions lives is this opaque. */
const FAINTEST = 0.22;
/** px of a silent ending's mark; where there are very many, a smaller one still shows each. */
const MARK = 3;
const MANY_MARKS = 20_000;

/** Colours by density, as a canvas keeps them in memory (red first); 0 lets the ground through. */
function palette(color: string): Uint32Array {
  const [red, green, blue] = parseColor(color) ?? [128, 128, 128, 255];
  return Uint32Array.from({ length: 256 }, (_, density) => {
    const alpha = density === 0 ? 0 : Math.round(255 * (FAINTEST + (1 - FAINTEST) * (density / 255)));
    return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}

export interface RasterPainter {
  resize(width: number, height: number): void;
  draw(context: DrawingContext, scene: Scene): void;
}

export function rasterPainter(): RasterPainter {
  const canvas = document.createElement('canvas');
  const own = canvas.getContext('2d');
  let image: ImageData | null = null;
  let colors: { theme: Theme; palette: Uint32Array; silent: number } | null = null;
  const colorsOf = (theme: Theme): NonNullable<typeof colors> => {
    if (colors?.theme !== theme)
      colors = { theme, palette: palette(theme.bar), silent: palette(theme.silent)[255] ?? 0xff0000ff };
    return colors;
  };
  return {
    resize(width, height) {
      canvas.width = Math.max(1, Math.ceil(width));
      canvas.height = Math.max(1, Math.ceil(height));
      image = null;
    },
    draw(context, scene) {
      if (own === null || scene.rasters.length === 0) return;
      const { layout } = scene;
      const width = Math.min(canvas.width, layout.width - layout.gutter);
      const height = Math.min(canvas.height, layout.height - layout.axis);
      if (width <= 0 || height <= 0) return;
      if (image?.width !== width || image.height !== height) image = own.createImageData(width, height);
      const pixels = new Uint32Array(image.data.buffer);
      const { palette: shades, silent } = colorsOf(scene.theme);
      const [first, ...others] = [...scene.rasters].reverse();
      // The finest that shows all of the window is enough.
      const used =
        first !== undefined && coversWindow(first, scene, width, height)
          ? [first]
          : [...others, ...(first ? [first] : [])];
      pixels.fill(0);
      for (const raster of used) fillCells(pixels, width, height, raster, scene, shades);
      for (const raster of used) fillMarks(pixels, width, height, raster, scene, silent);
      own.putImageData(image, 0, 0);
      context.imageSmoothingEnabled = false;
      context.drawImage(canvas, 0, 0, width, height, layout.gutter, layout.axis, width, height);
    },
  };
}

function coversWindow(
  raster: Raster,
  { view, scroll, rows, log, folds }: Scene,
  width: number,
  height: number,
): boolean {
  const from = Math.max(0, view.start);
  const to = Math.min(folds.place(log.length), view.start + view.span);
  const lastRow = Math.min(rows.count, (scroll + height) / rows.height);
  return (
    width > 0 &&
    raster.firstColumn * raster.columnSpan <= from &&
    (raster.firstColumn + raster.columns) * raster.columnSpan >= to &&
    raster.firstBand * raster.rowsPerBand <= scroll / rows.height &&
    (raster.firstBand + raster.bands) * raster.rowsPerBand >= lastRow
  );
}

/** Column of each pixel, −1 beside the raster. */
function columnsOf(raster: Raster, { view }: Scene, width: number): Int32Array {
  const columns = new Int32Array(width);
  const perPixel = view.span / width;
  for (let x = 0; x < width; x++) {
    const column = Math.floor((view.start + (x + 0.5) * perPixel) / raster.columnSpan) - raster.firstColumn;
    columns[x] = column >= 0 && column < raster.columns ? column : -1;
  }
  return columns;
}

function fillCells(
  pixels: Uint32Array,
  width: number,
  height: number,
  raster: Raster,
  scene: Scene,
  shades: Uint32Array,
): void {
  const columns = columnsOf(raster, scene, width);
  let first = 0;
  while (first < width && columns[first] === -1) first++;
  let end = width;
  while (end > first && columns[end - 1] === -1) end--;
  let last = -1;
  for (let y = 0; y < height; y++) {
    const row = Math.floor((scene.scroll + y + 0.5) / scene.rows.height);
    const band = Math.floor(row / raster.rowsPerBand) - raster.firstBand;
    if (band < 0 || band >= raster.bands || row >= scene.rows.count) continue;
    const line = y * width;
    if (band === last) {
      pixels.copyWithin(line + first, line - width + first, line - width + end);
      continue;
    }
    last = band;
    const cells = band * raster.columns;
    for (let x = first; x < end; x++) pixels[line + x] = shades[raster.density[cells + columns[x]!]!]!;
  }
}

/** Marks are never smaller than a pixel and never blended: one among a million is seen. */
function fillMarks(
  pixels: Uint32Array,
  width: number,
  height: number,
  raster: Raster,
  { view, scroll, rows }: Scene,
  color: number,
): void {
  const size = raster.silent.length > MANY_MARKS ? 1 : MARK;
  const half = size >> 1;
  for (const cell of raster.silent) {
    const band = Math.floor(cell / raster.columns);
    const place = (raster.firstColumn + (cell - band * raster.columns) + 0.5) * raster.columnSpan;
    const x = Math.floor(((place - view.start) / view.span) * width) - half;
    const y = Math.floor((raster.firstBand + band + 0.5) * raster.rowsPerBand * rows.height - scroll) - half;
    for (let line = Math.max(0, y); line < Math.min(height, y + size); line++)
      for (let at = Math.max(0, x); at < Math.min(width, x + size); at++) pixels[line * width + at] = color;
  }
}
