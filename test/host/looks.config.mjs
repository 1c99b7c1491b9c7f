import { defineConfig, mergeConfig } from 'vitest/config';
import tests from './vitest.config.mjs';

export default mergeConfig(
  { ...tests, test: { ...tests.test, include: [] } },
  defineConfig({ test: { include: ['test/host/looks.ts'] } }),
);
