/** Looks at a file again and again. Node only: `poll-file.web.ts` asks VS Code. */
import { stat } from 'node:fs';
import { Disposable, type Uri } from 'vscode';

const POLL_MS = 1000;

/**
 * Calls back when a file on disk looks different from a second before. VS Code's watcher says nothing of files that
 * `files.watcherExclude` leaves out (people put all `*.log` there), on network drives and in containers' bind mounts, and
 * when the system has no watch to spare (Linux, `fs.inotify.max_user_watches`); it is late for a file that is written to
 * all the time. A stat a second is some 20 µs, and only for logs that are open.
 */
export function pollFile({ fsPath }: Uri, changed: () => void): Disposable {
  let before: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let disposed = false;
  const look = (): void => {
    stat(fsPath, (error, status) => {
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
