import { ReportBuilder } from '../../../src/analysis/reading/report-builder.js';
import type { Session } from '../../../src/sessions/model.js';
import type { LogReport } from '../../../src/sessions/log-report.js';

/** Judges one log given as bytes, cut into pieces at the offsets `cuts`. */
export function analyse(bytes: Uint8Array, cuts: readonly number[] = []): LogReport {
  return analyseAll([bytes], cuts);
}

/** Judges several logs as one story. */
export function analyseAll(logs: readonly Uint8Array[], cuts: readonly number[] = []): LogReport {
  const analyser = new ReportBuilder();
  for (const [k, bytes] of logs.entries()) {
    analyser.begin(`log ${String(k)}`);
    let from = 0;
    for (const cut of [...cuts, bytes.length]) {
      if (cut <= from && cut < bytes.length) continue;
      // A reader may use its buffer again for the next piece.
      const piece = bytes.slice(from, cut);
      analyser.push(piece);
      piece.fill(0x7b);
      from = cut;
    }
    analyser.end();
  }
  return analyser.finish().report;
}

/** The verdicts of a report, one line a session, sorted: what no change of form may change. */
export function verdicts(report: LogReport): string[] {
  return Array.from(report.sessions, verdictLine).sort();
}

export function verdictLine({ emitter, id, instance, state, flagged, cause, sessionEvent }: Session): string {
  const mark = flagged ? ' flagged' : '';
  return `${emitter}/${id}#${String(instance)} ${state}${mark} ${cause ?? '-'} ${sessionEvent ?? '-'}`;
}
