import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { beforeEach, describe, expect, test } from 'vitest';
import { capturing, eachInItsOwnFolder, folder, linesOf, message, path, writeTo, written } from './capturing.js';

eachInItsOwnFolder();

describe('the lock', () => {
  const lock = (): string => `${path}.lock`;
  const lockedBy = (owner: object): void => {
    writeFileSync(
      lock(),
      JSON.stringify({ lock: 'janus-events', token: 'x', pid: 1, host: hostname(), started: '', thread: 0, ...owner }),
    );
  };

  test('keeps a second session out, and is given up at the end', async () => {
    const first = await capturing();
    await expect(capturing()).rejects.toThrow(`is being written by process ${process.pid}`);
    await first.close();
    expect(existsSync(lock())).toBe(false);
    await capturing();
  });

  test('is taken over from a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    lockedBy({ pid: child.pid });
    await (await capturing()).take(message(1));
    expect(written()).toBe(linesOf(1));
  });

  test('is taken over from an earlier life with the same process id', async () => {
    lockedBy({ pid: process.pid });
    await capturing();
  });

  test('is respected while its process lives', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const started = execFileSync('cut', ['-d', ' ', '-f', '22', `/proc/${String(child.pid)}/stat`], {
      encoding: 'utf8',
    });
    lockedBy({ pid: child.pid, started: started.trim() });
    await expect(capturing()).rejects.toThrow('Stop that session or choose another file.');
    child.kill();
    await once(child, 'exit');
    await capturing();
  });

  test('keeps other threads of the same process out while they renew it', async () => {
    const started = readFileSync(`/proc/${String(process.pid)}/stat`, 'utf8')
      .split(') ')[1]!
      .split(' ')[19]!;
    lockedBy({ pid: process.pid, started, thread: threadId + 1 });
    await expect(capturing()).rejects.toThrow(`is being written by process ${process.pid}`);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock(), longAgo, longAgo);
    await capturing();
  });

  test.each(['', 'notes of mine', '{"pid":1}'])('a file that is none stays as it is: "%s"', async (text) => {
    writeFileSync(lock(), text);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock(), longAgo, longAgo);
    await expect(capturing()).rejects.toThrow(`${lock()} stands where the lock of ${path} belongs`);
    expect(written(lock())).toBe(text);
    expect(readdirSync(folder)).toEqual(['capture.jsonl.lock']);
  });

  test('of a session whose clock went ahead is given up too', async () => {
    lockedBy({ host: 'elsewhere' });
    const ahead = new Date(Date.now() + 3600_000);
    utimesSync(lock(), ahead, ahead);
    await capturing();
  });

  test('of another machine counts while it is renewed', async () => {
    lockedBy({ host: 'elsewhere' });
    await expect(capturing()).rejects.toThrow('process 1 on elsewhere');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock(), longAgo, longAgo);
    await capturing();
  });
});

test('two names of one file are not written by two sessions', async () => {
  const other = join(folder, 'other.jsonl');
  await (await capturing()).take(message(1));
  linkSync(path, other);
  await expect(capturing({ path: other })).rejects.toThrow(`${other} has another name too (a hard link)`);
  expect(readdirSync(folder).sort()).toEqual(['capture.jsonl', 'capture.jsonl.lock', 'other.jsonl']);
});

describe('a capture reached through a symbolic link', () => {
  let linked: string;

  /** `path` is in a folder of its own, to which the folder `linked` leads. */
  beforeEach(() => {
    const real = join(folder, 'real');
    mkdirSync(real);
    writeTo(join(real, 'capture.jsonl'));
    linked = join(folder, 'linked');
    symlinkSync(real, linked);
  });

  test.each([true, false])(
    'of its folder has the one lock, whichever comes first (the link: %s)',
    async (linkFirst) => {
      const paths = [path, join(linked, 'capture.jsonl')];
      const [first, second] = linkFirst ? paths.reverse() : paths;
      await capturing({ path: first! });
      await expect(capturing({ path: second! })).rejects.toThrow(`is being written by process ${process.pid}`);
      expect(readdirSync(join(folder, 'real')).sort()).toEqual(['capture.jsonl', 'capture.jsonl.lock']);
    },
  );

  test.each([true, false])('of the file, too (the file is there: %s)', async (there) => {
    if (there) writeFileSync(path, linesOf(1));
    const link = join(folder, 'link.jsonl');
    symlinkSync(join('linked', 'capture.jsonl'), link);
    const first = await capturing({ path: link });
    await expect(capturing()).rejects.toThrow(`is being written by process ${process.pid}`);
    await first.take(message(2));
    expect(written()).toBe(there ? linesOf(1, 2) : linesOf(2));
    expect(readdirSync(folder).sort()).toEqual(['link.jsonl', 'linked', 'real']);
  });

  test('is rotated where the file is, and the link leads to the part that is written', async () => {
    const link = join(folder, 'link.jsonl');
    symlinkSync(path, link);
    const capture = await capturing({ path: link, maxSize: 150 });
    for (const n of [1, 2]) await capture.take(message(n));
    expect(written(link)).toBe(linesOf(2));
    const part = readdirSync(join(folder, 'real')).find((name) => name.includes('.part-000001-'));
    expect(written(join(folder, 'real', part!))).toBe(linesOf(1));
    await expect(capturing()).rejects.toThrow(`is being written by process ${process.pid}`);
  });

  test('that leads nowhere says so', async () => {
    const link = join(folder, 'link.jsonl');
    symlinkSync(join(folder, 'missing', 'capture.jsonl'), link);
    await expect(capturing({ path: link })).rejects.toThrow(
      `Cannot write the capture file ${link}: there is no such file or folder. Choose another file.`,
    );
    symlinkSync('around.jsonl', join(folder, 'around.jsonl'));
    await expect(capturing({ path: join(folder, 'around.jsonl') })).rejects.toThrow('symbolic links lead in a circle');
  });
});
