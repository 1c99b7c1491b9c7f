/**
 * Captures of live sessions where there are no files: this window keeps them, for as long as it is open or until they are let go
 * of. Editors see them as read-only files, janus-events-capture:/NAME.
 */
import {
  Disposable,
  EventEmitter,
  FileChangeType,
  FileSystemError,
  FilePermission,
  FileType,
  Uri,
  type FileChangeEvent,
  type FileStat,
} from 'vscode';
import type { LogSource } from '../../analysis/requests/api.js';
import { GrowingBytes } from '../../sources/growing-bytes.js';
import { ReadOnlyFiles } from '../session-documents/read-only-files.js';
import { nameOf } from './log-uris.js';

export const CAPTURE_SCHEME = 'janus-events-capture';
/** Who shows a capture is told that it has grown no more often than this, ms: an editor reads all of it anew. */
const TELL_EVERY_MS = 1000;

interface Kept {
  readonly bytes: GrowingBytes;
  readonly createdAt: number;
  telling: NodeJS.Timeout | undefined;
}

class CapturesInMemory extends ReadOnlyFiles {
  private readonly captures = new Map<string, Kept>();
  private readonly changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  /** An empty capture of that name. */
  make(name: string): Uri {
    const uri = Uri.from({ scheme: CAPTURE_SCHEME, path: `/${name}` });
    const now = Date.now();
    this.captures.set(uri.path, { bytes: new GrowingBytes(now), createdAt: now, telling: undefined });
    return uri;
  }

  add(uri: Uri, lines: Uint8Array): void {
    const kept = this.captures.get(uri.path);
    if (kept === undefined) return;
    kept.bytes.add(lines, Date.now());
    kept.telling ??= setTimeout(() => {
      kept.telling = undefined;
      this.changed.fire([{ type: FileChangeType.Changed, uri }]);
    }, TELL_EVERY_MS);
  }

  /** Bytes of a capture; 0 where it is not kept. */
  size(uri: Uri): number {
    return this.captures.get(uri.path)?.bytes.size ?? 0;
  }

  drop(uri: Uri): void {
    clearTimeout(this.captures.get(uri.path)?.telling);
    if (this.captures.delete(uri.path)) this.changed.fire([{ type: FileChangeType.Deleted, uri }]);
  }

  /** What the analysis is to be given that has the first `known` bytes of it; null: `source` is no capture that is kept. */
  addedTo(source: Uri, known: number): Extract<LogSource, { kind: 'added' }> | null {
    const kept = source.scheme === CAPTURE_SCHEME ? this.captures.get(source.path) : undefined;
    if (kept === undefined) return null;
    const { bytes } = kept;
    return {
      kind: 'added',
      name: nameOf(source),
      capture: `${source.path} ${String(kept.createdAt)}`,
      from: known,
      bytes: bytes.read(known, bytes.size - known),
      changedAt: bytes.changedAt,
    };
  }

  stat(uri: Uri): FileStat {
    if (uri.path === '/') return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { bytes, createdAt } = this.kept(uri);
    return {
      type: FileType.File,
      ctime: createdAt,
      mtime: bytes.changedAt,
      size: bytes.size,
      permissions: FilePermission.Readonly,
    };
  }

  readFile(uri: Uri): Uint8Array {
    const { bytes } = this.kept(uri);
    return bytes.read(0, bytes.size);
  }

  watch(): Disposable {
    // All changes are told.
    return new Disposable(() => undefined);
  }

  override readDirectory(): [string, FileType][] {
    return [...this.captures.keys()].map((path) => [path.slice(1), FileType.File]);
  }

  private kept(uri: Uri): Kept {
    const kept = this.captures.get(uri.path);
    if (kept === undefined) throw FileSystemError.FileNotFound(uri);
    return kept;
  }
}

/** Those of this window. */
export const capturesInMemory = new CapturesInMemory();
