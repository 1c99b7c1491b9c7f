/** The folder with the files of the index: whose it is, how large it may become, which are the oldest. Node only. */
import * as l10n from '@vscode/l10n';
import { lstatSync, mkdirSync, readdirSync, statSync, unlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { isOwn, PART } from './index-file.js';

const FILE = /^[0-9a-f]{64}\.index$/;
const NAME = /^[0-9a-f]{64}\.index\b/;
/** Whoever wrote a part this long ago will not finish it, ms. */
const ABANDONED = 3_600_000;
/** Others who can write into a folder could put files of their own there. */
const OTHERS_WRITE = 0o022;

/** Makes the folder where it is not there. Returns why it is not used, in words; null: it is. */
export function folderProblem(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // A link of somebody else could lead elsewhere tomorrow.
    if (isOwn(lstatSync(folder), 0) && isOwn(statSync(folder), OTHERS_WRITE)) return null;
    return l10n.t('No index of read logs is kept in {0}: others can write there. Choose a folder of your own.', folder);
  } catch (error) {
    return unusable(folder, error);
  }
}

/** Why nothing is kept in a folder, in words. */
export const unusable = (folder: string, error: unknown): string =>
  l10n.t('No index of read logs is kept in {0}: {1}', folder, error instanceof Error ? error.message : String(error));

/** A file was used just now. */
export function touch(path: string, now: number): void {
  try {
    utimesSync(path, now / 1000, now / 1000);
  } catch {
    // A folder that cannot be written to has no oldest file to be removed.
  }
}

/** Removes the files that were not used for longest until all together have at most so many bytes, and abandoned parts. */
export function shrink(folder: string, mostBytes: number, now: number): void {
  const files: { path: string; size: number; used: number }[] = [];
  for (const { path, name, size, changed } of filesOf(folder)) {
    // A clock that was set back leaves times in the future: how old they are nobody knows.
    if (name.endsWith(PART) && Math.abs(now - changed) > ABANDONED) remove(path);
    else if (FILE.test(name)) files.push({ path, size, used: changed > now + ABANDONED ? 0 : changed });
  }
  files.sort((a, b) => b.used - a.used);
  let bytes = 0;
  for (const { path, size } of files) if ((bytes += size) > mostBytes) remove(path);
}

/** Removes all files of the index. Returns how many there were, and their bytes. */
export function clear(folder: string): { readonly files: number; readonly bytes: number } {
  let files = 0;
  let bytes = 0;
  for (const { path, size } of filesOf(folder)) {
    if (!remove(path)) continue;
    files++;
    bytes += size;
  }
  return { files, bytes };
}

function filesOf(folder: string): { path: string; name: string; size: number; changed: number }[] {
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    // There is none.
  }
  return names
    .filter((name) => NAME.test(name))
    .flatMap((name) => {
      const path = join(folder, name);
      try {
        const { size, mtimeMs } = lstatSync(path);
        return [{ path, name, size, changed: mtimeMs }];
      } catch {
        // Another process has removed it.
        return [];
      }
    });
}

function remove(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch {
    // Another process has, or has it open where that keeps it.
    return false;
  }
}
