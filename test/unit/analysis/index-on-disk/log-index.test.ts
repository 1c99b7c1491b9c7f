import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clear } from '../../../../src/analysis/index-on-disk/index-folder.js';
import { LogIndex } from '../../../../src/analysis/index-on-disk/log-index.js';
import { analyseFiles, type ReadLogs } from '../../../../src/analysis/reading/read-logs.js';
import { written } from '../../../../src/reports/report.js';
import { bytesOf, corpusLog } from '../../corpus/corpus.js';
import { random } from '../../corpus/random.js';

const LOG = bytesOf(corpusLog('1.1.2/ws-drop-reclaim0/events.jsonl'));
const OTHER = bytesOf(corpusLog('1.1.2/claim-cross/events.jsonl'));
const MEGABYTE = 1024 * 1024;

let home: string;
let folder: string;
let log: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'janus-index-'));
  folder = join(home, 'index');
  log = join(home, 'events.jsonl');
  writeFileSync(log, LOG);
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const newIndex = (program = 'test', mostBytes = 64 * MEGABYTE, now = Date.now): LogIndex =>
  new LogIndex({ folder, mostBytes, leastLog: 0 }, program, now);

const json = (report: ReadLogs, paths: readonly string[]): string =>
  [...(written('json', report, { paths, version: '0', colour: false }) as Iterable<string>)].join('');

/** Reads with an index; the report has to be the same as without. Returns how much the index had. */
async function read(paths: readonly string[] = [log], index = newIndex(), lives = false): Promise<ReadLogs['known']> {
  const report = await analyseFiles(paths, [], { index }, lives);
  await report.keep();
  expect(json(report, paths)).toBe(json(await analyseFiles(paths, [], {}, lives), paths));
  return report.known;
}

const files = (): string[] => readdirSync(folder).map((name) => join(folder, name));

test('a log that has not changed is not read again, with its lives and without', async () => {
  expect(await read()).toBe('none');
  expect(await read()).toBe('all');
  expect(await read([log], newIndex(), true)).toBe('none');
  expect(await read([log], newIndex(), true)).toBe('all');
  expect(files()).toHaveLength(2);
});

test('folder and files are those of their owner alone', async () => {
  await read();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(files().map((path) => statSync(path).mode & 0o777)).toEqual([0o600]);
});

test('of a log that has grown, what was added is read', async () => {
  for (const size of [LOG.length / 2, LOG.length / 2 + 1, LOG.length - 300, LOG.length]) {
    writeFileSync(log, LOG.subarray(0, size));
    if (size === LOG.length / 2) await read();
    else expect(await read()).toBe('most');
  }
  // It was kept again on the way.
  expect(await read()).not.toBe('none');
});

test.each([
  ['gzip', gzipSync(LOG)],
  ['UTF-16', Buffer.from(`\ufeff${LOG.toString()}`, 'utf16le')],
  ['with damage', Buffer.concat([LOG.subarray(7, 3000), LOG.subarray(3100), LOG.subarray(0, 77)])],
])('a log in %s', async (_, bytes) => {
  writeFileSync(log, bytes);
  expect(await read()).toBe('none');
  expect(await read()).toBe('all');
  appendFileSync(log, bytes);
  await read();
});

test('several logs as one story; only the last of them may grow', async () => {
  const second = join(home, 'second.jsonl');
  writeFileSync(second, OTHER.subarray(0, OTHER.length - 500));
  expect(await read([log, second])).toBe('none');
  expect(await read([log, second])).toBe('all');
  expect(await read([second, log])).toBe('none');
  writeFileSync(second, OTHER);
  expect(await read([log, second])).toBe('most');
  appendFileSync(log, OTHER);
  expect(await read([log, second])).toBe('none');
});

test('another log in its place is noticed, however alike its file is', async () => {
  const before = statSync(log);
  const changed = Buffer.from(LOG.toString().replaceAll('"destroyed"', '"destr0yed"'));
  await read();
  writeFileSync(log, changed);
  utimesSync(log, before.atime, before.mtime);
  expect(await read()).toBe('none');
  const copy = join(home, 'copy');
  writeFileSync(copy, LOG);
  utimesSync(copy, before.atime, before.mtime);
  renameSync(copy, log);
  expect(await read()).toBe('none');
  truncateSync(log, LOG.length - 1);
  expect(await read()).toBe('none');
});

test('a log that was written anew and is longer now has not grown', async () => {
  await read();
  writeFileSync(log, Buffer.concat([OTHER, LOG, LOG]));
  expect(await read()).toBe('none');
});

test('another program, another setting, another reading', async () => {
  await read();
  expect(await read([log], newIndex('next'))).toBe('none');
  expect(await read([log], newIndex('next'))).toBe('all');
  expect(files()).toHaveLength(1);
});

test('a file of the index that was changed, cut or swapped is none', async () => {
  const other = join(home, 'other.jsonl');
  writeFileSync(other, OTHER);
  await read();
  const [kept] = files();
  await read([other]);
  const [foreign] = files().filter((path) => path !== kept);
  const bytes = readFileSync(kept!);
  const chance = random(7);
  for (let k = 0; k < 40; k++) {
    const changed = Buffer.from(bytes);
    changed[k < 20 ? chance.below(64) : chance.below(bytes.length)]! ^= 1 << chance.below(8);
    // What stands in the rest of the head means nothing.
    writeFileSync(kept!, k % 4 === 3 ? bytes.subarray(0, chance.below(bytes.length)) : changed);
    expect(await read()).toBe(changed.equals(bytes) ? 'all' : 'none');
  }
  copyFileSync(foreign!, kept!);
  expect(await read()).toBe('none');
  rmSync(kept!);
  expect(await read()).toBe('none');
  expect(await read()).toBe('all');
});

test('a file that others could read or write is not trusted', async () => {
  await read();
  chmodSync(files()[0]!, 0o644);
  expect(await read()).toBe('none');
});

test('a folder that others can write to is refused, a link to one of its owner is not', async () => {
  const index = newIndex();
  chmodSync(folder, 0o777);
  const refused = newIndex();
  expect(refused.problem).toContain('others can write there');
  expect(index.problem).toBeNull();
  expect(await read([log], refused)).toBe('none');
  expect(files()).toEqual([]);
  chmodSync(folder, 0o700);
  renameSync(folder, join(home, 'real'));
  symlinkSync(join(home, 'real'), folder);
  await read();
  expect(await read()).toBe('all');
});

test('where nothing can be kept, logs are read', async () => {
  writeFileSync(folder, 'a file');
  const index = newIndex();
  expect(index.problem).toContain('No index of read logs is kept');
  expect(await read([log], index)).toBe('none');
});

test('all files together stay below the bound: those go that were not used for longest', async () => {
  const logs = ['a', 'b', 'c'].map((name) => join(home, name));
  for (const path of logs) copyFileSync(log, path);
  let now = Date.now() - 100_000;
  const index = (): LogIndex => newIndex('test', 2.5 * size, () => (now += 1000));
  await read(
    [logs[0]!],
    newIndex('test', 64 * MEGABYTE, () => now),
  );
  const size = statSync(files()[0]!).size;
  for (const path of [logs[0]!, logs[1]!, logs[0]!, logs[2]!]) await read([path], index());
  expect(files()).toHaveLength(2);
  expect(await read([logs[0]!], index())).toBe('all');
  // One that is larger than all may be is not kept.
  clear(folder);
  await read([log], newIndex('test', size - 1));
  expect(files()).toEqual([]);
});

test('a clock that was set back makes files old, not new for ever; abandoned parts go', async () => {
  await read();
  const [kept] = files();
  utimesSync(kept!, Date.now() / 1000 + 1e6, Date.now() / 1000 + 1e6);
  writeFileSync(`${kept!}.1.x.part`, 'half');
  utimesSync(`${kept!}.1.x.part`, 1000, 1000);
  const other = join(home, 'other.jsonl');
  writeFileSync(other, LOG);
  await read([other], newIndex('test', statSync(kept!).size * 1.5));
  expect(files().includes(kept!)).toBe(false);
  expect(files()).toHaveLength(1);
  expect(await read([other])).toBe('all');
});

test('several at once leave whole files', async () => {
  await Promise.all(Array.from({ length: 6 }, () => read()));
  expect(await read()).toBe('all');
  expect(files()).toHaveLength(1);
});

test('nothing is kept of a log without events, nor of one with lines of Janus itself', async () => {
  writeFileSync(log, 'no events\n');
  await read();
  expect(files()).toEqual([]);
});

test('no body of an event is kept', async () => {
  mkdirSync(folder, { mode: 0o700 });
  const secret =
    '{"emitter":"j","type":8,"timestamp":1795417200000000,"session_id":1,"handle_id":2,"event":{"owner":"local","jsep":{"type":"offer","sdp":"v=0 a=ice-pwd:hunter2"}}}';
  const token =
    '{"emitter":"j","type":2,"timestamp":1795417200000001,"session_id":1,"handle_id":2,"event":{"name":"attached","plugin":"janus.plugin.echotest","token":"s3cret"}}';
  writeFileSync(log, `${secret}\n${token}\n{"type":1,"event":{"name":"cut s3cret`);
  await read([log], newIndex(), true);
  const kept = readFileSync(files()[0]!);
  for (const text of ['hunter2', 's3cret', 'a=ice'])
    for (const encoding of ['latin1', 'utf16le'] as const)
      expect(kept.includes(Buffer.from(text, encoding))).toBe(false);
});

test('clearing removes all of it and nothing else', async () => {
  await read();
  writeFileSync(join(folder, 'mine.txt'), 'mine');
  expect(clear(folder).files).toBe(1);
  expect(readdirSync(folder)).toEqual(['mine.txt']);
});
