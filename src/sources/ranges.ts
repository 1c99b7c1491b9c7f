/** Reads any stretch of a log's uncompressed bytes, for what is looked at after the scan. */

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
