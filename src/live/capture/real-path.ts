/** Where a path leads: two paths of one file are one capture. Node only. */
import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf } from '../file-words.js';

/**
 * A path with its symbolic links followed, as opening it for writing would follow them; its last `missing` names need not
 * be there yet. Rejects as the file system does, with ENOENT where more is missing.
 */
export async function realPathOf(path: string, missing = 1): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || missing === 0 || dirname(path) === path) throw error;
  }
  const here = join(await realPathOf(dirname(path), missing - 1), basename(path));
  // A link to what is not there yet: a circle of links was refused above.
  const target = await readlink(here).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EINVAL') return null;
    throw error;
  });
  return target === null ? here : realPathOf(resolve(dirname(here), target), missing);
}
