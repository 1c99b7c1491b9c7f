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
    // What a busy machine may need; a test that waits in vain says so sooner.
    testTimeout: 240_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 40_000, interval: 200 } },
  },
});
