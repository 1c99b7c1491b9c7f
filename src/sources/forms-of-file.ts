/** Looks at the beginning of a file for the forms of its log. Node only. */
import { closeSync, openSync, readSync } from 'node:fs';
import { formsOf } from './forms/beginning.js';
import type { FormState } from './forms/form-search.js';
import { unreadable } from './unreadable.js';

/** What is known of a file, by the bytes that begin it: of several forms the outermost alone. Throws LogUnreadable. */
export function formsOfFile(path: string): FormState {
  let file: number | null = null;
  try {
    const open = (file = openSync(path, 'r'));
    return formsOf((offset, size) => {
      const bytes = new Uint8Array(size);
      return bytes.subarray(0, readSync(open, bytes, 0, size, offset));
    });
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    if (file !== null) closeSync(file);
  }
}
