/** Reads any stretch of a file. Node only. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Ranges } from './ranges.js';
import { unreadable } from './unreadable.js';

/** A plain file. It is opened at the first read and stays open, so a rotated file can still be read. */
export function fileRanges(path: string): Ranges {
  let file: number | null = null;
  let closed = false;
  return {
    read(offset, length) {
      // Somebody was still reading when the log was read anew: what is found there now is none of this.
      if (closed) return Promise.resolve(new Uint8Array(0));
      try {
        file ??= openSync(path, 'r');
        const bytes = new Uint8Array(length);
        return Promise.resolve(bytes.subarray(0, readSync(file, bytes, 0, length, offset)));
      } catch (error) {
        return Promise.reject(unreadable(path, error));
      }
    },
    close() {
      if (file !== null) closeSync(file);
      file = null;
      closed = true;
    },
  };
}
