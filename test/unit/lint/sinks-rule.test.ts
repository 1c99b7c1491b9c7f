/** What lint keeps out of the code: text of others past the writers of sinks, and input spread into arguments. */
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const eslint = new ESLint({
  ignore: false,
  // The code below is in no file, and these rules need no types.
  overrideConfig: {
    languageOptions: { parserOptions: { projectService: false } },
    rules: tseslint.configs.disableTypeChecked.rules ?? {},
  },
});

async function broken(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return [
    ...new Set(result?.messages.map(({ ruleId }) => ruleId ?? '').filter((rule) => rule.startsWith('no-restricted-'))),
  ];
}

const TELLS = [
  'showInformationMessage',
  'showWarningMessage',
  'showErrorMessage',
  'setStatusBarMessage',
  'withProgress',
];

test.each(TELLS)('window.%s is called by the writer of notifications alone', async (name) => {
  const code = `import { window } from 'vscode';\nexport const told = window.${name}('x');`;
  for (const file of ['src/editor/new.ts', 'src/editor/live/new.ts', 'src/extension.ts'])
    expect(await broken(file, code)).toEqual(['no-restricted-properties']);
  expect(await broken('src/editor/notifications.ts', code)).toEqual([]);
});

test.each([
  'list.push(...more)',
  'list.unshift(0, ...more)',
  'Math.max(...more)',
  'Math.min(0, ...more)',
  'String.fromCharCode(...more)',
])('nothing is spread into %s', async (call) => {
  const code = `export const made = (list: number[], more: number[]): unknown => ${call};`;
  for (const file of ['src/reports/new.ts', 'src/editor/new.ts', 'media/timeline/new.ts'])
    expect(await broken(file, code), file).toEqual(['no-restricted-syntax']);
});
