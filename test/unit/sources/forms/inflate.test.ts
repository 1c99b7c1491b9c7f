import fc from 'fast-check';
import { constants, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Cut, Damaged, inflate } from '../../../../src/sources/forms/inflate.js';

function inflated(bytes: Uint8Array): { text: Buffer; end: number | null; problem: unknown } {
  const parts: Buffer[] = [];
  const chunks = inflate(bytes, 0);
  try {
    for (;;) {
      const next = chunks.next();
      if (next.done === true) return { text: Buffer.concat(parts), end: next.value, problem: null };
      parts.push(Buffer.from(next.value));
    }
  } catch (problem) {
    return { text: Buffer.concat(parts), end: null, problem };
  }
}

/** Text that repeats itself, near and far, and noise, which does not. */
const data = fc
  .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 2000 })), {
    maxLength: 12,
  })
  .map((parts) => Buffer.concat(parts.flatMap(([bytes, times]) => Array<Uint8Array>(times).fill(bytes))));
const { Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants;
const options = fc.record({
  level: fc.constantFrom(0, 1, 6, 9),
  strategy: fc.constantFrom(Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE),
});

test('uncompresses what zlib has compressed, and says where it ends', () => {
  fc.assert(
    fc.property(data, options, (text, how) => {
      const compressed = deflateRawSync(text, how);
      const found = inflated(Buffer.concat([compressed, Buffer.from('more')]));
      expect(found.problem).toBeNull();
      expect(found.text.equals(text)).toBe(true);
      expect(found.end).toBe(compressed.length);
    }),
    { numRuns: 60, seed: 1951 },
  );
});

test('of what is cut comes all that stands before, of what is damaged nothing is believed that cannot be', () => {
  fc.assert(
    fc.property(data, options, fc.double({ min: 0, max: 0.99, noNaN: true }), (text, how, part) => {
      const compressed = deflateRawSync(text, how);
      const place = Math.floor(part * compressed.length);
      const cut = inflated(compressed.subarray(0, place));
      expect(cut.problem).toBeInstanceOf(Cut);
      expect(cut.text.equals(text.subarray(0, cut.text.length))).toBe(true);
      compressed[place]! ^= 0xff;
      const damaged = inflated(compressed);
      if (damaged.problem !== null)
        expect(damaged.problem instanceof Cut || damaged.problem instanceof Damaged).toBe(true);
    }),
    { numRuns: 60, seed: 1951 },
  );
});
