/** Where the bytes of a log come from, and what has become of them since they were read. Node only. */
import type { Room } from '../../sources/file-bytes.js';
import { GrowingFile, stampOfFile, type Change } from '../../sources/growing-file.js';
import { formsOfBytes, formsOfFile, type FormState } from '../../sources/forms/beginning.js';
import { HEAD_BYTES } from '../../sources/forms/head.js';
import { newReadState, readBytes, readLog, type ReadState } from '../../sources/log-file.js';
import { decodedRanges, fileRanges, memoryRanges, type Ranges } from '../../sources/ranges.js';
import type { LogSource } from '../requests/api.js';

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

/** Looks at what a log is stored in. Throws LogUnreadable. */
export function bytesOf(source: LogSource): LogBytes {
  if (source.kind === 'bytes') return memoryBytes(source.name, source.bytes);
  const file = new GrowingFile(source.path);
  const known = formsOfFile(source.path);
  return known.forms.length > 0 ? decodedFile(source.path) : plainFile(file, known);
}

const IN_NO_FILE = { file: null, skipTo: (): void => undefined } as const;

function plainFile(file: GrowingFile, atFirst: FormState): LogBytes {
  let known = atFirst;
  let skippedProblem: string | null = null;
  return {
    name: file.path,
    get state() {
      const problem = file.problem ?? skippedProblem;
      return { ...known, read: file.position, size: file.size, problem };
    },
    ranges: fileRanges(file.path),
    get changedAt() {
      return file.changedAt;
    },
    file: file.path,
    skipTo(read, problem, atRest) {
      file.skipTo(read, atRest);
      skippedProblem = problem;
    },
    change() {
      const change = file.look();
      if (change !== 'grown' || (known.settled && file.position >= HEAD_BYTES)) return change;
      // As long as its head grows it may become anything.
      const before = known;
      known = formsOfFile(file.path);
      return known.forms.length > 0 || known.serverLines !== before.serverLines ? 'other' : change;
    },
    read: (from, _signal, room) => file.read(from, room),
  };
}

/**
 * A log whose text has to be decoded is read wholly each time, since what is added to it cannot be understood without all
 * that is in front of it.
 */
function decodedFile(path: string): LogBytes {
  const state = newReadState();
  const stamp = stampOfFile(path);
  return {
    name: path,
    state,
    ranges: decodedRanges(() => readLog(path, newReadState())),
    changedAt: null,
    ...IN_NO_FILE,
    change: () => (stampOfFile(path) === stamp ? 'none' : 'other'),
    read: (_from, signal) => readLog(path, state, { signal }),
  };
}

/** Other bytes are given as another source. */
function memoryBytes(name: string, stored: Uint8Array): LogBytes {
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
