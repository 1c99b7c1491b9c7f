/** `poll-file.ts` in a browser: VS Code does not watch the files that a person has opened from their own machine. */
import { Disposable, type Uri } from 'vscode';
import { stampOf } from './first-bytes.js';

/** A file is looked at through several processes, ms. */
const POLL_MS = 3000;

export function pollFile(uri: Uri, changed: () => void): Disposable {
  let before: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let disposed = false;
  const look = async (): Promise<void> => {
    const now = await stampOf(uri).catch(() => '');
    if (disposed) return;
    if (before !== null && before !== now) changed();
    before = now;
    timer = setTimeout(() => void look(), POLL_MS);
  };
  void look();
  return new Disposable(() => {
    disposed = true;
    clearTimeout(timer);
  });
}
