/** What tells that a log has changed: its file, or the document in which somebody edits it. */
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { nameOf } from './log-uris.js';
import { pollFile } from './poll-file.js';

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

/** Calls back when the log's file or its document changes; saving and reverting count. */
export function watchLog(source: Uri, changed: () => void): Disposable {
  const key = source.toString();
  const edits = workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.toString() === key) changed();
  });
  if (source.scheme === 'untitled') return edits;
  const parts = [edits, watchFile(source, changed)];
  if (source.scheme === 'file') parts.push(pollFile(source, changed));
  return Disposable.from(...parts);
}
