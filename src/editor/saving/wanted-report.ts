/** Which report of a log is wanted, and what makes it. */
import type { Uri } from 'vscode';
import type { FileFormat } from '../../reports/formats.js';
import type { OpenLog } from '../open-logs/open-log.js';

/** What makes reports. */
export interface ReportMaker {
  /** The folder with the command line. */
  readonly extension: Uri;
  /** The program of the analysis, see `startThread()`. */
  readonly worker: string;
}

export interface WantedReport {
  readonly log: OpenLog;
  readonly format: FileFormat;
  /** The file that says what is expected; null: there is none. */
  readonly expected: Uri | null;
}
