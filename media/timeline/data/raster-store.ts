/** Pictures of many lanes from far away: one of everything, and a fine one of what is looked at. */
import { MAX_COLUMNS, MAX_RASTER_CELLS, type RasterAnswer } from '../../../src/analysis/lanes/requests.js';
import type { Viewport } from '../geometry/viewport.js';

/** Which cells a raster has; see the request of the same name. */
export interface RasterCells {
  readonly firstBand: number;
  readonly bands: number;
  readonly rowsPerBand: number;
  readonly firstColumn: number;
  readonly columns: number;
  readonly columnSpan: number;
}

export interface Raster extends RasterCells, RasterAnswer {}

/** What is on the screen: time on the folded line, µs, and rows. */
export interface RasterWindow {
  readonly view: Viewport;
  /** px of the lanes' area. */
  readonly width: number;
  readonly height: number;
  readonly firstRow: number;
  readonly rowHeight: number;
}

/** Cells of the picture of everything. */
const WHOLE_COLUMNS = 512;
const WHOLE_BANDS = 512;
/** Part of the window's size that is fetched beyond each edge, so that a pan shows no edge. */
const MARGIN = 0.25;
/** Steps between levels: four to each doubling, so that a cell is hardly ever larger or smaller than a pixel. */
const STEPS = 4;

const level = (value: number): number => 2 ** (Math.floor(Math.log2(value) * STEPS) / STEPS);

/** Cells of everything, in the coarse. `length` in µs on the folded line. */
function wholeCells(rows: number, length: number): RasterCells {
  const rowsPerBand = Math.max(1, Math.ceil(rows / WHOLE_BANDS));
  const columnSpan = Math.max(1, length) / (WHOLE_COLUMNS - 1);
  const bands = Math.max(1, Math.ceil(rows / rowsPerBand));
  return { firstBand: 0, bands, rowsPerBand, firstColumn: 0, columns: WHOLE_COLUMNS, columnSpan };
}

/** Cells of about a pixel each for a window and its margins. */
function cellsOf(
  { view, width, height, firstRow, rowHeight }: RasterWindow,
  rows: number,
  length: number,
): RasterCells {
  const columnSpan = level(view.span / width);
  const rowsPerBand = Math.max(1, Math.floor(level(1 / rowHeight)));
  const from = Math.max(0, view.start - view.span * MARGIN);
  const to = Math.min(length, view.start + view.span * (1 + MARGIN));
  const firstColumn = Math.floor(from / columnSpan);
  const columns = Math.min(MAX_COLUMNS, Math.max(1, Math.floor(Math.max(from, to) / columnSpan) - firstColumn + 1));
  const shown = height / rowHeight;
  const firstBand = Math.floor(Math.max(0, firstRow - shown * MARGIN) / rowsPerBand);
  const lastRow = Math.min(rows, Math.ceil(firstRow + shown * (1 + MARGIN)));
  const room = Math.min(MAX_COLUMNS, Math.floor(MAX_RASTER_CELLS / columns));
  const bands = Math.min(room, Math.max(1, Math.ceil(lastRow / rowsPerBand) - firstBand));
  return { firstBand, bands, rowsPerBand, firstColumn, columns, columnSpan };
}

function covers(have: RasterCells, window: RasterWindow, want: RasterCells, rows: number, length: number): boolean {
  if (have.columnSpan !== want.columnSpan || have.rowsPerBand !== want.rowsPerBand) return false;
  const from = Math.max(0, window.view.start);
  const to = Math.min(length, window.view.start + window.view.span);
  const lastRow = Math.min(rows, window.firstRow + window.height / window.rowHeight);
  return (
    have.firstColumn * have.columnSpan <= from &&
    (have.firstColumn + have.columns) * have.columnSpan >= to &&
    have.firstBand * have.rowsPerBand <= window.firstRow &&
    (have.firstBand + have.bands) * have.rowsPerBand >= lastRow
  );
}

const same = (a: RasterCells, b: RasterCells): boolean =>
  (['firstBand', 'bands', 'rowsPerBand', 'firstColumn', 'columns', 'columnSpan'] as const).every((k) => a[k] === b[k]);

export class RasterStore {
  whole: Raster | null = null;
  fine: Raster | null = null;
  private askedWhole = false;
  private busy = false;
  private wanted: RasterWindow | null = null;

  /**
   * @param length µs of the folded line
   * @param load   asks the extension; may reject
   */
  constructor(
    private readonly rows: number,
    private readonly length: number,
    private readonly load: (cells: RasterCells) => Promise<RasterAnswer>,
    private readonly arrived: () => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /**
   * Has the window fetched in the fine and everything in the coarse, the latter later when a `first` picture is waited
   * for: it is for hands that are faster than what they ask for.
   */
  async ready(window: RasterWindow | null, first: boolean): Promise<void> {
    if (this.rows === 0) return;
    const parts = first ? [] : [this.loadWhole()];
    if (window !== null) {
      const fine = cellsOf(window, this.rows, this.length);
      parts.push(this.load(fine).then((answer) => void (this.fine = { ...fine, ...answer })));
    }
    await Promise.all(parts);
  }

  /** Asks for everything in the coarse, once. */
  wantWhole(): void {
    if (this.askedWhole || this.rows === 0) return;
    this.loadWhole().then(this.arrived, this.failed);
  }

  private async loadWhole(): Promise<void> {
    this.askedWhole = true;
    const whole = wholeCells(this.rows, this.length);
    this.whole = { ...whole, ...(await this.load(whole)) };
  }

  /** Asks for a fine picture of the window unless there is one; one at a time, always of the latest window. */
  want(window: RasterWindow): void {
    this.wanted = window;
    if (!this.busy && this.rows > 0) void this.follow();
  }

  private async follow(): Promise<void> {
    this.busy = true;
    try {
      while (this.wanted !== null) {
        const window = this.wanted;
        this.wanted = null;
        const cells = cellsOf(window, this.rows, this.length);
        const { fine } = this;
        if (fine !== null && (same(fine, cells) || covers(fine, window, cells, this.rows, this.length))) continue;
        this.fine = { ...cells, ...(await this.load(cells)) };
        this.arrived();
      }
    } catch (error) {
      this.failed(error);
    } finally {
      this.busy = false;
    }
  }
}
