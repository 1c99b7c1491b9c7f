/** The lint rule of imports: proof that it bites, and that it lets through what runs downhill. */
import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';

const eslint = new ESLint({
  ignore: false,
  // The code below is in no file, and these rules need no types.
  overrideConfig: {
    languageOptions: { parserOptions: { projectService: false } },
    rules: tseslint.configs.disableTypeChecked.rules ?? {},
  },
});

const CONCERNED = /^import-x\/|^no-restricted-|^@typescript-eslint\/consistent-type-imports$/;

/** The import rules that a line of code breaks when it stands in that file. */
async function broken(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  const fatal = result?.messages.find((message) => message.fatal);
  if (fatal) throw new Error(fatal.message);
  return [...new Set(result?.messages.map(({ ruleId }) => ruleId ?? '').filter((rule) => CONCERNED.test(rule)))];
}

describe('imports that run uphill', () => {
  test.each([
    ['src/events/new.ts', '../sessions/model.js'],
    ['src/sessions/new.ts', '../analysis/requests/api.js'],
    ['src/rpc/new.ts', '../analysis/requests/api.js'],
    ['src/sources/new.ts', '../analysis/requests/api.js'],
    ['src/sessions/new.ts', '../events/wasm/kernel.js'],
    ['src/analysis/new.ts', '../editor/inspector.js'],
    ['src/analysis/requests/timeline.ts', '../findings/help.js'],
    ['src/reports/new.ts', '../editor/inspector.js'],
    ['src/cli.ts', './editor/inspector.js'],
    ['src/sessions/new.ts', '../../test/unit/lint/fixtures/cycle-one.js'],
    ['media/timeline/new.ts', '../../src/analysis/requests/api.js'],
    ['media/timeline/new.ts', '../../src/editor/inspector.js'],
    ['media/timeline/lanes/new.ts', '../../../src/analysis/requests/api.js'],
    ['media/timeline/data/new.ts', '../state/model.js'],
    ['media/timeline/state/new.ts', '../lanes/scene.js'],
    ['media/timeline/lanes/new.ts', '../page.js'],
  ])('%s may not import %s', async (file, module) => {
    expect(await broken(file, `export * from '${module}';`)).toEqual(['import-x/no-restricted-paths']);
    expect(await broken(file, `export const later = import('${module}');`)).toEqual(['import-x/no-restricted-paths']);
  });
});

test.each([
  ['src/sessions/new.ts', '../sessions/model.js'],
  ['src/analysis/new.ts', '../sessions/model.js'],
  ['src/reports/new.ts', '../analysis/requests/api.js'],
  ['src/editor/new.ts', '../analysis/requests/api.js'],
  ['src/cli.ts', './sessions/model.js'],
  ['src/editor/new.ts', 'node:fs'],
  ['src/editor/new.ts', 'vscode'],
  ['src/extension.ts', 'vscode'],
  ['src/sources/new.ts', 'node:fs'],
  ['media/timeline/new.ts', '../../src/analysis/requests/timeline.js'],
  ['media/timeline/new.ts', '../../src/rpc/caller.js'],
  ['media/timeline/new.ts', '../../src/sessions/model.js'],
  ['media/timeline/lanes/new.ts', '../state/model.js'],
])('%s may import %s', async (file, module) => {
  expect(await broken(file, `export * from '${module}';`)).toEqual([]);
});

test.each(['src/analysis/new.ts', 'src/reports/new.ts', 'src/sources/new.ts', 'src/cli.ts', 'media/timeline/new.ts'])(
  "%s may not import 'vscode'",
  async (file) => {
    expect(await broken(file, "export * from 'vscode';")).toEqual(['no-restricted-imports']);
    expect(await broken(file, "export const later = import('vscode');")).toEqual(['no-restricted-syntax']);
    expect(await broken(file, "export type Later = import('vscode').Uri;")).not.toEqual([]);
  },
);

test.each([
  'src/rpc/new.ts',
  'src/events/new.ts',
  'src/sessions/new.ts',
  'src/analysis/requests/api.ts',
  'src/analysis/requests/timeline.ts',
  'media/timeline/new.ts',
])('%s does without Node', async (file) => {
  expect(await broken(file, "export * from 'node:fs';")).toEqual(['import-x/no-nodejs-modules']);
  expect(await broken(file, "export const later = import('fs');")).toEqual(['import-x/no-nodejs-modules']);
  expect(await broken(file, 'export const here = process.cwd();')).toEqual(['no-restricted-globals']);
});

test('an import cycle is found', async () => {
  const file = 'test/unit/lint/fixtures/cycle-one.ts';
  expect(await broken(file, readFileSync(file, 'utf8'))).toEqual(['import-x/no-cycle']);
});
