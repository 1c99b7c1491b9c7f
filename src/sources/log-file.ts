/** Reads the bytes of a log from a file or standard input, uncompressed. Node only. */
import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { fileBytes, type ReadOptions, type ReadState } from './file-bytes.js';

export type { ReadState } from './file-bytes.js';

/** A log that cannot be read, said in words a person can act on. */
export class LogUnreadable extends Error {
  override readonly name = 'LogUnreadable';
}

export const newReadState = (): ReadState => ({ gzip: false, read: 0, size: null, problem: null });

/** Whether bytes begin like a gzip member (RFC 1952). */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The words for a failed read of `path`. */
export function unreadable(path: string, error: unknown): LogUnreadable {
  const code = (error as NodeJS.ErrnoException).code;
  const why =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EACCES' || code === 'EPERM'
        ? 'permission denied'
        : code === 'EISDIR'
          ? 'it is a directory'
          : error instanceof Error
            ? error.message
            : String(error);
  return new LogUnreadable(`Cannot read ${path}: ${why}.`);
}

/**
 * The uncompressed bytes of the file at `path`, `-` for standard input, in chunks that are valid until the next one.
 * Throws {@link LogUnreadable}; ends early when the signal is aborted.
 */
export async function* readLog(path: string, state: ReadState, options: ReadOptions = {}): AsyncGenerator<Uint8Array> {
  const raw = path === '-' ? readStream(process.stdin, state) : fileBytes(path, state, options);
  try {
    const first = await raw.next();
    if (first.done) return;
    // Two bytes tell gzip; a stream that hands over a single byte first is no gzip file in practice.
    state.gzip = isGzip(first.value);
    const all = chain(first.value, raw);
    yield* state.gzip ? gunzip(all, state) : all;
  } catch (error) {
    throw error instanceof LogUnreadable ? error : unreadable(path, error);
  }
}

/** Bytes read at once from memory: between the pieces others get their turn. */
const SLICE = 4 * 1024 * 1024;

/** The same for bytes at hand. Damaged gzip is told in `state.problem`. */
export async function* readBytes(stored: Uint8Array, state: ReadState): AsyncGenerator<Uint8Array> {
  state.gzip = isGzip(stored);
  state.size = stored.length;
  const slices = slicesOf(stored, state);
  yield* state.gzip ? gunzip(slices, state) : slices;
}

async function* slicesOf(stored: Uint8Array, state: ReadState): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < stored.length; from += SLICE) {
    await new Promise((resolve) => setImmediate(resolve));
    const slice = stored.subarray(from, from + SLICE);
    state.read += slice.length;
    yield slice;
  }
}

async function* chain(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    yield* rest;
  } finally {
    void rest.return(undefined);
  }
}

async function* readStream(stream: NodeJS.ReadableStream, state: ReadState): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    state.read += chunk.length;
    yield chunk;
  }
}

/** Decompresses; a cut or damaged file gives what could be decompressed, and says so in `state.problem`. */
async function* gunzip(compressed: AsyncIterable<Uint8Array>, state: ReadState): AsyncGenerator<Uint8Array> {
  // The reader uses one buffer over and over, zlib keeps what it is given: copy.
  const source = Readable.from(
    (async function* () {
      for await (const chunk of compressed) yield chunk.slice();
    })(),
  );
  const output = createGunzip({ chunkSize: 256 * 1024 });
  source.on('error', (error) => output.destroy(error));
  source.pipe(output);
  try {
    for await (const chunk of output as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('Z_')) throw error;
    state.problem ??=
      code === 'Z_BUF_ERROR'
        ? 'The gzip file is cut: everything up to the cut was read.'
        : 'The gzip file is damaged: everything up to the damage was read.';
  } finally {
    source.destroy();
  }
}
