/** What tells that a log has changed: its file, or the document in which somebody edits it. */
import { stat } from 'node:fs';
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { nameOf } from './log-uris.js';

const POLL_MS = 1000;

/** Calls back when the file is written, made again or removed, wherever it is. */
export function watchFile(uri: Uri, changed: () => void): Disposable {
  // Characters with a meaning in patterns stand for themselves by standing for any; the URI decides.
  const pattern = new RelativePattern(Uri.joinPath(uri, '..'), nameOf(uri).replace(/[*?{}[\]]/g, '?'));
  const watcher = workspace.createFileSystemWatcher(pattern);
  const key = uri.toString();
  const tell = (other: Uri): void => {
    if (other.toString() === key) changed();
  };
  return Disposable.from(watcher, watcher.onDidChange(tell), watcher.onDidCreate(tell), watcher.onDidDelete(tell));
}

/**
 * Calls back when a file on disk looks different from a second before. VS Code's watcher says nothing of files that
 * `files.watcherExclude` leaves out (people put all `*.log` there), on network drives and in containers' bind mounts, and
 * when the system has no watch to spare (Linux, `fs.inotify.max_user_watches`); it is late for a file that is written to
 * all the time. A stat a second is some 20 µs, and only for logs that are open.
 */
function pollFile(path: string, changed: () => void): Disposable {
  let before: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let disposed = false;
  const look = (): void => {
    stat(path, (error, status) => {
      if (disposed) return;
      const now = error ? (error.code ?? '') : [status.ino, status.size, status.mtimeMs].join(' ');
      if (before !== null && before !== now) changed();
      before = now;
      timer = setTimeout(look, POLL_MS);
    });
  };
  look();
  return new Disposable(() => {
    disposed = true;
    clearTimeout(timer);
  });
}

/** Calls back when the log's file or its document changes; saving and reverting count. */
export function watchLog(source: Uri, changed: () => void): Disposable {
  const key = source.toString();
  const edits = workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.toString() === key) changed();
  });
  if (source.scheme === 'untitled') return edits;
  const parts = [edits, watchFile(source, changed)];
  if (source.scheme === 'file') parts.push(pollFile(source.fsPath, changed));
  return Disposable.from(...parts);
}
