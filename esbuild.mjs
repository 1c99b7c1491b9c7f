// Bundles the extension, its workers, the command line and the timeline webview into dist/.
//   node esbuild.mjs           what is shipped: minified, no source maps, every entry point required
//   node esbuild.mjs --dev     with source maps; an entry point that is not there yet is left out
//   node esbuild.mjs --watch   as --dev, and again at every change
import { context, build } from 'esbuild';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { kernelForEsbuild } from './src/events/wasm/kernel/build.mjs';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

const shared = {
  bundle: true,
  outdir: 'dist',
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  legalComments: 'none',
  logLevel: 'warning',
};

const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // VS Code resolves 'vscode' for require() alone, so import() becomes require().
  supported: { 'dynamic-import': false },
  plugins: [kernelForEsbuild],
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
};

/** What is loaded when it is needed: bundles of their own beside the one that asks for them. */
const loadedLater = {
  name: 'loaded-later',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/editor\/inspector\.js$/ }, () => ({ path: './inspector.js', external: true }));
    esbuild.onResolve({ filter: /\/live\/live\.js$/ }, () => ({ path: './live.js', external: true }));
  },
};

/** `janus-events listen` brings the clients and servers of many protocols: reports start without them. */
const listenApart = {
  name: 'listen-apart',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/listen\/listen\.js$/ }, () => ({ path: './listen.js', external: true }));
  },
};

const bundles = [
  { ...node, entryPoints: { extension: 'src/extension.ts' }, plugins: [kernelForEsbuild, loadedLater] },
  { ...node, entryPoints: { inspector: 'src/editor/inspector.ts' }, plugins: [kernelForEsbuild, loadedLater] },
  { ...node, entryPoints: { live: 'src/editor/live/live.ts' } },
  { ...node, entryPoints: { 'live-worker': 'src/live/worker.ts' } },
  { ...node, entryPoints: { worker: 'src/analysis/worker.ts' } },
  { ...node, entryPoints: { 'scan-worker': 'src/analysis/apart/scan-worker.ts' } },
  {
    ...node,
    entryPoints: { cli: 'src/cli.ts' },
    banner: { js: '#!/usr/bin/env node' },
    plugins: [kernelForEsbuild, listenApart],
  },
  { ...node, entryPoints: { listen: 'src/listen/listen.ts' } },
  {
    ...shared,
    platform: 'browser',
    format: 'iife',
    target: ['chrome122', 'firefox115', 'safari16.4'],
    entryPoints: { timeline: 'media/timeline/main.ts' },
  },
];

const missing = bundles.flatMap((bundle) => Object.values(bundle.entryPoints)).filter((entry) => !existsSync(entry));
if (missing.length && !dev) {
  console.error(`esbuild: no such entry point: ${missing.join(', ')}`);
  process.exit(1);
}
const wanted = bundles.filter((bundle) => Object.values(bundle.entryPoints).every((entry) => existsSync(entry)));

rmSync('dist', { recursive: true, force: true });
try {
  if (watch) {
    for (const bundle of wanted) await (await context(bundle)).watch();
    console.log('esbuild: watching');
  } else {
    await Promise.all(wanted.map((bundle) => build(bundle)));
    if (existsSync('dist/cli.js')) chmodSync('dist/cli.js', 0o755);
  }
} catch {
  // esbuild has already printed what is wrong and where.
  process.exit(1);
}
