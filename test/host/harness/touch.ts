import { utimesSync } from 'node:fs';

/**
 * Writes the time of a file anew, as who writes to it again and again does: VS Code may only have begun to watch its folder, and
 * then it never hears of what was written before.
 */
export function touch(path: string): void {
  const now = new Date();
  utimesSync(path, now, now);
}
