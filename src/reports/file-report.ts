/** Reports that programs read. */
import type { Life } from '../lives/model.js';
import type { LogReport } from '../sessions/log-report.js';
import type { Baseline } from './baseline.js';
import { csvReport } from './csv.js';
import type { FileFormat } from './formats.js';
import { jsonReport } from './json.js';
import { livesCsv } from './lives-csv.js';
import { isHint } from './lives-rules.js';
import { sarifReport, type ReportedFile } from './sarif.js';

/** What such a report is about besides its content. */
export interface FileWriting {
  /** The files of the report's logs, in its order; SARIF alone asks for them. */
  readonly files: () => readonly ReportedFile[];
  readonly version: string;
  /** Which silent endings are expected; null: nobody has said. */
  readonly baseline: Baseline | null;
}

/** The report in pieces, in the order they are to be written; with `lives` it is about these. */
export function fileReport(
  format: FileFormat,
  report: LogReport,
  { files, version, baseline }: FileWriting,
  lives: Iterable<Life> | null = null,
): Iterable<string> | AsyncIterable<string> {
  switch (format) {
    case 'json':
      return jsonReport(report, lives, baseline);
    case 'csv':
      return lives === null ? csvReport(report, baseline) : livesCsv(lives, report);
    case 'sarif':
      return sarifReport(report, files(), version, lives === null ? [] : [...lives].filter(isHint), baseline);
  }
}
