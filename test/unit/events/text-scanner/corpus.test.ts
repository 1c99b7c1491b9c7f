import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestKernel } from '../../../../src/events/wasm/kernel.js';
import { expectSame, someSizes } from './scan.js';

const CORPUS = join(import.meta.dirname, '..', '..', '..', 'corpus');
const logs = readdirSync(CORPUS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !['expected.json', 'INDEX.tsv'].includes(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

/** Larger logs are not cut into single bytes: that takes too long. */
const SMALL = 64 * 1024;

describe('every log of real servers', () => {
  it('is there, and the fastest kernel runs here', () => {
    expect(logs.length).toBeGreaterThan(100);
    expect(bestKernel()).toBe('simd');
  });

  it.each(logs.map((log) => [log.slice(CORPUS.length + 1), log]))(
    'is told the same of by all kernels: %s',
    (_, log) => {
      const bytes = readFileSync(log);
      const [sizes] = fc.sample(someSizes, { numRuns: 1, seed: bytes.length });
      expectSame(bytes, sizes!, [4096], ...(bytes.length <= SMALL ? [[1], [7]] : []));
    },
  );
});
