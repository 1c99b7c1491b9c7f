import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian keeps daemons; not on everyone's PATH. */
const FOR_DAEMONS = ['/usr/sbin', '/usr/local/sbin'];

/**
 * The first of these programs that the PATH, or a folder of daemons, leads to; or null.
 * @param {string[]} names
 * @returns {string | null}
 */
export function onPath(...names) {
  for (const name of names) {
    for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...FOR_DAEMONS]) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
  return null;
}
