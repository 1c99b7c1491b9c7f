/**
 * Uncompresses what came over the network: gzip or zlib, never more than it may become. A few bytes can become many
 * megabytes, so of large ones there is one at a time. Node only.
 */
import { createUnzip, unzip, unzipSync } from 'node:zlib';
import { codeOf } from '../file-words.js';

/** Bodies up to this size, and what becomes of them up to the next, are not worth a thread. */
const AT_ONCE = 64 * 1024;
const AT_ONCE_INFLATED = 1024 * 1024;

export type Inflated =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  /** Cut or damaged; `bytes` is what stands before that. */
  | { readonly kind: 'damaged'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' };

export class Inflater {
  private turn: Promise<unknown> = Promise.resolve();

  /** `limit`: bytes that a body may become. */
  constructor(private readonly limit: number) {}

  /**
   * Uncompresses `body` and has `use` take what it became: at once, or if that is large when the large ones before it are
   * used. What nobody waits for any more by then (`gone`) is not uncompressed: `use` gets null.
   */
  inflate<T>(body: Uint8Array, gone: () => boolean, use: (inflated: Inflated | null) => Promise<T>): Promise<T> {
    const small = this.inflateSmall(body);
    if (small !== null) return use(small);
    const using = this.turn.then(async () => use(gone() ? null : await inflateApart(body, this.limit)));
    this.turn = using.catch(() => undefined);
    return using;
  }

  /** Null: large or damaged. */
  private inflateSmall(body: Uint8Array): Inflated | null {
    const size = expectedSize(body);
    if (body.length > AT_ONCE || size > AT_ONCE_INFLATED) return null;
    try {
      const maxOutputLength = Math.min(this.limit, AT_ONCE_INFLATED);
      return { kind: 'whole', bytes: unzipSync(body, { maxOutputLength, chunkSize: size }) };
    } catch {
      return null;
    }
  }
}

/** What gzip says of its size at the end, so that it becomes one piece; no more than a hint. Bytes. */
function expectedSize(body: Uint8Array): number {
  if (body[0] !== 0x1f || body.length < 18) return 16 * 1024;
  const size = new DataView(body.buffer, body.byteOffset, body.length).getUint32(body.length - 4, true);
  // One more byte, or zlib asks for another piece to find that there is none.
  return Math.max(size + 1, 1024);
}

function inflateApart(body: Uint8Array, limit: number): Promise<Inflated> {
  return new Promise((resolve) => {
    unzip(body, { maxOutputLength: limit }, (error, bytes) => {
      if (error === null) resolve({ kind: 'whole', bytes });
      else if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') resolve({ kind: 'too-large' });
      else resolve(untilDamage(body, limit));
    });
  });
}

function untilDamage(body: Uint8Array, limit: number): Promise<Inflated> {
  return new Promise((resolve) => {
    const output = createUnzip();
    const chunks: Buffer[] = [];
    let size = 0;
    output.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) output.destroy();
      else chunks.push(chunk);
    });
    output.on('error', () => undefined);
    output.on('close', () => {
      resolve(size > limit ? { kind: 'too-large' } : { kind: 'damaged', bytes: Buffer.concat(chunks) });
    });
    output.end(body);
  });
}
