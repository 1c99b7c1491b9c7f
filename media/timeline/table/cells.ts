/** What a cell says: as text, for the screen and for a spreadsheet. */
import { columnOf, type ColumnKey } from '../../../src/analysis/lanes/columns/index.js';
import type { Clock } from '../../../src/analysis/lanes/columns/column.js';
import type { Lane } from '../../../src/analysis/lanes/protocol.js';

/** @param told what the analysis says in this column; undefined while it has not */
export function cellText(key: ColumnKey, lane: Lane, told: string | undefined, clock: Clock): string {
  const { said } = columnOf(key);
  return 'text' in said ? said.text(lane, clock) : (told ?? '');
}

export function copiedCell(key: ColumnKey, lane: Lane, told: string | undefined, clock: Clock): string | number | null {
  const { said } = columnOf(key);
  if (!('text' in said)) return told ?? '';
  return said.copied === undefined ? said.text(lane, clock) : said.copied(lane, clock);
}
