/**
 * The report of a log, piece by piece: of a file on this machine the command line's own, which needs little memory; of what is
 * unsaved or without a path one of its bytes. Node only: `report-pieces.web.ts` has bytes alone.
 */
import { Worker } from 'node:worker_threads';
import { l10n, Uri, type CancellationToken } from 'vscode';
import { logSource } from '../open-logs/log-source.js';
import { reportInThread } from './report-in-thread.js';
import type { ReportMaker, WantedReport } from './wanted-report.js';

/** Exit status of the command line for a report that could not be made. */
const FAILED = 2;
const MAX_COMPLAINT = 2000;

/** Throws what is wrong, in words. What comes after a cancellation is no report. */
export async function* reportPieces(
  maker: ReportMaker,
  wanted: WantedReport,
  cancelled: CancellationToken,
): AsyncGenerator<string> {
  const stored = await logSource(wanted.log.source, false);
  if (stored.kind === 'file') yield* byCommandLine(maker, wanted, stored.path, cancelled);
  else yield* reportInThread(maker, wanted, stored, cancelled);
}

async function* byCommandLine(
  { extension }: ReportMaker,
  { format, expected }: WantedReport,
  path: string,
  cancelled: CancellationToken,
): AsyncGenerator<string> {
  const program = Uri.joinPath(extension, 'dist', 'cli.js').fsPath;
  const baseline = expected?.scheme === 'file' ? ['--baseline', expected.fsPath] : [];
  const argv = ['report', '--format', format, ...baseline, '--', path];
  const worker = new Worker(program, { argv, stdout: true, stderr: true });
  const cancelling = cancelled.onCancellationRequested(() => void worker.terminate());
  let complaint = '';
  worker.stderr.on('data', (text: Buffer) => {
    if (complaint.length < MAX_COMPLAINT) complaint += text.toString();
  });
  const status = new Promise<number>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', resolve);
  });
  // It is waited for once all that was written has been read.
  status.catch(() => undefined);
  try {
    yield* worker.stdout.setEncoding('utf8') as AsyncIterable<string>;
    if ((await status) === FAILED)
      throw new Error(complaint.trim().replace(/^janus-events: /gm, '') || l10n.t('it is unread.'));
  } finally {
    cancelling.dispose();
    void worker.terminate();
  }
}
