import type { Disposable } from 'vscode';
import {
  EventEmitter,
  FileChangeType,
  FileSystemError,
  FileType,
  l10n,
  workspace,
  type FileChangeEvent,
  type FileStat,
  type Uri,
} from 'vscode';
import { joined } from '../../sources/joined.js';
import { content } from './content/content-at-hand.js';
import { watchFile } from './log-changes.js';
import { LOG_TEXT_SCHEME, sourceOf } from './log-uris.js';
import { ReadOnlyFiles } from '../session-documents/read-only-files.js';

/** More text than an editor could do anything with. */
const MAX_TEXT = 256 * 1024 * 1024;
const NUL = 0x00;
const LF = 0x0a;

/** The text of logs that have to be decoded or separate their events by NUL, as read-only files: NUL is a line break. */
export class DecodedLogs extends ReadOnlyFiles {
  private readonly changes = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;

  static register(): Disposable {
    return workspace.registerFileSystemProvider(LOG_TEXT_SCHEME, new DecodedLogs(), {
      isCaseSensitive: true,
      isReadonly: true,
    });
  }

  watch(uri: Uri): Disposable {
    return watchFile(sourceOf(uri), () => {
      this.changes.fire([{ type: FileChangeType.Changed, uri }]);
    });
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { ctime, mtime, size } = await workspace.fs.stat(sourceOf(uri));
    return { type: FileType.File, ctime, mtime, size };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const source = sourceOf(uri);
    const chunks: Uint8Array[] = [];
    let size = 0;
    const { textOf } = await content();
    for await (const chunk of textOf(source)) {
      size += chunk.length;
      if (size > MAX_TEXT) throw FileSystemError.Unavailable(l10n.t('{0} is too long to be shown as text.', uri.path));
      // The reader uses its buffer again.
      chunks.push(chunk.slice());
    }
    const text = joined(chunks);
    for (let i = text.indexOf(NUL); i >= 0; i = text.indexOf(NUL, i + 1)) text[i] = LF;
    return text;
  }
}
