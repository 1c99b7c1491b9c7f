import { visible } from './visible.js';

/** Longer names are refused by file systems, once an ending is added. */
const LONGEST = 200;

/**
 * Text as the name of a file, or a part of one, on every system: separators, what Windows refuses and what cannot be seen
 * become "_"; never a name for this folder or the one above.
 */
export function fileNameText(text: string): string {
  const name = visible(text.slice(0, LONGEST)).replace(/[\\/:*?"<>|]/g, '_');
  return name.replace(/^\.+$/, '_').replace(/[. ]+$/, '') || '_';
}
