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
    // What a busy machine may need: other tests run beside these. A test that waits in vain says so sooner.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000, interval: 50 } },
  },
});
