/** From which size on VS Code shows a text only when it is asked to a second time. */

const MEGABYTE = 1024 * 1024;

/** Where a text is, as an extension host sees it. */
export interface TextPlace {
  readonly scheme: string;
  /** The workbench runs in a browser. */
  readonly workbenchInBrowser: boolean;
  /** So does this extension. */
  readonly inBrowser: boolean;
  /** The window has a remote machine. */
  readonly remote: boolean;
}

/**
 * Bytes of the largest text that VS Code shows at once where a person has set nothing: `getLargeFileConfirmationLimit()` of
 * VS Code (src/vs/platform/files/common/files.ts). What lies on a remote machine is `file`
 * to an extension that runs there; to VS Code, and to an extension in a browser, `file` is what a person has on their own.
 */
export function mostShownAtOnce({ scheme, workbenchInBrowser, inBrowser, remote }: TextPlace): number {
  const isThere = remote && !inBrowser ? scheme === 'file' : scheme === 'vscode-remote';
  if (isThere) return 10 * MEGABYTE;
  return workbenchInBrowser && scheme !== 'file' ? 50 * MEGABYTE : 1024 * MEGABYTE;
}
