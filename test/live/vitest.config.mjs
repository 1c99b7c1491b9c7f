import { defineConfig } from 'vitest/config';
import { kernelForVitest } from '../../src/events/wasm/kernel/build.mjs';

/** Tests with real peers on loopback: each file starts its own and ends them. One file at a time: peers share the machine. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  plugins: [kernelForVitest],
  test: {
    include: ['test/live/**/*.test.ts'],
    // What a busy machine may need; a test that waits in vain says so sooner.
    testTimeout: 300_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    expect: { poll: { timeout: 30_000, interval: 100 } },
  },
});
