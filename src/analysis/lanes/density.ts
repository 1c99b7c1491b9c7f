/** Lanes from far away: how many sessions live in each cell of rows and time, and in which of them one ends silently. */
import { type Arrangement, headerAt, headerOf } from './arrangement.js';
import { AtOnce } from './at-once.js';
import type { Folds } from './folds.js';
import type { GroupHeader } from './protocol.js';
import { type DensityAnswer, type LaneRequest, type RasterAnswer } from './requests.js';
import { isAlarming, type LaneSource } from './source.js';

/** Bands a header's label needs to itself. */
const HEADER_BANDS = 16;

type Cells = Pick<
  Extract<LaneRequest, { method: 'raster' }>,
  'firstBand' | 'bands' | 'rowsPerBand' | 'firstColumn' | 'columns' | 'columnSpan'
>;

/** Counts in O(rows of the bands + cells). */
export function rasterOf(source: LaneSource, arrangement: Arrangement, folds: Folds, cells: Cells): RasterAnswer {
  const { bands, columns, rowsPerBand, firstColumn, columnSpan } = cells;
  const { rows } = arrangement;
  const width = columns + 1;
  const steps = new Int32Array(bands * width);
  const ends = new Uint8Array(bands * columns);
  const column = (time: number): number => Math.floor(folds.place(time) / columnSpan) - firstColumn;
  const firstRow = cells.firstBand * rowsPerBand;
  const lastRow = Math.min(rows.length, firstRow + bands * rowsPerBand);
  for (let row = firstRow; row < lastRow; row++) {
    const session = rows[row]!;
    if (session < 0) continue;
    const from = column(source.start[session]!);
    const to = column(source.end[session]!);
    if (to < 0 || from >= columns) continue;
    const band = Math.floor((row - firstRow) / rowsPerBand);
    steps[band * width + Math.max(0, from)]!++;
    steps[band * width + Math.min(columns - 1, to) + 1]!--;
    if (to < columns && isAlarming(source, session)) ends[band * columns + to] = 1;
  }
  return {
    density: sharesOf(steps, bands, columns, rowsPerBand),
    silent: indexesOf(ends),
    headers: headersIn(arrangement, firstRow, lastRow, rowsPerBand * HEADER_BANDS),
  };
}

/** The square root keeps a few among very many visible. */
function sharesOf(steps: Int32Array, bands: number, columns: number, rowsPerBand: number): Uint8Array {
  const share = new Uint8Array(bands * columns);
  for (let band = 0; band < bands; band++) {
    let alive = 0;
    for (let column = 0; column < columns; column++) {
      alive += steps[band * (columns + 1) + column]!;
      if (alive > 0) share[band * columns + column] = Math.ceil(255 * Math.sqrt(alive / rowsPerBand));
    }
  }
  return share;
}

function indexesOf(marks: Uint8Array): Uint32Array {
  let count = 0;
  for (const mark of marks) count += mark;
  const indexes = new Uint32Array(count);
  for (let i = 0, at = 0; at < count; i++) if (marks[i] === 1) indexes[at++] = i;
  return indexes;
}

/** The header of the first row's group, and those among the rows that are `apart` rows apart. */
export function headersIn(arrangement: Arrangement, from: number, to: number, apart: number): GroupHeader[] {
  const found: GroupHeader[] = [];
  if (arrangement.headers.count === 0 || from >= to) return found;
  for (let header = headerAt(arrangement, from); header >= 0 && header < arrangement.headers.count;) {
    const row = arrangement.headers.row[header]!;
    if (row >= to) break;
    found.push(headerOf(arrangement, header));
    header = Math.max(header, headerAt(arrangement, row + apart - 1)) + 1;
  }
  return found;
}

/** The overview: sessions open and silent endings per column over `span` µs of the folded line from `from` on. */
export function densityOf(
  source: LaneSource,
  shown: Uint8Array,
  folds: Folds,
  { from, span, columns }: { readonly from: number; readonly span: number; readonly columns: number },
): DensityAnswer {
  const open = new AtOnce(columns);
  const silent = new Uint32Array(columns);
  const column = (time: number): number =>
    Math.min(columns - 1, Math.max(0, Math.floor(((folds.place(time) - from) / span) * columns)));
  const { count, start, end } = source;
  for (let i = 0; i < count; i++) {
    if (shown[i] !== 1) continue;
    const last = column(end[i]!);
    open.add(column(start[i]!), last);
    if (isAlarming(source, i)) silent[last]!++;
  }
  const { counts, peak } = open.counts();
  return { open: counts, silent, peak };
}
