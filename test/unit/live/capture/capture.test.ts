import { appendFileSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { SourceProblem } from '../../../../src/live/live-source.js';
import {
  capturing,
  eachInItsOwnFolder,
  event,
  folder,
  linesOf,
  message,
  notices,
  path,
  writeTo,
  written,
} from './capturing.js';

eachInItsOwnFolder();

describe('taking', () => {
  test('resolves when the events are in the file', async () => {
    const capture = await capturing();
    expect(await capture.take(message(1, 2))).toEqual({ events: 2, otherBytes: 0 });
    expect(written()).toBe(linesOf(1, 2));
    expect(capture.counts).toEqual({ messages: 1, events: 2, bytes: written().length, otherBytes: 0 });
  });

  test('with fsync too', async () => {
    const capture = await capturing({ fsync: true });
    await Promise.all([capture.take(message(1)), capture.take(message(2))]);
    expect(written()).toBe(linesOf(1, 2));
  });

  test('keeps the order of messages, however many come at once and however large they are', async () => {
    const capture = await capturing();
    const large = (n: number): Uint8Array => Buffer.from(event(n, `,"x":"${'y'.repeat(3_000_000)}"`));
    const order: number[] = [];
    await Promise.all(Array.from({ length: 10 }, (_, n) => capture.take(large(n)).then(() => order.push(n))));
    expect(order).toEqual(Array.from({ length: 10 }, (_, n) => n));
    const sessions = written()
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { session_id: number }).session_id);
    expect(sessions).toEqual(order.map((n) => n + 1));
  });

  test('waits when more is waiting than may be', async () => {
    const capture = await capturing();
    const large = Buffer.from(event(1, `,"x":"${'y'.repeat(7_000_000)}"`));
    const before = process.memoryUsage().arrayBuffers;
    const taking = Array.from({ length: 12 }, () => capture.take(large));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
    await Promise.all(taking);
    expect(capture.counts.events).toBe(12);
  });

  test('what is no event is counted and not written', async () => {
    const capture = await capturing();
    expect(await capture.take(Buffer.from('{"event":"disconnected"}'))).toEqual({ events: 0, otherBytes: 24 });
    expect(written()).toBe('');
    expect(capture.counts.otherBytes).toBe(24);
  });

  test('closing waits for what was taken', async () => {
    const capture = await capturing();
    const taking = capture.take(message(1));
    await capture.close();
    expect(written()).toBe(linesOf(1));
    await taking;
    await expect(capture.take(message(2))).rejects.toThrow('The capture is closed.');
  });
});

describe('an existing file', () => {
  test('is appended to; a line that a crash tore is ended first', async () => {
    writeFileSync(path, `${linesOf(1)}${event(2).slice(0, 50)}`);
    const capture = await capturing();
    await capture.take(message(3));
    expect(written()).toBe(`${linesOf(1)}${event(2).slice(0, 50)}\n${linesOf(3)}`);
  });

  test('that is compressed is not touched', async () => {
    writeFileSync(path, Buffer.from([0x1f, 0x8b, 8, 0]));
    await expect(capturing()).rejects.toThrow('is a compressed file');
    expect(statSync(path).size).toBe(4);
    expect(readdirSync(folder)).toEqual(['capture.jsonl']);
  });

  test('is begun again when it is deleted, and nothing acknowledged afterwards is lost', async () => {
    const capture = await capturing();
    await capture.take(message(1));
    rmSync(path);
    await capture.take(message(2));
    expect(written()).toBe(linesOf(2));
    expect(notices).toEqual([expect.stringContaining('was deleted while it was written')]);
  });

  test.each([1, 40, 100])('that somebody cuts by %i bytes loses no event that comes after', async (bytes) => {
    const capture = await capturing();
    await capture.take(message(1, 2));
    truncateSync(path, written().length - bytes);
    const rest = written();
    await capture.take(message(3));
    await capture.take(message(4));
    expect(written()).toBe(`${rest}\n${linesOf(3, 4)}`);
  });

  test.each(['', linesOf(1)])('that somebody cuts at the end of a line goes on there', async (rest) => {
    const capture = await capturing();
    await capture.take(message(1, 2));
    writeFileSync(path, rest);
    await capture.take(message(3));
    expect(written()).toBe(rest + linesOf(3));
  });

  test('to which somebody adds half a line', async () => {
    const capture = await capturing();
    await capture.take(message(1));
    appendFileSync(path, 'half a line');
    await capture.take(message(2));
    expect(written()).toBe(`${linesOf(1)}half a line\n${linesOf(2)}`);
  });

  test('goes on in a new one when it is moved away', async () => {
    const capture = await capturing();
    await capture.take(message(1));
    renameSync(path, `${path}.1`);
    let n = 2;
    await vi.waitFor(
      async () => {
        await capture.take(message(n++));
        expect(notices).not.toEqual([]);
      },
      { timeout: 20_000 },
    );
    expect(written(`${path}.1`) + written()).toMatch(new RegExp(`^${event(1)}\n${event(2)}\n`));
    expect(notices[0]).toContain('was moved away or deleted');
    expect(written()).not.toBe('');
  });
});

test('its folder is made, for its owner alone', async () => {
  writeTo(join(folder, 'captures', 'of-today', 'capture.jsonl'));
  await (await capturing()).take(message(1));
  expect(written()).toBe(linesOf(1));
  expect(statSync(join(folder, 'captures')).mode & 0o777).toBe(0o700);
});

describe('the file cannot be written', () => {
  test.each([
    ['a folder', () => folder, 'it is a directory'],
    ['in no folder', () => join(path, 'x', 'capture.jsonl'), 'a part of its path is no folder'],
  ])('%s', async (_, where, words) => {
    if (words.includes('no folder')) writeFileSync(path, '');
    await expect(capturing({ path: where() })).rejects.toThrow(words);
    await expect(capturing({ path: where() })).rejects.toThrow(SourceProblem);
  });

  test.runIf(process.platform === 'linux')('in a folder where none can be made', async () => {
    const path = '/proc/nothing/capture.jsonl';
    await expect(capturing({ path })).rejects.toThrow('Cannot make the folder /proc/nothing: there is no such file');
  });

  test('a total that holds no two parts', async () => {
    await expect(capturing({ maxSize: 1000, maxTotal: 1500 })).rejects.toThrow('raise its total size');
  });
});

describe('a capture holds credentials', () => {
  const modeOf = (file: string): number => statSync(file).mode & 0o777;

  test("and is its owner's alone, with its lock and its parts", async () => {
    const capture = await capturing({ maxSize: 150 });
    for (const n of [1, 2]) await capture.take(message(n));
    const files = readdirSync(folder);
    expect(files).toHaveLength(3);
    for (const file of files) expect(modeOf(join(folder, file))).toBe(0o600);
    expect(notices).toEqual([]);
  });

  test('also when the file was there and open to others', async () => {
    writeFileSync(path, linesOf(1), { mode: 0o644 });
    await capturing();
    expect(modeOf(path)).toBe(0o600);
    expect(notices).toEqual([
      `${path} was open to other users. It is its owner's alone now: events can hold credentials.`,
    ]);
  });
});
