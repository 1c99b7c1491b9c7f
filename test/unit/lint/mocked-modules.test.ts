/** The files of a process share its modules: one that puts another in the place of a module runs in a process of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { APART } from '../vitest.config.mjs';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const UNIT = 'test/unit';
const MOCKS = /\bvi\.(?:do)?mock\(/i;

test('who mocks modules runs apart', () => {
  const files = readdirSync(join(ROOT, UNIT), { recursive: true, encoding: 'utf8' })
    .map((file) => `${UNIT}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.test.ts'));
  const mocking = files.filter((file) => MOCKS.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(mocking.length).toBeGreaterThan(1);
  expect(mocking.filter((file) => !APART.includes(file))).toEqual([]);
});
