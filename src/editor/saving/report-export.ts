/** Writes the report of a log as a file: what the command line writes, by the command line's own code, in a thread. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { l10n, Uri, window, workspace, type CancellationToken, type QuickPickItem } from 'vscode';
import type { Format } from '../../reports/report.js';
import type { ExpectedFiles } from '../expected/expected-files.js';
import { besideLog } from './beside-log.js';
import { fail, inform, withCancellation } from '../notifications.js';
import { nameOf } from '../open-logs/log-uris.js';
import type { OpenLog } from '../open-logs/open-log.js';
import { replaceWhole } from './replace-whole.js';
import { offerToOpen } from './saved-files.js';

/** Exit status of the command line for a report that could not be made. */
const FAILED = 2;
const MAX_COMPLAINT = 2000;

type FileFormat = Exclude<Format, 'text'>;

interface FormatPick extends QuickPickItem {
  readonly format: FileFormat;
  readonly ending: string;
}

const picks = (): FormatPick[] => [
  { format: 'csv', ending: 'csv', label: 'CSV', description: l10n.t('all sessions, one a row: for spreadsheets') },
  {
    format: 'sarif',
    ending: 'sarif',
    label: 'SARIF',
    description: l10n.t('silent endings: for code-scanning services'),
  },
  { format: 'json', ending: 'report.json', label: 'JSON', description: l10n.t('all sessions with their evidence') },
];

/** Asks in which form and where to. `extension` is the folder with the command line. */
export async function exportReport(extension: Uri, log: OpenLog, expected: ExpectedFiles): Promise<void> {
  if (log.source.scheme !== 'file' || isUnsaved(log.source)) {
    void inform(l10n.t('Reports are made of files on this machine. Save {0} in a folder first.', log.name));
    return;
  }
  const pick = await window.showQuickPick(picks(), {
    title: l10n.t('Export Report'),
    placeHolder: l10n.t('In which form?'),
  });
  if (!pick) return;
  const target = await window.showSaveDialog({
    title: l10n.t('Export Report as {0}', pick.label),
    saveLabel: l10n.t('Export'),
    defaultUri: besideLog(log.source, pick.ending),
    filters: { [pick.label]: [pick.ending.replace(/^.*\./, '')] },
  });
  if (!target) return;
  if (target.scheme !== 'file') {
    void inform(l10n.t('Choose a folder of this machine for the report.'));
    return;
  }
  try {
    const baseline = await expected.pathFor(log.source);
    const title = l10n.t('Janus: exporting the report of {0}', log.name);
    const whole = await withCancellation(title, (_, cancelled) =>
      toFile(extension, { log, format: pick.format, baseline }, target, cancelled),
    );
    if (!whole) return;
    await offerToOpen(target, l10n.t('Exported {0}.', nameOf(target)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void fail(l10n.t('The report of {0} could not be exported: {1}', log.name, why));
  }
}

const isUnsaved = (source: Uri): boolean =>
  workspace.textDocuments.some(({ uri, isDirty }) => isDirty && uri.toString() === source.toString());

interface WantedReport {
  readonly log: OpenLog;
  readonly format: FileFormat;
  /** Path of what is expected; null: there is none. */
  readonly baseline: string | null;
}

/** False: cancelled. */
const toFile = (
  extension: Uri,
  { log, format, baseline }: WantedReport,
  target: Uri,
  cancelled: CancellationToken,
): Promise<boolean> =>
  replaceWhole(target.fsPath, async (part) => {
    const program = Uri.joinPath(extension, 'dist', 'cli.js').fsPath;
    const expected = baseline === null ? [] : ['--baseline', baseline];
    const argv = ['report', '--format', format, ...expected, '--', log.source.fsPath];
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
