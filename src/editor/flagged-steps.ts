import type { Position } from 'vscode';
import type { SessionRow } from '../analysis/api.js';
import type { OpenLog } from './open-log.js';

/** The silent sessions of a log in the order in which their endings stand in it. */
export async function flaggedRows(log: OpenLog): Promise<SessionRow[]> {
  const rows = (await log.rows()).filter((row) => row.outcome === 'silent');
  return rows.sort((a, b) => a.target.offset - b.target.offset || a.index - b.index);
}

/** Index of the flagged session next to the selected one, around the ends; the first or last when none is selected. */
export function stepFrom(flagged: readonly SessionRow[], selected: SessionRow | null, direction: 1 | -1): number {
  const { length } = flagged;
  if (selected === null) return direction === 1 ? 0 : length - 1;
  const own = flagged.findIndex((row) => row.index === selected.index);
  if (own >= 0) return (own + direction + length) % length;
  const after = flagged.findIndex((row) => row.target.offset > selected.target.offset);
  const next = after < 0 ? length : after;
  return (direction === 1 ? next : next - 1 + length) % length;
}

/** Index of the flagged session whose ending comes next behind or before the cursor, around the ends. */
export async function stepFromCursor(
  log: OpenLog,
  flagged: readonly SessionRow[],
  cursor: Position,
  direction: 1 | -1,
): Promise<number> {
  const { length } = flagged;
  // Position of a session's ending relative to the cursor; lines are known, columns are looked up where lines agree.
  const side = async (row: SessionRow): Promise<number> => {
    const line = row.target.line - 1 - cursor.line;
    if (line !== 0) return line;
    const { startCharacter } = await log.analysis.locate(row.target.offset, 0);
    return startCharacter - cursor.character;
  };
  const firstWhere = async (holds: (side: number) => boolean): Promise<number> => {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(await side(flagged[middle]!))) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  if (direction === 1) return (await firstWhere((at) => at > 0)) % length;
  return ((await firstWhere((at) => at >= 0)) - 1 + length) % length;
}
