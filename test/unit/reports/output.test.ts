import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { writePieces } from '../../../src/reports/output.js';

/** Takes what is written, in its own time, and keeps a copy. */
class Slow extends Writable {
  private readonly taken: Buffer[] = [];

  override _write(bytes: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    setTimeout(() => {
      this.taken.push(Buffer.from(bytes));
      done();
    }, 1);
  }

  get text(): string {
    return Buffer.concat(this.taken).toString();
  }
}

test('every piece is written once and in order, whatever its length and however slow the reader', async () => {
  const lengths = [0, 1, 1000, 87_381, 87_382, 262_143, 262_144, 262_145, 1_000_000, 3, 0];
  const pieces = lengths.map((length, k) => ['a', 'é', '€', '𝄞'][k % 4]!.repeat(length));
  const stream = new Slow();
  await writePieces(pieces, stream);
  expect(stream.text === pieces.join('')).toBe(true);
});

test('pieces that come one after another are written too', async () => {
  const stream = new Slow();
  await writePieces(inTurns(), stream);
  expect(stream.text).toBe('one two');
});

async function* inTurns(): AsyncGenerator<string> {
  yield 'one ';
  await new Promise(setImmediate);
  yield 'two';
}

const failing = (code: string): Writable =>
  new Writable({
    write(_bytes, _encoding, done) {
      done(Object.assign(new Error(`write ${code}`), { code }));
    },
  }).on('error', () => undefined);

test('a reader that has gone is no error; a full disk is', async () => {
  await expect(writePieces(['text'], failing('EPIPE'))).resolves.toBeUndefined();
  await expect(writePieces(['text'], failing('ENOSPC'))).rejects.toThrow('ENOSPC');
});
