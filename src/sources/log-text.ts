/** Reads the text of a log from its bytes, whatever form it is kept in. */
import { textOf } from './forms/chain.js';
import { newFormState, type FormState } from './forms/form-search.js';
import { gunzip } from './forms/gunzip.js';
import { upToGzip } from './forms/gzip-in-text.js';
import { isGzip, type GzipSource } from './forms/gzip.js';
import { chain, joined } from './joined.js';
import { turn } from './turn.js';

/** What is known of a log besides its bytes; filled in while it is read. */
export interface ReadState extends FormState {
  /** Bytes taken from the file so far, and its size (null for a stream). */
  read: number;
  size: number | null;
  /** Why bytes are missing: the file is cut or damaged, or its disk is. */
  problem: string | null;
}

export const newReadState = (): ReadState => ({ ...newFormState(), read: 0, size: null, problem: null });

/** Gives memory for the bytes that are read next, so that they need not be copied. */
export type Room = (size: number) => Uint8Array;

/** Compressed bytes of a stream that are kept, to read up to damage in them. */
const MOST_KEPT = 64 * 1024 * 1024;

/** Bytes read at once from memory: between the pieces others get their turn. */
const SLICE = 4 * 1024 * 1024;

/**
 * The text of a log whose bytes are at hand, in chunks that are valid until the next one. Damaged gzip is told in
 * `state.problem`.
 */
export async function* readBytes(stored: Uint8Array, state: ReadState): AsyncGenerator<Uint8Array> {
  state.size = stored.length;
  yield* textOfRaw(slicesOf(stored, state), state, () => slicesOf(stored, newReadState()));
}

/** What stands in raw bytes once gzip and the forms of tools are taken off; `again` begins anew, null where nobody can. */
export async function* textOfRaw(
  raw: AsyncGenerator<Uint8Array>,
  state: ReadState,
  again: GzipSource['again'] | null,
): AsyncGenerator<Uint8Array> {
  const told = (problem: string): void => {
    state.problem ??= problem;
  };
  try {
    const start = await startOf(raw);
    if (!isGzip(start)) {
      yield* textOf(upToGzip(chain(start, raw), told), state);
      return;
    }
    state.forms.push('gzip');
    const kept = again === null ? new KeptBytes(chain(start, raw)) : null;
    const source = { bytes: kept ?? chain(start, raw), again: again ?? (() => kept?.again() ?? null) };
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
    start = start.length === 0 ? next.value : joined([start, next.value]);
    if (start.length === 1) start = new Uint8Array(start);
  }
  return start;
}

async function* eachOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
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
    return this.kept === null ? null : eachOf(this.kept);
  }
}

async function* slicesOf(stored: Uint8Array, state: ReadState): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < stored.length; from += SLICE) {
    await turn();
    const slice = stored.subarray(from, from + SLICE);
    state.read += slice.length;
    yield slice;
  }
}
