/** Which row is meant where many share a pixel: that of a silent ending near the pointer, else the one under it. */
import type { Seek } from '../../../src/analysis/lanes/requests.js';
import type { Raster } from '../data/raster-store.js';
import type { Places } from './scene.js';

/** px around the pointer in which a mark is meant. */
const REACH = 4;

/** @param x and y in CSS px from the lanes' corner, axis and gutter left out */
export function pickInRaster({ view, scroll, rows, layout }: Places, raster: Raster, x: number, y: number): Seek {
  const width = layout.width - layout.gutter;
  let nearest = REACH;
  let picked: number | null = null;
  for (const cell of raster.silent) {
    const band = Math.floor(cell / raster.columns);
    const place = (raster.firstColumn + (cell - band * raster.columns) + 0.5) * raster.columnSpan;
    const firstRow = (raster.firstBand + band) * raster.rowsPerBand;
    const away = Math.max(
      Math.abs(((place - view.start) / view.span) * width - x),
      Math.abs((firstRow + raster.rowsPerBand / 2) * rows.height - scroll - y),
    );
    if (away >= nearest) continue;
    nearest = away;
    picked = firstRow;
  }
  if (picked !== null) return { to: 'silent', row: picked - 1, direction: 1 };
  return { to: 'row', row: Math.floor((scroll + y) / rows.height), by: 0 };
}
