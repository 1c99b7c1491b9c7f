/** A stretch of time marked by hand, and what is in it. No DOM. */
import type { MeasureAnswer } from '../../../src/analysis/lanes/requests.js';
import type { Context } from './context.js';
import type { Rows } from './rows.js';

export class MarkedRange {
  /** What is in the range; null while it has not been measured. */
  measured: MeasureAnswer | null = null;

  constructor(
    private readonly context: Context,
    private readonly rows: Rows,
  ) {}

  /** Marks a range, times in µs since origin; null: none. While it is being drawn it is not measured. */
  mark(range: { from: number; to: number } | null, drawing = false): void {
    const { log } = this.rows;
    if (log === null) return;
    this.context.state.range = range === null ? null : { from: log.origin + range.from, to: log.origin + range.to };
    this.measured = null;
    if (!drawing) void this.measure();
    this.context.changed('picture');
  }

  async measure(): Promise<void> {
    const { ask, state, changed, problem } = this.context;
    const { log } = this.rows;
    const { range } = state;
    if (log === null || range === null) return;
    const [from, to] = [range.from - log.origin, range.to - log.origin];
    try {
      const measured = await ask({ method: 'measure', revision: log.revision, from, to });
      if (state.range === range) this.measured = measured;
      changed('picture');
    } catch (error) {
      problem(error);
    }
  }
}
