/** The table as CSV, for a spreadsheet: the rows and columns that are shown. */
import { csvField } from '../../../src/encoding/csv.js';
import { columnOf, isTold } from '../../../src/analysis/lanes/columns/index.js';
import { MAX_ROWS_PER_REQUEST, type LaneRequests } from '../../../src/analysis/lanes/requests.js';
import { MAX_COPIED } from '../../../src/analysis/requests/timeline.js';
import type { Ask } from '../../../src/rpc/requests.js';
import { isHeader, rowsOf } from '../data/lane-store.js';
import type { TimelineModel } from '../state/model.js';
import { copiedCell } from './cells.js';

const line = (values: readonly (string | number | null)[]): string => `${values.map(csvField).join(',')}\r\n`;

/** Rejects when the log has changed meanwhile; null: it is longer than the clipboard takes, or no log is shown. */
export async function tableAsCsv(model: TimelineModel, ask: Ask<LaneRequests>): Promise<string | null> {
  const { shown } = model.rows;
  if (shown === null) return null;
  const { log, arrangement } = shown;
  const keys = model.columns.shown;
  const columns = keys.filter(isTold);
  const clock = { origin: log.origin, zone: model.state.zone };
  const lines = [line(keys.map((key) => columnOf(key).label()))];
  let length = 0;
  for (let from = 0; from < shown.rows; from += MAX_ROWS_PER_REQUEST) {
    const count = Math.min(MAX_ROWS_PER_REQUEST, shown.rows - from);
    const answer = await ask({ method: 'lanes', revision: log.revision, arrangement, from, count, columns });
    for (const [k, row] of rowsOf(log, answer).entries()) {
      if (isHeader(row)) continue;
      const written = line(keys.map((key) => copiedCell(key, row, answer.cells[columns.indexOf(key)]?.[k], clock)));
      length += written.length;
      lines.push(written);
    }
    if (length > MAX_COPIED) return null;
  }
  return lines.join('');
}
