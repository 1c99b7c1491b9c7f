import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GrowingFile } from '../../../src/sources/growing-file.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'growing-'));
  path = join(folder, 'events.jsonl');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Longer than what is compared at both ends, and the same there whatever stands in the middle. */
const text = (middle: string): string => 'h'.repeat(5000) + middle.repeat(5000) + 't'.repeat(5000);

function readAll(file: GrowingFile, from = 0): string {
  const chunks = [...file.read(from, (bytes) => new Uint8Array(bytes))];
  return Buffer.concat(chunks).toString();
}

/** Puts another file in place of the one at `path`. */
function replace(content: string): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

test('what is appended is read on', () => {
  writeFileSync(path, text('a'));
  const file = new GrowingFile(path);
  expect(readAll(file)).toBe(text('a'));
  expect(file.look()).toBe('none');
  appendFileSync(path, 'more');
  expect(file.look()).toBe('grown');
  expect(readAll(file, file.position)).toBe('more');
});

test.each([
  ['longer', 'more'],
  ['as long', ''],
])('a file that takes its place is another, though it begins and goes on as that did, and is %s', (_, more) => {
  writeFileSync(path, text('a'));
  const file = new GrowingFile(path);
  readAll(file);
  replace(text('b') + more);
  expect(file.look()).toBe('other');
});

test('of one that takes its place between the look and the reading nothing is read', () => {
  writeFileSync(path, text('a'));
  const file = new GrowingFile(path);
  readAll(file);
  appendFileSync(path, 'more');
  expect(file.look()).toBe('grown');
  replace(`${text('b')}of another`);
  expect(readAll(file, file.position)).toBe('');
  expect(file.look()).toBe('other');
});

test.each([
  ['at its begin', `x${text('a').slice(1)}more`],
  ['before where reading stopped', `${text('a').slice(0, -1)}xmore`],
  ['and is as long as before', text('b')],
  ['and is shorter', text('a').slice(0, -1)],
])('one that is written into %s is another', (_, content) => {
  writeFileSync(path, text('a'));
  const file = new GrowingFile(path);
  readAll(file);
  // A time of change that differs, however coarse the file system's clock is.
  const before = file.changedAt;
  do writeFileSync(path, content);
  while (new GrowingFile(path).changedAt === before);
  expect(file.look()).toBe('other');
});
