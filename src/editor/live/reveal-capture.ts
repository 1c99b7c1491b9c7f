/** What is done with a capture that is a file; `reveal-capture.web.ts` saves one that is in memory. */
import { commands, env, l10n, UIKind, workspace, type Uri } from 'vscode';
import { size } from '../../words/numbers.js';
import { inform } from '../notifications.js';

/** Shows a capture where its files are: in the Explorer, in the system's file manager, or else by its path. */
export async function revealCapture(capture: Uri): Promise<void> {
  if (workspace.getWorkspaceFolder(capture) !== undefined) {
    await commands.executeCommand('revealInExplorer', capture);
    return;
  }
  if (env.remoteName === undefined && env.uiKind === UIKind.Desktop) {
    await commands.executeCommand('revealFileInOS', capture);
    return;
  }
  await env.clipboard.writeText(capture.fsPath);
  void inform(l10n.t('{0} (path copied)', capture.fsPath));
}

export const revealWords = (): string => l10n.t('Reveal Capture');

/** Where it is, and for how long. */
export const placeWords: (capture: Uri) => string = ({ fsPath }) => fsPath;

/** The same beside its name, with its size in bytes. */
export const sizeWords = (bytes: number): string => size(bytes);

export const acknowledgedWords = (): string => l10n.t('Acknowledged once written');

/** What a person should know before a capture is begun; null: nothing. */
export const keptWords: () => string | null = () => null;
