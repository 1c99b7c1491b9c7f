import { defineConfig, mergeConfig } from 'vitest/config';
import unit from '../unit/vitest.config.mjs';

/** The unit tests that reach the code itself: others run a bundle of it, which is not changed. */
export default mergeConfig(
  unit,
  defineConfig({
    test: {
      // The code counts what of it is reached, on top of what it does.
      testTimeout: 600_000,
      exclude: [
        'test/unit/{cli,hostile}.test.ts',
        'test/unit/analysis/scan-thread/*.test.ts',
        'test/unit/{lint,timeline}/**',
        '**/node_modules/**',
      ],
    },
  }),
);
