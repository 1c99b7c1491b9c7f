// npm run bench:timeline [-- --sizes 10000,100000,1000000]: how fast the timeline's page draws, in Chromium without a GPU.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { kernelForEsbuild } from '../../src/events/wasm/kernel/build.mjs';

const outfile = join(import.meta.dirname, 'logs', 'timeline.mjs');
await build({
  entryPoints: [join(import.meta.dirname, 'timeline', 'frames.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  plugins: [kernelForEsbuild],
  logLevel: 'warning',
});
await import(pathToFileURL(outfile).href);
