/** Which columns the table shows, and how wide they are: what was chosen, else what there is room for. No DOM. */
import { COLUMN_KEYS, columnOf, type ColumnKey, isTold } from '../../../src/analysis/lanes/columns/index.js';
import type { Arrangement } from './arrangement.js';
import type { Context } from './context.js';

/** A column narrower than this could not be taken hold of, px. */
const NARROWEST = 40;
const WIDEST = 1200;

export class TableColumns {
  shown: readonly ColumnKey[] = [];
  private width = 0;

  constructor(
    private readonly context: Context,
    private readonly arrangement: Arrangement,
  ) {}

  /** The table has this width now, px; 0: it is not shown. True: the columns are others. */
  fit(width: number): boolean {
    this.width = width;
    const { columns } = this.context.state;
    const fitting = COLUMN_KEYS.filter((key) => (columnOf(key).from ?? Infinity) <= width);
    const shown = width === 0 ? this.shown : (columns ?? fitting);
    this.arrangement.setColumns(width === 0 ? [] : shown.filter(isTold));
    if (shown.join(' ') === this.shown.join(' ')) return false;
    this.shown = shown;
    return true;
  }

  /** Shows a column or leaves it out; one stays. */
  toggle(key: ColumnKey): void {
    const chosen = COLUMN_KEYS.filter((each) => this.shown.includes(each) !== (each === key));
    if (chosen.length > 0) this.choose(chosen);
  }

  /** Columns and widths as they are by themselves. */
  reset(): void {
    this.context.state.widths = {};
    this.choose(null);
  }

  /** Of a grid: least width of what was not set by hand, px. */
  widthOf(key: ColumnKey): number {
    return this.context.state.widths[key] ?? columnOf(key).width;
  }

  /** `width` in px; null: as wide as it is by itself. */
  resize(key: ColumnKey, width: number | null): void {
    const { state } = this.context;
    const others = Object.fromEntries(Object.entries(state.widths).filter(([other]) => other !== key));
    const own = width === null ? {} : { [key]: Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) };
    state.widths = { ...others, ...own };
    this.context.changed('rows');
  }

  /** `grid-template-columns` */
  get template(): string {
    const { widths } = this.context.state;
    return this.shown
      .map((key) => {
        const { width, grows } = columnOf(key);
        const own = widths[key];
        if (own !== undefined) return `${String(own)}px`;
        return grows === 0 ? `${String(width)}px` : `minmax(${String(width)}px, ${String(grows)}fr)`;
      })
      .join(' ');
  }

  /** What they need together, px. */
  get leastWidth(): number {
    return this.shown.reduce((sum, key) => sum + this.widthOf(key), 0);
  }

  private choose(columns: ColumnKey[] | null): void {
    this.context.state.columns = columns;
    this.fit(this.width);
    this.context.changed('rows');
  }
}
