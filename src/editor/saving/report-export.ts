/** Writes the report of a log as a file, as the command line does: asks in which form and where to. */
import { l10n, window, type CancellationToken, type QuickPickItem } from 'vscode';
import type { FileFormat } from '../../reports/formats.js';
import type { ExpectedFiles } from '../expected/expected-files.js';
import { besideLog } from './beside-log.js';
import { fail, withCancellation } from '../notifications.js';
import { nameOf } from '../open-logs/log-uris.js';
import type { OpenLog } from '../open-logs/open-log.js';
import { offerToOpen } from './saved-files.js';
import { reportPieces } from './report-pieces.js';
import type { ReportMaker } from './wanted-report.js';
import { writePieces } from './write-pieces.js';

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

export async function exportReport(maker: ReportMaker, log: OpenLog, expected: ExpectedFiles): Promise<void> {
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
  try {
    const title = l10n.t('Janus: exporting the report of {0}', log.name);
    const wanted = { log, format: pick.format, expected: await expected.existingFor(log.source) };
    const whole = await withCancellation(title, (_, cancelled) =>
      wholeUnlessCancelled(cancelled, () => writePieces(target, reportPieces(maker, wanted, cancelled), cancelled)),
    );
    if (!whole) return;
    await offerToOpen(target, l10n.t('Exported {0}.', nameOf(target)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void fail(l10n.t('The report of {0} could not be exported: {1}', log.name, why));
  }
}

/** False where it was cancelled, however `write` has ended. */
async function wholeUnlessCancelled(cancelled: CancellationToken, write: () => Promise<boolean>): Promise<boolean> {
  try {
    return await write();
  } catch (error) {
    if (cancelled.isCancellationRequested) return false;
    throw error;
  }
}
