/** Uncompresses gzip: all that can be, also of a file that is cut or damaged. Node only. */
import { constants, createGunzip, type Gunzip } from 'node:zlib';
import { chain } from '../joined.js';
import { GZIP_PROBLEMS, type GzipSource, isLogBehind, zerosAt } from './gzip.js';

/** Compressed bytes that are given at once: of the last ones each is given alone when they turn out to be damaged. */
const AT_ONCE = 16 * 1024;
const OUTPUT = 256 * 1024;
/** What zlib says of a member that does not begin like one. */
const NO_GZIP = 'incorrect header check';

/** The uncompressed bytes; `told` is called with what is to be said of those that could not be read. */
export async function* gunzip(
  { bytes, again }: GzipSource,
  told: (problem: string) => void,
): AsyncGenerator<Uint8Array> {
  const inflation = new Inflation();
  let given = 0;
  try {
    for await (const chunk of bytes)
      for (let from = 0; from < chunk.length; from += AT_ONCE) {
        const piece = new Uint8Array(chunk.subarray(from, from + AT_ONCE));
        yield* inflation.outputOf(piece);
        given += piece.length;
      }
    yield* inflation.rest();
  } catch (error) {
    if (!isZlibError(error)) throw error;
    const once = error.code === 'Z_BUF_ERROR' ? null : again();
    const other = once === null ? null : yield* upToDamage(once, given, inflation.told);
    const text = other === null ? null : await textFrom(again(), other);
    if (text === null) told(problemOf(error, once !== null));
    else yield* text;
  } finally {
    inflation.stop();
  }
}

/**
 * What can be uncompressed behind the first `known` bytes of output, where the `given` compressed bytes were good and one
 * of the next is not: these are given one by one. Returns the index of the first byte behind a member that is of no other;
 * null where the damage is within a member.
 */
async function* upToDamage(
  bytes: AsyncIterable<Uint8Array>,
  given: number,
  known: number,
): AsyncGenerator<Uint8Array, number | null> {
  const inflation = new Inflation();
  let at = 0;
  try {
    for await (const chunk of bytes)
      for (let from = 0; from < chunk.length;) {
        const size = at < given ? Math.min(AT_ONCE, given - at) : 1;
        const piece = new Uint8Array(chunk.subarray(from, from + size));
        for await (const output of inflation.outputOf(piece)) {
          const isNew = Math.min(output.length, inflation.told - known);
          if (isNew > 0) yield output.subarray(output.length - isNew);
        }
        from += piece.length;
        at += piece.length;
      }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    // The second byte of a member's beginning tells that it is none.
    if (error.message === NO_GZIP) return at - 1;
  } finally {
    inflation.stop();
  }
  return null;
}

/** The bytes from an index on, if they are text; null if not, or where they cannot be had once more. */
async function textFrom(
  bytes: AsyncIterable<Uint8Array> | null,
  from: number,
): Promise<AsyncGenerator<Uint8Array> | null> {
  if (bytes === null) return null;
  const rest = behind(bytes, from);
  const first = await rest.next();
  if (first.done === true || !isLogBehind(first.value)) {
    await rest.return(undefined);
    return null;
  }
  return chain(first.value, rest);
}

async function* behind(bytes: AsyncIterable<Uint8Array>, from: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of bytes) {
    const own = chunk.subarray(Math.max(0, from - at));
    at += chunk.length;
    if (own.length > 0) yield own;
  }
}

/** Uncompresses members one behind the other, with zeros between them or none. */
class Inflation {
  /** Bytes of output. */
  told = 0;
  /** Null between members that have zeros between them, which zlib would take for the end of all. */
  private stream: Gunzip | null = null;
  /** Compressed bytes that the stream was given. */
  private given = 0;
  private error: Error | null = null;
  /** The compressed bytes given last are done with. */
  private taken = false;
  private news = (): void => undefined;

  /** What comes of the next compressed bytes. */
  async *outputOf(piece: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let left = piece; left.length > 0;) {
      if (this.stream === null) {
        left = left.subarray(zerosAt(left));
        if (left.length === 0) return;
        this.stream = this.begin();
      }
      yield* this.outputBy(this.stream, left);
      left = left.subarray(left.length - (this.given - this.stream.bytesWritten));
      if (left.length > 0) this.stop();
    }
  }

  async *rest(): AsyncGenerator<Uint8Array> {
    if (this.stream === null) return;
    this.stream.end();
    for await (const output of this.stream as AsyncIterable<Buffer>) {
      this.told += output.length;
      yield output;
    }
  }

  stop(): void {
    this.stream?.destroy();
    this.stream = null;
  }

  private begin(): Gunzip {
    // At once: what zlib keeps for later when it fails is lost.
    const stream = createGunzip({ chunkSize: OUTPUT, flush: constants.Z_SYNC_FLUSH });
    stream.on('error', (error) => {
      this.error = error;
      this.news();
    });
    stream.on('readable', () => {
      this.news();
    });
    this.given = 0;
    return stream;
  }

  private async *outputBy(stream: Gunzip, piece: Uint8Array): AsyncGenerator<Uint8Array> {
    this.taken = false;
    this.given += piece.length;
    stream.write(piece, () => {
      this.taken = true;
      this.news();
    });
    for (;;) {
      yield* this.output(stream);
      if (this.error !== null) throw this.error;
      if (this.isTaken()) return;
      await new Promise<void>((resolve) => (this.news = resolve));
    }
  }

  private isTaken(): boolean {
    return this.taken;
  }

  private *output(stream: Gunzip): Generator<Uint8Array> {
    for (let output = stream.read() as Buffer | null; output !== null; output = stream.read() as Buffer | null) {
      this.told += output.length;
      yield output;
    }
  }
}

const isZlibError = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  ((error as NodeJS.ErrnoException).code ?? '').startsWith('Z_');

function problemOf({ code, message }: NodeJS.ErrnoException, complete: boolean): string {
  if (code === 'Z_BUF_ERROR') return GZIP_PROBLEMS.cut();
  if (message === NO_GZIP) return GZIP_PROBLEMS.otherBytes();
  return complete ? GZIP_PROBLEMS.damaged() : GZIP_PROBLEMS.damagedInStream();
}
