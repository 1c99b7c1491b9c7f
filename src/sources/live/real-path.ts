/** Where a path leads: two paths of one file are one capture. Node only. */
import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf } from './file-words.js';

/**
 * A path with its symbolic links followed, of a file that need not be there yet, as opening it for writing would follow
 * them. Rejects as the file system does, with ENOENT where its folder is missing.
 */
export async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  const here = join(await realpath(dirname(path)), basename(path));
  // A link to what is not there yet: a circle of links was refused above.
  const target = await readlink(here).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EINVAL') return null;
    throw error;
  });
  return target === null ? here : realPathOf(resolve(dirname(here), target));
}
