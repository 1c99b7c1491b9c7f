import { defineConfig } from 'vitest/config';
import { kernelForVitest } from '../../src/events/wasm/kernel/build.mjs';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  plugins: [kernelForVitest],
  test: {
    include: ['test/unit/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
