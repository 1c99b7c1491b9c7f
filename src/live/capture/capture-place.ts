/** What stands at the path of a capture, and opening it for appending. Node only. */
import * as l10n from '@vscode/l10n';
import { constants, open as openFile, type Stats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { codeOf, fileAdvice, fileWords } from '../file-words.js';
import { SourceProblem } from '../live-source.js';

/** Something stands at the path to which nothing can be appended that stays. */
export class NoFile extends Error {
  constructor() {
    super(l10n.t('it is no ordinary file'));
  }
}

/**
 * Opens the file at `path`, where no link leads elsewhere any more, or makes it. What is none is not even opened: a pipe would
 * take bytes that are nowhere afterwards, and a link that was put there meanwhile leads to somebody else's file.
 */
export async function openFileAt(path: string): Promise<number> {
  const there = await lstatOf(path);
  if (there !== null && !there.isFile() && !there.isDirectory()) throw new NoFile();
  // Windows has no such flags.
  const careful =
    ((constants.O_NOFOLLOW as number | undefined) ?? 0) | ((constants.O_NONBLOCK as number | undefined) ?? 0);
  return promisify(openFile)(path, constants.O_APPEND | constants.O_CREAT | constants.O_RDWR | careful, 0o600);
}

/**
 * Whether a file can be text in UTF-8, by its first bytes. A loss of power leaves NULs at the end of what was written last.
 */
export function isText(beginning: Uint8Array): boolean {
  const last = beginning.findLastIndex((byte) => byte !== 0);
  return beginning.subarray(0, last + 1).every((byte) => TEXT_CONTROLS.includes(byte) || (byte >= 0x20 && byte < 0xf5));
}

/** Backspace to carriage return, and escape. */
const TEXT_CONTROLS: readonly number[] = [0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b];

/** A new name is on the disk when its folder is. Windows knows no such thing. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** What stands at the path itself; null: nothing. */
export const lstatOf = (path: string): Promise<Stats | null> =>
  lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });

/** For whoever begins a capture at `path`. */
export const cannotWrite = (path: string, error: unknown): SourceProblem =>
  new SourceProblem(l10n.t('Cannot write the capture file {0}: {1}. {2}', path, fileWords(error), fileAdvice(error)));
