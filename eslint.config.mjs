import js from '@eslint/js';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Imports run downhill only: editor, cli -> reports -> analysis, live -> sources, lives -> sessions -> events.
 * Each layer and the folders of src it may import besides itself.
 */
const LAYERS = {
  encoding: [],
  rpc: [],
  words: [],
  events: [],
  sessions: ['events', 'words'],
  expected: ['sessions', 'events', 'encoding', 'words'],
  lives: ['sessions', 'events', 'words'],
  sources: ['sessions', 'events', 'words'],
  live: ['sources', 'sessions', 'events', 'rpc', 'words'],
  analysis: ['sources', 'lives', 'expected', 'sessions', 'events', 'encoding', 'rpc', 'words'],
  reports: ['analysis', 'sources', 'lives', 'expected', 'sessions', 'events', 'encoding', 'rpc', 'words'],
  assistants: ['analysis', 'encoding', 'words'],
  listen: ['reports', 'analysis', 'live', 'sources', 'lives', 'expected', 'sessions', 'events', 'encoding', 'words'],
  start: ['analysis'],
  editor: [
    'assistants',
    'reports',
    'analysis',
    'live',
    'sources',
    'lives',
    'expected',
    'sessions',
    'events',
    'encoding',
    'rpc',
    'words',
  ],
};

/** The same for the folders of the page in media/timeline; page.ts and main.ts stand above all. */
const PAGE_LAYERS = {
  words: [],
  geometry: [],
  drawing: [],
  data: ['geometry'],
  elements: ['data', 'words'],
  state: ['data', 'geometry', 'words'],
  lanes: ['state', 'elements', 'data', 'drawing', 'geometry', 'words'],
  overview: ['lanes', 'state', 'elements', 'data', 'drawing', 'geometry', 'words'],
  picture: ['overview', 'lanes', 'state', 'data', 'drawing', 'geometry', 'words'],
  table: ['state', 'elements', 'data', 'drawing', 'geometry', 'words'],
  detail: ['lanes', 'state', 'elements', 'data', 'drawing', 'geometry', 'words'],
  controls: ['detail', 'state', 'elements', 'data', 'drawing', 'geometry', 'words'],
};

/** Code that also runs in a webview or a web worker: no Node modules and none of Node's globals. */
const PURE = [
  'src/encoding/**/*.ts',
  'src/rpc/**/*.ts',
  'src/words/**/*.ts',
  'src/events/**/*.ts',
  'src/sessions/**/*.ts',
  'src/lives/**/*.ts',
  'src/expected/**/*.ts',
  'src/analysis/requests/**/*.ts',
  'src/analysis/lanes/**/*.ts',
  'media/**/*.ts',
];

const zonesOf = (root, layers) =>
  Object.entries(layers).map(([layer, below]) => ({
    target: `./${root}/${layer}`,
    from: `./${root}`,
    except: [layer, ...below].map((folder) => `./${folder}`),
    message: `${root}/${layer} may import ${below.length ? `only itself and ${below.join(', ')}` : 'nothing but itself'}.`,
  }));

const zones = [
  ...zonesOf('src', LAYERS),
  ...zonesOf('media/timeline', PAGE_LAYERS),
  ...Object.keys(LAYERS)
    .filter((layer) => layer !== 'events')
    .map((layer) => ({
      target: `./src/${layer}`,
      from: './src/events/wasm',
      message: 'Events come the same from both scanners: who takes them knows neither.',
    })),
  {
    target: './src/cli.ts',
    from: './src',
    except: ['listen', 'assistants', ...LAYERS.listen].map((folder) => `./${folder}`),
    message: 'The command line runs without an editor.',
  },
  ...[
    'requests/timeline.ts',
    'requests/timeline-details.ts',
    'requests/life-details.ts',
    'requests/overview-request.ts',
    'requests/search-requests.ts',
    'lanes',
  ]
    .map((path) => `./src/analysis/${path}`)
    .map((target) => ({
      target,
      from: './src',
      except: [
        './analysis/requests/timeline-details.ts',
        './analysis/requests/life-details.ts',
        './analysis/requests/overview-request.ts',
        './analysis/requests/search-requests.ts',
        './analysis/lanes',
        './lives/query/language',
        './sessions',
        './events',
        './rpc',
        './words',
      ],
      message: 'The webview protocol rests on the pure layers alone.',
    })),
  {
    target: './media/timeline',
    from: './src',
    except: [
      './analysis/requests/timeline.ts',
      './analysis/requests/timeline-details.ts',
      './analysis/requests/life-details.ts',
      './analysis/requests/overview-request.ts',
      './analysis/requests/search-requests.ts',
      './analysis/lanes/protocol.ts',
      './analysis/lanes/requests.ts',
      './analysis/lanes/folds.ts',
      './analysis/lanes/lane-words.ts',
      './analysis/lanes/columns',
      './lives/query/language',
      './sessions',
      './events',
      './encoding',
      './rpc',
      './words',
    ],
    message: 'The webview imports its protocol and pure helpers only.',
  },
  { target: './src', from: './media', message: 'The webview is reached through its protocol.' },
  { target: './src', from: './test', message: 'Product code does not depend on tests.' },
];

/**
 * Calls that a long list of arguments ends with "Maximum call stack size exceeded". A log can name as many servers as it
 * likes, so nothing is spread into them: loops, or elements of lists that are short by what they are.
 */
const SPREAD = {
  selector:
    "CallExpression[callee.type='MemberExpression']:matches([callee.property.name=/^(push|unshift|fromCharCode|fromCodePoint)$/], [callee.object.name='Math'][callee.property.name=/^(min|max|hypot)$/]) > SpreadElement",
  message: 'Input can be longer than a call may have arguments: loop over it.',
};
const TELLS = [
  'showInformationMessage',
  'showWarningMessage',
  'showErrorMessage',
  'setStatusBarMessage',
  'withProgress',
].map((property) => ({
  object: 'window',
  property,
  message: 'src/editor/notifications.ts says it, as text: links and icons in it are not ours.',
}));

const NO_VSCODE = "'vscode' is imported in src/editor and the entry file alone.";
const IMPORTS_VSCODE = { selector: "ImportExpression[source.value='vscode']", message: NO_VSCODE };
const NO_NODE = 'This code also runs where Node is not.';

export default defineConfig(
  globalIgnores([
    'dist/',
    'out/',
    'coverage/',
    '.tools/',
    'test/corpus/',
    'test/bench/logs/',
    'test/unit/lint/fixtures/',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(['process', 'console', 'performance', 'URL'].map((name) => [name, 'readonly'])),
    },
  },
  {
    files: ['test/host/other-extension/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: { require: 'readonly' } },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.ts', '.js'] } }),
      ],
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // An index proven in range, in code that reads bytes, is said with '!'.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['src/editor/**', 'src/extension{,.web}.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: 'vscode', message: NO_VSCODE }] }],
      'no-restricted-syntax': ['error', IMPORTS_VSCODE, SPREAD],
    },
  },
  {
    files: ['src/editor/**', 'src/extension{,.web}.ts'],
    ignores: ['src/editor/notifications.ts'],
    rules: { 'no-restricted-properties': ['error', ...TELLS] },
  },
  { files: ['src/editor/**', 'src/extension{,.web}.ts'], rules: { 'no-restricted-syntax': ['error', SPREAD] } },
  { files: ['test/**'], rules: { 'no-restricted-syntax': ['error', IMPORTS_VSCODE] } },
  {
    // AssemblyScript: integers of many sizes, told apart by assertions that TypeScript cannot see the point of.
    files: ['src/events/wasm/kernel/*.ts'],
    rules: {
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      'no-loss-of-precision': 'off',
    },
  },
  {
    files: PURE,
    rules: {
      'import-x/no-nodejs-modules': 'error',
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'require', 'module', '__dirname', '__filename', 'setImmediate'].map((name) => ({
          name,
          message: NO_NODE,
        })),
      ],
    },
  },
);
