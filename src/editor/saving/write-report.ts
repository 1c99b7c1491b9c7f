/** Makes the report of a log by the command line's own code, in a thread. Node only: `write-report.web.ts` has a web worker. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { l10n, Uri, workspace, type CancellationToken } from 'vscode';
import type { FileFormat } from '../../reports/formats.js';
import type { OpenLog } from '../open-logs/open-log.js';
import { replaceWhole } from './replace-whole.js';

/** Exit status of the command line for a report that could not be made. */
const FAILED = 2;
const MAX_COMPLAINT = 2000;

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

/** Why there is no report of a log, in words; null: there is one. */
export const whyNoReportOf = ({ source, name }: OpenLog): string | null =>
  source.scheme !== 'file' || isUnsaved(source)
    ? l10n.t('Reports are made of files on this machine. Save {0} in a folder first.', name)
    : null;

/** Why no report can be written there, in words; null: it can. */
export const whyNotTo = ({ scheme }: Uri): string | null =>
  scheme === 'file' ? null : l10n.t('Choose a folder of this machine for the report.');

const isUnsaved = (source: Uri): boolean =>
  workspace.textDocuments.some(({ uri, isDirty }) => isDirty && uri.toString() === source.toString());

/** False: cancelled. Rejects with what is wrong, in words. */
export const writeReport = (
  { extension }: ReportMaker,
  { log, format, expected }: WantedReport,
  target: Uri,
  cancelled: CancellationToken,
): Promise<boolean> =>
  replaceWhole(target.fsPath, async (part) => {
    const program = Uri.joinPath(extension, 'dist', 'cli.js').fsPath;
    const baseline = expected?.scheme === 'file' ? ['--baseline', expected.fsPath] : [];
    const argv = ['report', '--format', format, ...baseline, '--', log.source.fsPath];
    const worker = new Worker(program, { argv, stdout: true, stderr: true });
    cancelled.onCancellationRequested(() => void worker.terminate());
    let complaint = '';
    worker.stderr.on('data', (text: Buffer) => {
      if (complaint.length < MAX_COMPLAINT) complaint += text.toString();
    });
    const status = new Promise<number>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', resolve);
    });
    const [ended] = await Promise.all([status, pipeline(worker.stdout, createWriteStream(part))]);
    if (cancelled.isCancellationRequested) return false;
    if (ended === FAILED) throw new Error(complaint.trim().replace(/^janus-events: /gm, '') || l10n.t('it is unread.'));
    return true;
  });
