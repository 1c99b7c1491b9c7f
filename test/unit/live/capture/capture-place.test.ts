/** What stands where a capture, its lock or its parts belong, and is something else. */
import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Capture, type CaptureOptions } from '../../../../src/live/capture/capture.js';
import { event, lines } from '../events.js';

let folder: string;
let path: string;
let notices: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'place-'));
  path = join(folder, 'capture.jsonl');
  notices = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const capturing = (options: Partial<CaptureOptions> = {}): Promise<Capture> =>
  Capture.open({ path, notice: (message) => notices.push(message), ...options });
const pipe = (at: string): void => void execFileSync('mkfifo', [at]);

describe('the capture', () => {
  // What goes into a pipe is gone with whoever reads it: nothing of it may be acknowledged.
  test('is never a pipe or a device', async () => {
    pipe(path);
    await expect(capturing()).rejects.toThrow(`Cannot write the capture file ${path}: it is no ordinary file.`);
    expect(lstatSync(path).isFIFO()).toBe(true);
    await expect(capturing({ path: '/dev/null' })).rejects.toThrow('it is no ordinary file');
    expect(readdirSync(folder)).toEqual(['capture.jsonl']);
  });

  test.each([
    ['a ZIP archive', Buffer.from('PK\x03\x04\x14\0\0\0')],
    ['Zstandard', Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0x24)],
    ['UTF-16', Buffer.from('\ufeff{"emitter":"j"}\n', 'utf16le')],
    ['a picture', Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
    ['a database', Buffer.from('SQLite format 3\0\x10\0\x01\x01')],
  ])('is never added to %s', async (_, bytes) => {
    writeFileSync(path, bytes);
    await expect(capturing()).rejects.toThrow('holds something else than text');
    expect(readFileSync(path)).toEqual(bytes);
    expect(readdirSync(folder)).toEqual(['capture.jsonl']);
  });

  test('goes on after text that is not ASCII, wherever its first bytes are looked at', async () => {
    for (let shift = 0; shift < 4; shift++) {
      const text = `${'x'.repeat(shift)}${'鳥𝄞é'.repeat(2000)}\n`;
      writeFileSync(path, text);
      const capture = await capturing();
      await capture.take(Buffer.from(event(1)));
      await capture.close();
      expect(readFileSync(path, 'utf8')).toBe(text + lines(1));
    }
  });

  test.each(['', '{"emitter":"j","ty'])('goes on after the NULs that a loss of power leaves: %j', async (text) => {
    writeFileSync(path, `${text}${'\0'.repeat(100)}`);
    const capture = await capturing();
    await capture.take(Buffer.from(event(1)));
    await capture.close();
    expect(readFileSync(path, 'utf8')).toBe(`${text}${'\0'.repeat(100)}\n${lines(1)}`);
  });

  test.each(['a link', 'a pipe', 'a folder'])('that became %s takes nothing until it is a file again', async (what) => {
    const other = join(folder, 'notes.txt');
    writeFileSync(other, 'notes of mine\n');
    const capture = await capturing();
    unlinkSync(path);
    if (what === 'a link') symlinkSync(other, path);
    else if (what === 'a pipe') pipe(path);
    else mkdirSync(path);
    await expect(capture.take(Buffer.from(event(1)))).rejects.toThrow(`Cannot write to ${path}`);
    expect(readFileSync(other, 'utf8')).toBe('notes of mine\n');
    rmSync(path, { recursive: true });
    await capture.take(Buffer.from(event(1)));
    await capture.close();
    expect(readFileSync(path, 'utf8')).toBe(lines(1));
    expect(notices).toContain('The capture file can be written again.');
  });
});

describe('the lock', () => {
  test.each(['a pipe', 'a link to nothing', 'a link to a device', 'a folder', 'a large file'])(
    'that is %s is no lock, and stays',
    async (what) => {
      const lock = `${path}.lock`;
      if (what === 'a pipe') pipe(lock);
      else if (what === 'a link to nothing') symlinkSync('nowhere', lock);
      else if (what === 'a link to a device') symlinkSync('/dev/zero', lock);
      else if (what === 'a folder') mkdirSync(lock);
      else {
        writeFileSync(lock, '');
        truncateSync(lock, 2 ** 40);
      }
      await expect(capturing()).rejects.toThrow(`${lock} stands where the lock of ${path} belongs`);
      expect(readdirSync(folder)).toEqual(['capture.jsonl.lock']);
    },
  );
});

describe('the parts', () => {
  const full = async (capture: Capture): Promise<void> => {
    for (let n = 0; n < 20; n++) await capture.take(Buffer.from(event(n)));
    await capture.close();
  };

  test('are begun although something of such a name is none', async () => {
    pipe(join(folder, 'capture.part-000001-0123abcd.jsonl'));
    symlinkSync('/dev/zero', join(folder, 'capture.part-000002-0123abcd.jsonl'));
    await full(await capturing({ maxSize: 400, maxTotal: 800 }));
    expect(notices.filter((notice) => notice.includes('Cannot'))).toEqual([]);
    expect(readdirSync(folder)).toContain('capture.part-000001-0123abcd.jsonl');
    expect(readdirSync(folder)).toContain('capture.part-000002-0123abcd.jsonl');
  });

  test('of a folder that is gone are not needed: the capture says so and takes nothing', async () => {
    path = join(folder, 'apart', 'capture.jsonl');
    const capture = await capturing({ maxSize: 200 });
    await capture.take(Buffer.from(event(1)));
    rmSync(join(folder, 'apart'), { recursive: true });
    await expect(capture.take(Buffer.from(event(2)))).rejects.toThrow('there is no such file or folder');
    mkdirSync(join(folder, 'apart'));
    await capture.take(Buffer.from(event(2)));
    await capture.close();
    expect(readFileSync(path, 'utf8')).toBe(lines(2));
  });

  test('whose names have run out of digits are still told apart', async () => {
    writeFileSync(join(folder, 'capture.part-999999999999999-0123abcd.jsonl'), lines(1));
    await full(await capturing({ maxSize: 400, maxTotal: 800 }));
    const total = readdirSync(folder)
      .filter((name) => !name.includes('0123abcd'))
      .reduce((sum, name) => sum + lstatSync(join(folder, name)).size, 0);
    expect(total).toBeLessThanOrEqual(800);
  });
});
