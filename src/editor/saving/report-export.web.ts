/** `report-export.ts` in a browser: the code of the command line, which makes reports, needs Node. */
import { l10n } from 'vscode';
import { inform } from '../notifications.js';
import type { OpenLog } from '../open-logs/open-log.js';

export async function exportReport(_: unknown, log: OpenLog): Promise<void> {
  await inform(l10n.t('Reports are made of files on this machine. Save {0} in a folder first.', log.name));
}
