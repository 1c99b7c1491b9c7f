// What is bundled from what: one entry for each file in dist/.
import { kernelForEsbuild } from './src/events/wasm/kernel/build.mjs';

/** @satisfies {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  outdir: 'dist',
  // The licences of what is bundled are in THIRD-PARTY-NOTICES.txt.
  legalComments: 'none',
  logLevel: 'warning',
};

/** @satisfies {import('esbuild').BuildOptions} */
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

/**
 * What is loaded when it is needed: bundles of their own beside the one that asks for them.
 * @type {import('esbuild').Plugin}
 */
const loadedLater = {
  name: 'loaded-later',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/editor\/inspector\.js$/ }, () => ({ path: './inspector.js', external: true }));
    esbuild.onResolve({ filter: /\/live\/live\.js$/ }, () => ({ path: './live.js', external: true }));
  },
};

/**
 * `janus-events listen` brings the clients and servers of many protocols: reports start without them.
 * @type {import('esbuild').Plugin}
 */
const listenApart = {
  name: 'listen-apart',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/listen\/listen\.js$/ }, () => ({ path: './listen.js', external: true }));
  },
};

/**
 * `janus-events mcp` brings the library of the protocol.
 * @type {import('esbuild').Plugin}
 */
const mcpApart = {
  name: 'mcp-apart',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/assistants\/mcp\/mcp\.js$/ }, () => ({ path: './mcp.js', external: true }));
  },
};

/**
 * Sources run in the worker of a live session: the editor knows them by what is said of them.
 * @type {import('esbuild').Plugin}
 */
const sourcesApart = {
  name: 'sources-apart',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^\.\/[a-z-]+-source\.js$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** @type {import('esbuild').BuildOptions[]} */
export const BUNDLES = [
  { ...node, entryPoints: { extension: 'src/extension.ts' }, plugins: [kernelForEsbuild, loadedLater] },
  { ...node, entryPoints: { inspector: 'src/editor/inspector.ts' }, plugins: [kernelForEsbuild, loadedLater] },
  { ...node, entryPoints: { live: 'src/editor/live/live.ts' }, plugins: [sourcesApart] },
  { ...node, entryPoints: { 'live-worker': 'src/live/session/worker.ts' } },
  { ...node, entryPoints: { worker: 'src/analysis/worker.ts' } },
  { ...node, entryPoints: { 'scan-worker': 'src/analysis/scan-thread/scan-worker.ts' } },
  {
    ...node,
    entryPoints: { cli: 'src/start/start.ts' },
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...node,
    // src/start runs it, and takes it for what it is: ASCII.
    charset: 'ascii',
    entryPoints: { 'command-line': 'src/cli.ts' },
    plugins: [kernelForEsbuild, listenApart, mcpApart],
  },
  { ...node, entryPoints: { listen: 'src/listen/listen.ts' } },
  { ...node, entryPoints: { mcp: 'src/assistants/mcp/mcp.ts' } },
  {
    ...shared,
    platform: 'browser',
    format: 'iife',
    target: ['chrome122', 'firefox115', 'safari16.4'],
    entryPoints: { timeline: 'media/timeline/main.ts' },
  },
];
