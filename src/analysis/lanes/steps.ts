/** From one row to another: what arrow keys and `n` do. */
import type { Arrangement } from './arrangement.js';
import { isAlarming } from './source.js';

/** The session's row nearest to `row` in a direction, itself included, or −1. */
function sessionFrom({ rows }: Arrangement, row: number, direction: 1 | -1): number {
  for (let at = row; at >= 0 && at < rows.length; at += direction) if (rows[at]! >= 0) return at;
  return -1;
}

/** The session's row `by` rows away, as near as there is one; −1 without any. */
export function rowStepped(arrangement: Arrangement, row: number, by: number): number {
  const wanted = Math.min(Math.max(0, row + by), arrangement.rows.length - 1);
  const direction = by < 0 ? -1 : 1;
  const found = sessionFrom(arrangement, wanted, direction);
  return found >= 0 ? found : sessionFrom(arrangement, wanted, direction === 1 ? -1 : 1);
}

/**
 * The next row that ends silently and as nobody expects, going round at the ends; from −1 the first or the last; −1
 * when there is none.
 */
export function silentRow(arrangement: Arrangement, row: number, direction: 1 | -1): number {
  const { rows, source } = arrangement;
  const from = row < 0 && direction < 0 ? rows.length : row;
  for (let i = 1; i <= rows.length; i++) {
    const at = (((from + i * direction) % rows.length) + rows.length) % rows.length;
    if (rows[at]! >= 0 && isAlarming(source, rows[at]!)) return at;
  }
  return -1;
}
