/** Writing a report to a stream as fast as it is read, through one buffer: a large report leaves no garbage behind. */
import type { Writable } from 'node:stream';

/** Bytes that are written at once. */
const BUFFER = 256 * 1024;
/** A UTF-16 unit is at most so many bytes of UTF-8. */
const UTF8_PER_UNIT = 3;

/** A reader that has gone (`| head`) is no error. Fails with what the stream fails with otherwise. */
export async function writePieces(pieces: Iterable<string> | AsyncIterable<string>, stream: Writable): Promise<void> {
  const buffer = Buffer.allocUnsafe(BUFFER);
  let used = 0;
  const flush = async (): Promise<void> => {
    if (used > 0) await writeBytes(buffer.subarray(0, used), stream);
    used = 0;
  };
  /** What has room; false: nothing was taken. */
  const take = (piece: string): boolean => {
    if (used + piece.length * UTF8_PER_UNIT > BUFFER) return false;
    used += buffer.write(piece, used);
    return true;
  };
  const takeNext = async (piece: string): Promise<void> => {
    await flush();
    if (!take(piece)) await writeBytes(Buffer.from(piece), stream);
  };
  try {
    if (Symbol.iterator in pieces) {
      // To wait for each piece takes as long as to make it.
      for (const piece of pieces) if (!take(piece)) await takeNext(piece);
    } else for await (const piece of pieces) if (!take(piece)) await takeNext(piece);
    await flush();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

/** Resolves when the stream needs the bytes no longer. */
const writeBytes = (bytes: Buffer, stream: Writable): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(bytes, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
