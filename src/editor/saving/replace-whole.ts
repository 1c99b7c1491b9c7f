/** Takes the place of a file once the new one is whole. Node only. */
import { rename, rm } from 'node:fs/promises';
import { partOf } from '../../sources/part-name.js';

/**
 * Has `write` write beside a file of this machine first: what was there stays until the new file is whole. `write` gets the
 * path to write to, and says whether all was written; false, or an error, leaves nothing behind.
 */
export async function replaceWhole(path: string, write: (part: string) => Promise<boolean>): Promise<boolean> {
  const part = partOf(path);
  let whole = false;
  try {
    whole = await write(part);
  } finally {
    if (!whole) await rm(part, { force: true });
  }
  if (whole) await rename(part, path);
  return whole;
}
