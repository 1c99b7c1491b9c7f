import type { FileStat, Uri } from 'vscode';
import { Disposable, EventEmitter, FileChangeType, FileType, workspace, type FileChangeEvent } from 'vscode';
import { ReadOnlyFiles } from './read-only-files.js';
import { SESSION_SCHEME } from './session-document-uri.js';

/** What makes the texts, once it is loaded. */
export interface SessionTextSource {
  read(uri: Uri): Promise<string>;
  /** Calls back when the text of a document has changed. */
  watch(uri: Uri, changed: () => void): Disposable;
}

/** The documents "Events of session N" as read-only files. */
export class SessionFiles extends ReadOnlyFiles {
  private readonly changes = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  /** By URI: when its text has changed last. */
  private readonly changedAt = new Map<string, number>();

  constructor(private readonly source: () => Promise<SessionTextSource>) {
    super();
  }

  static register(source: () => Promise<SessionTextSource>): Disposable {
    const options = { isCaseSensitive: true, isReadonly: true };
    return workspace.registerFileSystemProvider(SESSION_SCHEME, new SessionFiles(source), options);
  }

  watch(uri: Uri): Disposable {
    let watched: Disposable | null = null;
    let disposed = false;
    // A failure to start is reported where the extension is started, and when the file is read.
    void this.source().then((source) => {
      if (!disposed)
        watched = source.watch(uri, () => {
          this.changedAt.set(uri.toString(), Date.now());
          this.changes.fire([{ type: FileChangeType.Changed, uri }]);
        });
    });
    return new Disposable(() => {
      disposed = true;
      watched?.dispose();
      this.changedAt.delete(uri.toString());
    });
  }

  /** Its size is not known before it is made. */
  stat(uri: Uri): FileStat {
    return { type: FileType.File, ctime: 0, mtime: this.changedAt.get(uri.toString()) ?? 0, size: 0 };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return new TextEncoder().encode(await (await this.source()).read(uri));
  }
}
