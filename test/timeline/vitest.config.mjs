import { defineConfig } from 'vitest/config';
import { kernelForVitest } from '../../src/events/wasm/kernel/build.mjs';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  plugins: [kernelForVitest],
  test: {
    include: ['test/timeline/**/*.test.ts'],
    // Each file has a browser of its own: one at a time is fastest on a small machine.
    fileParallelism: false,
    // What one file has built is there for the next.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
