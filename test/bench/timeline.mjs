// npm run bench:timeline [-- --sizes 10000,100000,1000000]: how fast the timeline's page draws, in Chromium without a GPU.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Builds the scanner's kernel beside its own sources: it stays where it is. @type {import('esbuild').Plugin} */
const kernelBuilderApart = {
  name: 'kernel-builder-apart',
  setup(esbuild) {
    const path = new URL('../../src/events/wasm/kernel/build.mjs', import.meta.url).href;
    esbuild.onResolve({ filter: /\/kernel\/build\.mjs$/ }, () => ({ path, external: true }));
  },
};

const outfile = join(import.meta.dirname, '..', '..', 'out', 'bench-timeline.mjs');
await build({
  entryPoints: [join(import.meta.dirname, 'timeline', 'frames.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  plugins: [kernelBuilderApart],
  logLevel: 'warning',
});
process.env['BENCH_TIMELINE'] = new URL('timeline/', import.meta.url).href;
await import(pathToFileURL(outfile).href);
