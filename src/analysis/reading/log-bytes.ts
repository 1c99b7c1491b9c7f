/** Where the bytes of a log come from, and what has become of them since they were read. */
import { formsOfBytes } from '../../sources/forms/beginning.js';
import type { GrowingBytes } from '../../sources/growing-bytes.js';
import type { Change } from '../../sources/growing-file.js';
import { newReadState, readBytes, type ReadState, type Room } from '../../sources/log-text.js';
import { decodedRanges, memoryRanges, type Ranges } from '../../sources/ranges.js';

export interface LogBytes {
  /** What the report calls the log. */
  readonly name: string;
  /** What is known besides the bytes: `read` and `size` are those of the file. */
  readonly state: Readonly<ReadState>;
  /** Any stretch of the uncompressed bytes. */
  readonly ranges: Ranges;
  /** When somebody last added to them, ms since the Unix epoch; null: nobody does. */
  readonly changedAt: number | null;
  /** The file they stand in as they are, which another thread may read; null where there is none. */
  readonly file: string | null;
  /**
   * Somebody else has read the first `read` bytes of {@link file}; `problem` says why some are missing, `atRest` that it is as
   * it was then.
   */
  skipTo(read: number, problem: string | null, atRest?: boolean): void;
  /** What has become of them since the last reading. Throws LogUnreadable. */
  change(): Change;
  /**
   * The uncompressed bytes from an offset on, in chunks that are valid until the next one, as far as possible in
   * memory that `room` gives. Only what can grow is read from another offset than 0, which is not behind what was read before.
   */
  read(from: number, signal: AbortSignal, room: Room): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

export const IN_NO_FILE = { file: null, skipTo: (): void => undefined } as const;

/** Bytes at hand; others are given as another source. */
export function memoryBytes(name: string, stored: Uint8Array): LogBytes {
  const state = newReadState();
  const plain = formsOfBytes(stored).forms.length === 0;
  return {
    name,
    state,
    ranges: plain ? memoryRanges(stored) : decodedRanges(() => readBytes(stored, newReadState())),
    changedAt: null,
    ...IN_NO_FILE,
    change: () => 'none',
    read: () => readBytes(stored, state),
  };
}

/** Lines of events in memory, to which is added; they are plain text. */
export function growingBytes(name: string, bytes: GrowingBytes): LogBytes {
  const state = { ...newReadState(), read: 0, size: bytes.size };
  return {
    name,
    state,
    ranges: {
      read: (offset, length) => Promise.resolve(bytes.read(offset, length)),
      close: () => undefined,
    },
    get changedAt() {
      return bytes.changedAt;
    },
    ...IN_NO_FILE,
    change() {
      state.size = bytes.size;
      return state.read < bytes.size ? 'grown' : 'none';
    },
    *read(from) {
      state.read = from;
      for (const piece of bytes.pieces(from, (state.size = bytes.size))) {
        state.read += piece.length;
        yield piece;
      }
    },
  };
}
