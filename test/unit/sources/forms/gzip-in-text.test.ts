import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { upToGzip } from '../../../../src/sources/forms/gzip-in-text.js';

const TEXT = Buffer.from('{"type":1}\n{"type":2}\n');
const FILE = Buffer.concat([TEXT, gzipSync('{"type":3}\n')]);

async function read(chunks: readonly Uint8Array[]): Promise<{ text: string; told: string[] }> {
  const told: string[] = [];
  const pieces: Buffer[] = [];
  const one = async function* (): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  };
  for await (const bytes of upToGzip(one(), (problem) => told.push(problem))) pieces.push(Buffer.from(bytes));
  return { text: Buffer.concat(pieces).toString('latin1'), told };
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const all = [0, ...places.map((place) => place % bytes.length).sort((a, b) => a - b), bytes.length];
  return all.slice(1).map((end, k) => bytes.subarray(all[k], end));
}

test('gzip data behind text is told where it stands, however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(FILE.length - 1), { maxLength: 8 }), async (places) => {
      const { text, told } = await read(cut(FILE, places));
      expect(text).toBe(TEXT.toString());
      expect(told).toEqual([expect.stringContaining(`Behind ${String(TEXT.length)} bytes of text`)]);
    }),
    { numRuns: 200, seed: 1952, examples: [[[TEXT.length + 1]], [[TEXT.length, TEXT.length + 2]]] },
  );
});

test('bytes that only begin like gzip stay in the text', async () => {
  const bytes = Buffer.from('{"a":1}\n\x1f\x8b', 'latin1');
  for (let place = 0; place < bytes.length; place++)
    expect(await read(cut(bytes, [place]))).toEqual({ text: bytes.toString('latin1'), told: [] });
});
