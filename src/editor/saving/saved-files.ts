/** What is alike when something made of a log is saved as a file. */
import { commands, l10n, workspace, type Uri } from 'vscode';
import { nameOf } from '../open-logs/log-uris.js';
import { fail, inform } from '../notifications.js';

/** Writes a file of any file system. False: it could not be, which `complaint` says, given the file's name and why. */
export async function writeOrComplain(
  target: Uri,
  bytes: Uint8Array,
  complaint: (name: string, why: string) => string,
): Promise<boolean> {
  try {
    await workspace.fs.writeFile(target, bytes);
    return true;
  } catch (error) {
    void fail(complaint(nameOf(target), error instanceof Error ? error.message : String(error)));
    return false;
  }
}

/** Says that a file is there, and opens it where that is wanted. */
export async function offerToOpen(target: Uri, message: string): Promise<void> {
  const open = l10n.t('Open');
  if ((await inform(message, open)) === open) await commands.executeCommand('vscode.open', target);
}
