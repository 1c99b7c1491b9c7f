import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/host/**/*.test.ts'],
    globalSetup: 'test/host/harness/global-setup.ts',
    // One VS Code, one window at a time: what two windows do to each other is not what is tested.
    fileParallelism: false,
    maxWorkers: 1,
    isolate: false,
    // A window that is slow to settle takes a key or a click otherwise than a person would see; a fault fails thrice.
    retry: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000, interval: 200 } },
  },
});
