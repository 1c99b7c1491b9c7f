/** Places of rows: px from the top of all lanes, unscrolled. Headers are taller than lanes and few. */
import type { TimelineOverview } from '../../src/analysis/timeline.js';
import { type Group, type Lanes, outcomeOf } from './lanes.js';

/** Number of headers before `row`, by halving. */
function headersBefore(groups: readonly Group[], row: number): number {
  let low = 0;
  let high = groups.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((groups[middle]?.row ?? Infinity) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function rowTop(lanes: Lanes, row: number): number {
  const headers = headersBefore(lanes.groups, row);
  return headers * lanes.headerHeight + (row - headers) * lanes.laneHeight;
}

export function isHeader(lanes: Lanes, row: number): boolean {
  return (lanes.rows[row] ?? 0) < 0;
}

export function rowHeight(lanes: Lanes, row: number): number {
  return isHeader(lanes, row) ? lanes.headerHeight : lanes.laneHeight;
}

export function totalHeight(lanes: Lanes): number {
  return rowTop(lanes, lanes.rows.length);
}

/** Row at a height, −1 above the first and below the last. */
export function rowAt(lanes: Lanes, y: number): number {
  if (y < 0 || y >= totalHeight(lanes)) return -1;
  let low = 0;
  let high = lanes.rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rowTop(lanes, middle) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Index of the group a row belongs to, −1 without groups. */
export function groupAt(lanes: Lanes, row: number): number {
  return headersBefore(lanes.groups, row + 1) - 1;
}

/** The nearest session's row from `row` on (itself included) in a direction, or −1. */
export function sessionRow(lanes: Lanes, row: number, direction: 1 | -1): number {
  for (let at = row; at >= 0 && at < lanes.rows.length; at += direction) if (!isHeader(lanes, at)) return at;
  return -1;
}

function rowOfSelected(lanes: Lanes, selected: number | null): number {
  return selected === null ? -1 : (lanes.rowOf[selected] ?? -1);
}

/** The session's row `by` rows away from the selected one, as near as there is one; the first without a selection. */
export function rowStepped(lanes: Lanes, selected: number | null, by: number): number {
  const current = rowOfSelected(lanes, selected);
  if (current < 0) return sessionRow(lanes, 0, 1);
  const direction = by < 0 ? -1 : 1;
  const wanted = Math.min(Math.max(0, current + by), lanes.rows.length - 1);
  const row = sessionRow(lanes, wanted, direction);
  return row >= 0 ? row : sessionRow(lanes, wanted, direction === 1 ? -1 : 1);
}

/** The next row that ends silently, going round at the ends; −1 when there is none. */
export function flaggedRow(
  lanes: Lanes,
  overview: TimelineOverview,
  selected: number | null,
  direction: 1 | -1,
): number {
  const count = lanes.rows.length;
  const current = rowOfSelected(lanes, selected);
  const from = current < 0 && direction < 0 ? count : current;
  for (let i = 1; i <= count; i++) {
    const row = (((from + i * direction) % count) + count) % count;
    const session = lanes.rows[row] ?? -1;
    if (session >= 0 && outcomeOf(overview, session) === 'silent') return row;
  }
  return -1;
}
