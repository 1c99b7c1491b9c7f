/** What lint looks for across files: proof that it finds circles of imports and exports that nobody imports. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { expect, onTestFinished, test } from 'vitest';
import circles from '../../../.dependency-cruiser.mjs';

const ROOT = join(import.meta.dirname, '..', '..', '..');

test.each(['cycle-one', 'types-one'])('a circle of imports is found: %s', async (file) => {
  const { forbidden, options } = circles;
  // The circles here are left out of what lint looks at.
  const looked = { ...options, exclude: undefined, validate: true, ruleSet: { forbidden } };
  const { output } = await cruise([`test/unit/lint/fixtures/${file}.ts`], looked);
  expect((output as ICruiseResult).summary.violations.map(({ rule }) => rule.name)).toEqual(['no-circles']);
});

test('an export that nobody imports is found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'janus-dead-code-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "dead-code", "type": "module" }');
  writeFileSync(join(folder, 'src', 'part.ts'), 'export const imported = 1;\nexport const forgotten = 2;\n');
  writeFileSync(join(folder, 'src', 'extension.ts'), "import { imported } from './part.js';\nvoid imported;\n");
  const knip = join(ROOT, 'node_modules', 'knip', 'bin', 'knip.js');
  const { status, stdout } = spawnSync(
    process.execPath,
    [knip, '--config', join(ROOT, 'knip.json'), '--include', 'exports', '--no-config-hints'],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(stdout).toContain('forgotten');
  expect(stdout).not.toContain('imported');
  expect(status).toBe(1);
});
