import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findBytes } from '../../../src/sources/find-bytes.js';
import { findBytes as inBrowsers } from '../../../src/sources/find-bytes.web.js';

test('bytes are found where they stand, in browsers as in Node', () => {
  const few = fc.uint8Array({ max: 2, maxLength: 40 });
  const wanted = fc.uint8Array({ max: 2, minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(few, wanted, fc.nat(40), (all, one, from) => {
      const found = findBytes(all, one, from);
      expect(inBrowsers(all, one, from)).toBe(found);
      const isThere = (at: number): boolean => at >= from && one.every((byte, k) => all[at + k] === byte);
      expect(found).toBe(Array.from(all.keys()).find(isThere) ?? -1);
    }),
    { numRuns: 500, seed: 1952 },
  );
});
