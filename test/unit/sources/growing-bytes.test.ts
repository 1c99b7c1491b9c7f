import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingBytes } from '../../../src/sources/growing-bytes.js';

const KB = 1024;

test('any stretch is what was added, however it came', () => {
  const pieces = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 700 * KB })), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(
      pieces,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1.2, noNaN: true }),
      (lengths, start, share) => {
        const bytes = new GrowingBytes(0);
        const whole = Uint8Array.from(
          { length: lengths.reduce((sum, length) => sum + length, 0) },
          (_, k) => (k * 31) >> 3,
        );
        let at = 0;
        for (const length of lengths) {
          bytes.add(whole.subarray(at, at + length), at);
          at += length;
        }
        expect(bytes.size).toBe(whole.length);
        const offset = Math.floor(start * whole.length);
        const length = Math.floor(share * whole.length);
        expect(Buffer.compare(bytes.read(offset, length), whole.subarray(offset, offset + length))).toBe(0);
        expect(Buffer.compare(Buffer.concat([...bytes.pieces(offset)]), whole.subarray(offset))).toBe(0);
      },
    ),
    { numRuns: 40 },
  );
});

test('what was given to it may be used again', () => {
  const bytes = new GrowingBytes(0);
  const line = Uint8Array.of(1, 2, 3);
  bytes.add(line, 7);
  line.fill(0);
  expect([...bytes.read(0, 10)]).toEqual([1, 2, 3]);
  expect(bytes.changedAt).toBe(7);
});
