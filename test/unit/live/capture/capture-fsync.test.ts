/** A disk that does not confirm, as no test can bring about: `fdatasync` of Node stands in for it. */
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

let folder: string;
beforeEach(() => {
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
