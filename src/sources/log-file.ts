/** Reads the text of a log from a file, standard input or memory, whatever form it is kept in. Node only. */
import { Readable } from 'node:stream';
import { fileBytes, type ReadOptions, type ReadState } from './file-bytes.js';
import { textOf } from './forms/chain.js';
import { newFormState } from './forms/form-search.js';
import { gunzip, isGzip, type GzipSource } from './forms/gzip.js';
import { LogUnreadable, unreadable } from './unreadable.js';

export type { ReadState } from './file-bytes.js';
export { LogUnreadable, unreadable } from './unreadable.js';

export const newReadState = (): ReadState => ({ ...newFormState(), read: 0, size: null, problem: null });

/** Compressed bytes of a stream that are kept, to read up to damage in them. */
const MOST_KEPT = 64 * 1024 * 1024;

/**
 * The text of the log at `path`, `-` for standard input, in chunks that are valid until the next one. `state` tells which
 * forms were taken off. Throws {@link LogUnreadable}; ends early when the signal is aborted.
 */
export async function* readLog(path: string, state: ReadState, options: ReadOptions = {}): AsyncGenerator<Uint8Array> {
  const isFile = path !== '-';
  const raw = isFile ? fileBytes(path, state, options) : readStream(process.stdin, state);
  try {
    yield* read(raw, state, isFile ? () => fileBytes(path, newReadState(), {}) : null);
  } catch (error) {
    throw error instanceof LogUnreadable ? error : unreadable(path, error);
  }
}

/** Bytes read at once from memory: between the pieces others get their turn. */
const SLICE = 4 * 1024 * 1024;

/** The same for bytes at hand. Damaged gzip is told in `state.problem`. */
export async function* readBytes(stored: Uint8Array, state: ReadState): AsyncGenerator<Uint8Array> {
  state.size = stored.length;
  yield* read(slicesOf(stored, state), state, () => slicesOf(stored, newReadState()));
}

async function* read(
  raw: AsyncGenerator<Uint8Array>,
  state: ReadState,
  again: GzipSource['again'] | null,
): AsyncGenerator<Uint8Array> {
  try {
    const start = await startOf(raw);
    if (!isGzip(start)) {
      yield* textOf(chain(start, raw), state);
      return;
    }
    state.forms.push('gzip');
    const kept = again === null ? new KeptBytes(chain(start, raw)) : null;
    const source = { bytes: kept ?? chain(start, raw), again: again ?? (() => kept?.again() ?? null) };
    const told = (problem: string): void => {
      state.problem ??= problem;
    };
    yield* textOf(gunzip(source, told), state);
  } finally {
    await raw.return(undefined);
  }
}

/** Two bytes tell gzip; a pipe may hand over one at first. */
async function startOf(raw: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < 2) {
    const next = await raw.next();
    if (next.done === true) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
    if (start.length === 1) start = new Uint8Array(start);
  }
  return start;
}

async function* chain(start: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (start.length > 0) yield start;
  yield* rest;
}

/** Bytes of a stream, which come once, kept as long as they are not too many. */
class KeptBytes implements AsyncIterable<Uint8Array> {
  private kept: Uint8Array[] | null = [];
  private size = 0;

  constructor(private readonly bytes: AsyncIterable<Uint8Array>) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.bytes) {
      this.size += chunk.length;
      if (this.size > MOST_KEPT) this.kept = null;
      this.kept?.push(new Uint8Array(chunk));
      yield chunk;
    }
  }

  /** What came so far; null: it was too much. */
  again(): AsyncIterable<Uint8Array> | null {
    return this.kept === null ? null : Readable.from(this.kept);
  }
}

async function* slicesOf(stored: Uint8Array, state: ReadState): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < stored.length; from += SLICE) {
    await new Promise((resolve) => setImmediate(resolve));
    const slice = stored.subarray(from, from + SLICE);
    state.read += slice.length;
    yield slice;
  }
}

async function* readStream(stream: NodeJS.ReadableStream, state: ReadState): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    state.read += chunk.length;
    yield chunk;
  }
}
