/** What a disk confirms, and one that does not, as no test can bring about: functions of Node stand in for it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Capture } from '../../../../src/live/capture/capture.js';
import { event, lines } from '../events.js';

let failing = false;

vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  const fdatasync = ((fd, done) => {
    if (failing) done(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' }));
    else fs.fdatasync(fd, done);
  }) as typeof fs.fdatasync;
  return { ...fs, default: { ...fs, fdatasync }, fdatasync };
});

/** Folders that the disk was told to confirm. */
const confirmed: string[] = [];

vi.mock(import('node:fs/promises'), async (original) => {
  const fs = await original();
  const open = (async (path, ...more) => {
    const file = await fs.open(path, ...more);
    const sync = file.sync.bind(file);
    file.sync = () => {
      confirmed.push(String(path));
      return sync();
    };
    return file;
  }) as typeof fs.open;
  return { ...fs, default: { ...fs, open }, open };
});

let folder: string;
beforeEach(() => {
  confirmed.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'fsync-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test.each([true, false])('with fsync (%s), what the disk has not confirmed is not acknowledged', async (fsync) => {
  const path = join(folder, 'capture.jsonl');
  const capture = await Capture.open({ path, fsync, notice: () => undefined });
  failing = true;
  const taking = capture.take(Buffer.from(event(1)));
  if (fsync) await expect(taking).rejects.toThrow('the disk reports an error');
  else await taking;
  failing = false;
  await capture.take(Buffer.from(event(2)));
  expect(readFileSync(path, 'utf8')).toBe(fsync ? lines(2) : lines(1, 2));
  await capture.close();
});

test.each([true, false])('with fsync (%s), the disk has the names of a capture and of its parts', async (fsync) => {
  const path = join(folder, 'capture.jsonl');
  const capture = await Capture.open({ path, fsync, maxSize: 1, notice: () => undefined });
  expect(confirmed).toEqual(fsync ? [folder] : []);
  confirmed.length = 0;
  for (const k of [1, 2]) await capture.take(Buffer.from(event(k)));
  expect(new Set(confirmed)).toEqual(new Set(fsync ? [folder] : []));
  await capture.close();
});
