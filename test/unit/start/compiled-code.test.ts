/** The command line runs as it was compiled before, and says the same whatever became of that. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CLI, run } from '../command-line.js';

const LOG = join(import.meta.dirname, '..', '..', 'corpus', '1.1.2', 'ws-drop-reclaim0', 'events.jsonl');

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'janus-compiled-'));
});
afterEach(() => {
  rmSync(cache, { recursive: true, force: true });
});

const report = (env = {}): ReturnType<typeof run> =>
  run(['report', '--format', 'json', LOG], undefined, { XDG_CACHE_HOME: cache, ...env });
const kept = (): string[] =>
  readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.code'));
const file = (): string => join(cache, kept()[0]!);

test('a report keeps it, for its owner alone, and the next one takes it', async () => {
  const first = await report();
  expect(first).toMatchObject({ status: 1, err: '' });
  expect(kept()).toHaveLength(1);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  const { ino } = statSync(file());
  expect(await report()).toEqual(first);
  expect(statSync(file()).ino).toBe(ino);
});

test.each<[string, (bytes: Buffer) => void]>([
  ['one bit is another', (bytes) => bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1)],
  ['it is of other code', (bytes) => bytes.writeUInt32LE(0, 0)],
])('it is compiled anew when %s', async (_, change) => {
  const first = await report();
  const bytes = readFileSync(file());
  const changed = Buffer.from(bytes);
  change(changed);
  writeFileSync(file(), changed);
  expect(await report()).toEqual(first);
  expect(readFileSync(file()).equals(changed)).toBe(false);
});

test('it is compiled anew when the file is cut, and not taken where others can write', async () => {
  const first = await report();
  truncateSync(file(), 5);
  expect(await report()).toEqual(first);
  expect(statSync(file()).size).toBeGreaterThan(1000);
  chmodSync(file(), 0o622);
  const { ino } = statSync(file());
  expect(await report()).toEqual(first);
  expect(statSync(file()).ino).not.toBe(ino);
});

test('nothing is kept by other commands, where Node is told so, or where it cannot be', async () => {
  const { status, out } = await run(['--version'], undefined, { XDG_CACHE_HOME: cache });
  expect(status).toBe(0);
  const first = await report({ NODE_DISABLE_COMPILE_CACHE: '1' });
  expect(kept()).toEqual([]);
  rmSync(join(cache, 'janus-events'), { recursive: true, force: true });
  writeFileSync(join(cache, 'janus-events'), out);
  expect(await report()).toEqual(first);
});

test('what is kept runs as it is, but not from a folder that others can write to', async () => {
  const first = await report();
  // V8 takes any code for that of a source which is as long.
  const script = `
    const [path, kept] = process.argv.slice(1);
    const { readFileSync, writeFileSync } = require('node:fs');
    const code = 'process.exit(7);'.padEnd(readFileSync(path).length);
    const wrapped = '(function (exports, require, module, __filename, __dirname) {' + code + '\\n})';
    const data = new (require('node:vm').Script)(wrapped, { filename: path }).createCachedData();
    const head = readFileSync(kept).subarray(0, 8);
    head.writeUInt32LE(require('node:zlib').crc32(data), 4);
    writeFileSync(kept, Buffer.concat([head, data]));`;
  execFileSync(process.execPath, ['-e', script, join(dirname(CLI), 'command-line.js'), file()]);
  expect((await report()).status).toBe(7);
  chmodSync(dirname(file()), 0o777);
  expect(await report()).toEqual(first);
});

test('nothing is kept for a user without a home, as containers have', async () => {
  const script = `import os from 'node:os'; os.homedir = () => { throw new Error('no home'); };`;
  const homeless = { XDG_CACHE_HOME: '', NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
  expect((await run(['--version'], undefined, homeless)).status).toBe(0);
  expect(await report(homeless)).toEqual(await report());
});
