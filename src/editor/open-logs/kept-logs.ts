/** What was found in logs that were read before: where it is, how large it may become, and that it can be removed. */
import { Uri, type ExtensionContext } from 'vscode';
import { clear, folderProblem } from '../../analysis/index-on-disk/index-folder.js';
import { WORTH_KEEPING, type IndexPlace } from '../../analysis/index-on-disk/log-index.js';
import type { Output } from '../output.js';
import type { Settings } from '../settings.js';

const MEGABYTE = 1024 * 1024;

export class KeptLogs {
  private readonly folder: Uri;
  private told = false;

  constructor(
    { globalStorageUri }: Pick<ExtensionContext, 'globalStorageUri'>,
    private readonly settings: Settings,
    private readonly output: Output,
  ) {
    this.folder = Uri.joinPath(globalStorageUri, 'read-logs');
  }

  /** For the next log that is read; null: nothing is kept. */
  get place(): IndexPlace | null {
    const { indexMegabytes } = this.settings;
    if (indexMegabytes === 0 || this.folder.scheme !== 'file') return null;
    const problem = folderProblem(this.folder.fsPath);
    if (problem !== null && !this.told) this.output.warn(problem);
    this.told ||= problem !== null;
    if (problem !== null) return null;
    return { folder: this.folder.fsPath, mostBytes: indexMegabytes * MEGABYTE, leastLog: WORTH_KEEPING };
  }

  clear(): void {
    clear(this.folder.fsPath);
  }
}
