// What is bundled from what: one entry for each file in dist/.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kernelForEsbuild } from './src/events/wasm/kernel/build.mjs';

/** @satisfies {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  outdir: 'dist',
  // The licences of what is bundled are in THIRD-PARTY-NOTICES.txt.
  legalComments: 'none',
  logLevel: 'warning',
};

/**
 * Streams of the MQTT library are Node's own, as `READABLE_STREAM=disable` makes them for a program that is not bundled, and
 * its timers the engine's: those of `worker-timers` are for the page of a browser, where others are slowed down.
 * @type {import('esbuild').Plugin}
 */
const mqttWithOwnMeans = {
  name: 'mqtt-with-own-means',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^readable-stream$/ }, () => ({ path: 'node:stream', external: true }));
    esbuild.onResolve({ filter: /^worker-timers$/ }, ({ path }) => ({ path, namespace: 'nothing' }));
    esbuild.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '' }));
  },
};

/** What the MQTT library takes for granted of Node. */
const NODE_OF_MQTT = join(import.meta.dirname, 'src', 'live', 'mqtt', 'library-globals.web.ts');

/**
 * In a browser the MQTT library brings streams and buffers along: once, not a version for each of its parts.
 * @type {import('esbuild').Plugin}
 */
const mqttInBrowser = {
  name: 'mqtt-in-browser',
  setup(esbuild) {
    const root = join(import.meta.dirname, 'node_modules', 'mqtt');
    esbuild.onResolve({ filter: /^(readable-stream|buffer)$/ }, ({ path, kind, resolveDir }) =>
      resolveDir === root ? undefined : esbuild.resolve(path, { kind, resolveDir: root }),
    );
    // Without its streams, which nobody uses.
    esbuild.onResolve({ filter: /^bl$/ }, ({ kind, resolveDir }) =>
      esbuild.resolve('bl/BufferList.js', { kind, resolveDir }),
    );
    esbuild.onResolve({ filter: /^process\/?$/ }, () => ({ path: NODE_OF_MQTT }));
    esbuild.onResolve({ filter: /^worker-timers$/ }, ({ path }) => ({ path, namespace: 'nothing' }));
    esbuild.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '' }));
  },
};

/**
 * The library of `mcp` checks with Ajv what a person has filled into a form that a server asks for: this one asks for none.
 * It also takes schemas of Zod 3: those of this server are of Zod 4.
 * @type {import('esbuild').Plugin}
 */
const mcpWithoutSurplus = {
  name: 'mcp-without-surplus',
  setup(esbuild) {
    const surplus = new Map([
      ['../validation/ajv-provider.js', 'export class AjvJsonSchemaValidator {}'],
      ['zod/v3', 'export {}'],
      ['zod-to-json-schema', 'export const zodToJsonSchema = undefined'],
    ]);
    const filter = /^(\.\.\/validation\/ajv-provider\.js|zod\/v3|zod-to-json-schema)$/;
    esbuild.onResolve({ filter }, ({ path }) => ({ path, namespace: 'surplus' }));
    esbuild.onLoad({ filter: /.*/, namespace: 'surplus' }, ({ path }) => ({ contents: surplus.get(path) ?? '' }));
  },
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
 * Files of dist/ and the entry of each.
 * @satisfies {Record<string, string>}
 */
const ENTRIES = {
  extension: 'src/extension.ts',
  'log-content': 'src/editor/open-logs/content/content.ts',
  inspector: 'src/editor/inspector.ts',
  live: 'src/editor/live/live.ts',
  'live-worker': 'src/live/session/worker.ts',
  worker: 'src/worker.ts',
  'scan-worker': 'src/analysis/scan-thread/scan-worker.ts',
  cli: 'src/start/start.ts',
  'command-line': 'src/cli.ts',
  listen: 'src/listen/listen.ts',
  mcp: 'src/assistants/mcp/mcp.ts',
  timeline: 'media/timeline/main.ts',
  browser: 'src/extension.web.ts',
  'browser-worker': 'src/worker.web.ts',
};

/** @param {keyof typeof ENTRIES} name */
const entry = (name) => ({ entryPoints: { [name]: ENTRIES[name] } });

/** Names by the path of the entry. */
const NAMES = new Map(Object.entries(ENTRIES).map(([name, path]) => [join(import.meta.dirname, path), name]));

/**
 * An entry that another bundle asks for by import() stays a bundle of its own and is loaded when it is needed: the editor
 * starts without the inspector, reports without the clients and servers of `listen` and without the library of `mcp`.
 * @type {import('esbuild').Plugin}
 */
const entriesStayApart = {
  name: 'entries-stay-apart',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^\.\.?\// }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === entriesStayApart) return undefined;
      const found = await esbuild.resolve(path, { kind, importer, resolveDir, pluginData: entriesStayApart });
      const name = NAMES.get(found.path);
      return name === undefined ? undefined : { path: `./${name}.js`, external: true };
    });
  },
};

/**
 * Sources run in the worker of a live session: the editor knows them by their definitions, and loads none of what these load
 * later.
 * @type {import('esbuild').Plugin}
 */
const sourcesStayOut = {
  name: 'sources-stay-out',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^\.\.?\// }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/**
 * The thread of a live session is in the bundle of `janus-events listen`: both need the clients and servers of all protocols.
 * @type {import('esbuild').Plugin}
 */
const liveThreadInListen = {
  name: 'live-thread-in-listen',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/live-thread\.js$/ }, () => ({ path: './listen.js', external: true }));
  },
};

/**
 * In the browser a file gives way to its neighbour NAME.web.ts, which does the same with what browsers have. What is left
 * that imports a module of Node fails the build.
 * @type {import('esbuild').Plugin}
 */
const neighboursForTheWeb = {
  name: 'neighbours-for-the-web',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, resolveDir }) => {
      const neighbour = join(resolveDir, path.replace(/\.js$/, '.web.ts'));
      return existsSync(neighbour) ? { path: neighbour } : undefined;
    });
  },
};

const plugins = [kernelForEsbuild, entriesStayApart];

/** @satisfies {import('esbuild').BuildOptions} */
const web = {
  ...shared,
  platform: /** @type {const} */ ('browser'),
  target: ['chrome122', 'firefox115', 'safari16.4'],
};
const forTheWeb = [neighboursForTheWeb, kernelForEsbuild];

/** @satisfies {import('esbuild').BuildOptions[]} */
export const BUNDLES = [
  { ...node, ...entry('extension'), plugins },
  { ...node, ...entry('log-content'), plugins },
  { ...node, ...entry('inspector'), plugins },
  { ...node, ...entry('live'), plugins: [sourcesStayOut] },
  { ...node, ...entry('live-worker'), plugins: [liveThreadInListen] },
  { ...node, ...entry('worker') },
  { ...node, ...entry('scan-worker') },
  { ...node, ...entry('cli'), banner: { js: '#!/usr/bin/env node' } },
  // src/start runs it, and takes it for what it is: ASCII.
  { ...node, ...entry('command-line'), plugins, charset: /** @type {const} */ ('ascii') },
  { ...node, ...entry('listen'), plugins: [kernelForEsbuild, mqttWithOwnMeans] },
  { ...node, ...entry('mcp'), plugins: [kernelForEsbuild, mcpWithoutSurplus] },
  { ...web, ...entry('timeline'), format: /** @type {const} */ ('iife') },
  {
    ...web,
    ...entry('browser'),
    format: /** @type {const} */ ('cjs'),
    external: ['vscode'],
    plugins: [...forTheWeb, sourcesStayOut],
  },
  {
    ...web,
    ...entry('browser-worker'),
    format: /** @type {const} */ ('iife'),
    inject: [NODE_OF_MQTT],
    plugins: [...forTheWeb, mqttInBrowser],
  },
];

/** @param {(keyof typeof ENTRIES)[]} names */
export const bundlesOf = (...names) => BUNDLES.filter(({ entryPoints }) => names.some((name) => name in entryPoints));

/** Files in dist/ that no entry is named after: styles that an entry imports. */
const STYLES = ['timeline.css'];

/** The files that a build leaves in dist/, without source maps. */
export const OUTPUTS = [...Object.keys(ENTRIES).map((name) => `${name}.js`), ...STYLES];
