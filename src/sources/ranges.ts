/** Reads any stretch of a log's uncompressed bytes, for what is looked at after the scan. Node only. */
import { closeSync, openSync, readSync } from 'node:fs';
import { unreadable } from './log-file.js';

/** Random access to the bytes of a log. A stretch that has gone from the file comes back shorter. */
export interface Ranges {
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): void;
}

/** Bytes at hand. */
export function memoryRanges(bytes: Uint8Array): Ranges {
  return {
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    close: () => undefined,
  };
}

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

/**
 * Text that is decoded while it is read; `open` begins anew. They can only be read forwards: reading on costs what is in
 * between, reading back starts anew (1 GB takes about a second), so callers ask in ascending order. The last two chunks
 * stay at hand for neighbouring reads.
 */
export function decodedRanges(open: () => AsyncGenerator<Uint8Array>): Ranges {
  let stream: AsyncGenerator<Uint8Array> | null = null;
  let start = 0;
  let held = new Uint8Array(0);
  const KEEP = 1024 * 1024;
  let queue: Promise<unknown> = Promise.resolve();
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    if (stream === null || offset < start) {
      await stream?.return(undefined);
      stream = open();
      start = 0;
      held = new Uint8Array(0);
    }
    while (start + held.length < offset + length) {
      const next = await stream.next();
      if (next.done) break;
      const dropped = Math.max(0, Math.min(held.length, offset - start) - KEEP);
      const joined = new Uint8Array(held.length - dropped + next.value.length);
      joined.set(held.subarray(dropped));
      joined.set(next.value, held.length - dropped);
      start += dropped;
      held = joined;
    }
    return held.slice(Math.max(0, offset - start), Math.max(0, offset - start + length));
  };
  return {
    read(offset, length) {
      // One stream, one reader at a time.
      const result = queue.then(() => read(offset, length));
      queue = result.catch(() => undefined);
      return result;
    },
    close() {
      void stream?.return(undefined);
      stream = null;
    },
  };
}
