/** What others do to a capture while `janus-events listen` writes it, and what a disk does: told, and nothing acknowledged is lost. */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { array, event, lines } from '../unit/live/events.js';
import { startListener, type Listener } from './harness/listener.js';
import { until } from './harness/until.js';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taken-away-'));
  mkdirSync(join(folder, 'captures'));
  out = join(folder, 'captures', 'capture.jsonl');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Listening {
  readonly listener: Listener;
  readonly post: (body: string) => Promise<number>;
}

const listening = async (args: readonly string[] = [], prefix: readonly string[] = []): Promise<Listening> => {
  const listener = startListener(['--http', '0', '--out', out, ...args], { prefix });
  const url = await listener.where('http');
  const headers = { 'content-type': 'application/json' };
  return {
    listener,
    post: async (body) => (await fetch(url, { method: 'POST', body, headers })).status,
  };
};
const captured = (): string => readFileSync(out, 'utf8');

test('its folder is removed and made anew: another session that captures there is alone, and then the first goes on', async () => {
  const first = await listening();
  expect(await first.post(event(1))).toBe(200);
  rmSync(join(folder, 'captures'), { recursive: true });
  mkdirSync(join(folder, 'captures'));
  const second = await listening();
  expect(await second.post(event(2))).toBe(200);
  const waiting = first.post(event(3));
  await until('the first says that it has lost its lock', () =>
    first.listener.err().includes('The lock of this session is gone'),
  );
  expect(first.listener.err()).toContain(`is being written by process ${second.listener.pid}`);
  expect(await second.post(event(4))).toBe(200);
  expect(captured()).toBe(lines(2, 4));
  expect((await second.listener.end()).status).toBe(0);
  expect(await waiting).toBe(200);
  expect(captured()).toBe(lines(2, 4, 3));
  const { status, err } = await first.listener.end();
  expect(status).toBe(0);
  expect(err).toContain('The capture file can be written again.');
  expect(err).toContain(`2 events, 192 bytes, were captured, but not all are in ${out}`);
});

test('its lock alone is deleted: it takes it again, and keeps a second session out', async () => {
  const first = await listening();
  rmSync(`${out}.lock`);
  await until('there is a lock again', async () => {
    await first.post(event(1));
    return readFileSync(`${out}.lock`, 'utf8').includes(`"pid":${first.listener.pid}`);
  });
  const second = await startListener(['--http', '0', '--out', out]).ended;
  expect([second.status, second.err]).toEqual([2, expect.stringContaining('is being written by process')]);
  await first.listener.end();
});

describe('the file', () => {
  test('is cut: that is told once, what comes after is whole', async () => {
    const { listener, post } = await listening();
    await post(array(1, 2));
    truncateSync(out, 120);
    for (const n of [3, 4]) expect(await post(event(n))).toBe(200);
    expect(captured()).toBe(`${lines(1, 2).slice(0, 120)}\n${lines(3, 4)}`);
    const { status, err } = await listener.end();
    expect(err.match(/was cut by something else: 72 bytes of it are gone/g)).toHaveLength(1);
    expect(err).toContain('4 events, 384 bytes, were captured, but not all are in');
    expect(status).toBe(0);
  });

  test('is cut last: that is told at the end', async () => {
    const { listener, post } = await listening();
    await post(event(1));
    truncateSync(out, 0);
    expect((await listener.end()).err).toContain('was cut by something else');
  });

  test('is written by something else: that is told once', async () => {
    const { listener, post } = await listening();
    await post(event(1));
    for (const n of [2, 3]) {
      appendFileSync(out, 'a line of somebody else\n');
      expect(await post(event(n))).toBe(200);
    }
    const { err } = await listener.end();
    expect(err.match(/Something else writes to/g)).toHaveLength(2);
    expect(err).toContain('24 bytes there are not of this session');
    expect(err).toContain('3 events, 288 bytes, were added to');
  });

  test('is replaced by another: it goes on behind that', async () => {
    const { listener, post } = await listening();
    await post(event(1));
    writeFileSync(`${out}.new`, lines(7));
    renameSync(`${out}.new`, out);
    expect(await post(event(2))).toBe(200);
    expect(captured()).toBe(lines(7, 2));
    await listener.end();
  });

  test.each([
    ['deleted', 2],
    ['moved away', 0],
  ])('is %s in the end: that is what is said, with status %i', async (what, expected) => {
    const { listener, post } = await listening(['--report-on-exit']);
    await post(event(1));
    if (what === 'deleted') rmSync(out);
    else renameSync(out, `${out}.1`);
    const { status, err } = await listener.end();
    expect(err).toContain(`1 event, 96 bytes, was captured, but ${out} was ${what}.`);
    expect(status).toBe(expected);
  });
});

test('a disk that is full to the end makes status 2', async () => {
  const { listener, post } = await listening([], ['prlimit', '--fsize=1000']);
  for (let n = 0; n < 10; n++) expect(await post(event(n))).toBe(200);
  const waiting = post(event(10)).catch(() => 'no answer');
  await until('it says so', () => listener.err().includes('largest size allowed'));
  const { status, err } = await listener.end();
  expect(await waiting).not.toBe(200);
  expect(status).toBe(2);
  expect(err).toContain(`The events that came last are not captured: ${out} could not be written to the end.`);
  expect(captured()).toBe(lines(...Array.from({ length: 10 }, (_, n) => n)));
});

describe('where no file can be', () => {
  test.each([
    [
      'a name that is too long',
      () => join(folder, `${'x'.repeat(260)}.jsonl`),
      'the name is too long. Choose a shorter name',
    ],
    [
      'a name whose lock has one that is too long',
      () => join(folder, 'x'.repeat(252)),
      'the name is too long. Choose a shorter',
    ],
    ['a path that is too long', () => `${folder}${'/xxxxxxxxx'.repeat(500)}`, 'the name is too long'],
    ['a file for a folder', () => join(folder, 'file', 'capture.jsonl'), 'there is a file of that name already'],
    [
      'a file among the folders',
      () => join(folder, 'file', 'folder', 'capture.jsonl'),
      'a part of its path is no folder',
    ],
    ['a folder', () => join(folder, 'captures'), 'it is a directory. Choose another file.'],
  ])('%s: it says what to do', async (_, path, words) => {
    writeFileSync(join(folder, 'file'), '');
    const { status, err } = await startListener(['--http', '0', '--out', path()]).ended;
    expect(status).toBe(2);
    expect(err).toContain(words);
    expect(err).not.toMatch(/E[A-Z]{4,}/);
  });
});
