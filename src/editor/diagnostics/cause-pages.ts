import { commands, Uri } from 'vscode';
import { bundledPage, ENDINGS_PAGE, SEARCH_PAGE, spokenPage } from '../../analysis/findings/help.js';

/** Where the page about a cause or a finding's code is; undefined for one without. It comes with the extension: no network. */
export function causePage(extension: Uri, code: string): Uri | undefined {
  const path = bundledPage(code);
  return path === null ? undefined : Uri.joinPath(extension, spokenPage(path));
}

/** Shows what each way of ending emits, by version and transport. */
export async function explainEndings(extension: Uri): Promise<void> {
  await commands.executeCommand('markdown.showPreview', Uri.joinPath(extension, spokenPage(ENDINGS_PAGE)));
}

/** Shows what the search understands. */
export async function explainSearch(extension: Uri): Promise<void> {
  await commands.executeCommand('markdown.showPreview', Uri.joinPath(extension, spokenPage(SEARCH_PAGE)));
}

/** Shows the page about a cause as a person would read it. */
export async function explainCause(extension: Uri, cause: string): Promise<void> {
  const page = causePage(extension, cause);
  if (page) await commands.executeCommand('markdown.showPreview', page);
}
