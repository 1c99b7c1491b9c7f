import { defineConfig } from 'vitest/config';
import { kernelForVitest } from '../../src/events/wasm/kernel/build.mjs';

/** Files about what all of a process shares, as a module put in the place of another: each in a process of its own. */
export const APART = [
  'test/unit/events/text-scanner/hostile.test.ts',
  'test/unit/live/capture/capture-fsync.test.ts',
  'test/unit/live/http-and-websocket/http-unwritten.test.ts',
  'test/unit/live/net/held-bytes.test.ts',
  'test/unit/live/profile.test.ts',
];

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  plugins: [kernelForVitest],
  test: {
    // What a busy machine may need; a test that waits in vain says so sooner.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000, interval: 50 } },
    // One less than there are cores, otherwise.
    maxWorkers: '100%',
    projects: [
      // To load the sources anew for every file costs as much as all that is tested.
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], exclude: APART, isolate: false },
      },
      { extends: true, test: { name: 'apart', include: APART } },
    ],
  },
});
