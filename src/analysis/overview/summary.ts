/** What a reading came to, in figures. */
import type { LogReport } from '../../sessions/log-report.js';
import type { AnalysisSummary, ReadSoFar } from '../requests/api.js';
import { outcomeAt } from '../../sessions/session-outcome.js';

/** `partial` says how much of the log the report is about, null for all of it; `expected`: how many silent endings are. */
export function summaryOf(
  revision: number,
  report: LogReport,
  partial: ReadSoFar | null,
  expected: number,
): AnalysisSummary {
  const { sessions, emitters, logs } = report;
  const count = { destroyed: 0, timeout: 0, silent: 0, open: 0, unknown: 0 };
  for (let k = 0; k < sessions.count; k++) count[outcomeAt(sessions, k)]++;
  const [log] = logs;
  return {
    revision,
    log: log!,
    emitters,
    sessions: sessions.count,
    silent: count.silent,
    expected,
    open: count.open,
    ended: count.destroyed + count.timeout,
    undecidable: count.unknown,
    partial,
    provisional: sessions.provisional.reduce((sum, one) => sum + one, 0),
    span: report.span,
    notes: log!.notes,
  };
}
