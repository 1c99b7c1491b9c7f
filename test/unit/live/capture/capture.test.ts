import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  linkSync,
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
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Capture, type CaptureOptions } from '../../../../src/live/capture/capture.js';
import { SourceProblem } from '../../../../src/live/live-source.js';

let folder: string;
let path: string;
let notices: string[];
let open: Capture[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capture-'));
  path = join(folder, 'capture.jsonl');
  notices = [];
  open = [];
});

afterEach(async () => {
  await Promise.all(open.map((capture) => capture.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function capturing(options: Partial<CaptureOptions> = {}): Promise<Capture> {
  const capture = await Capture.open({ path, notice: (message) => notices.push(message), ...options });
  open.push(capture);
  return capture;
}

const event = (n: number, more = ''): string =>
  `{"emitter":"j","type":1,"timestamp":${1795417200000000 + n},"session_id":${n + 1},"event":{"name":"created"${more}}}`;
const message = (...numbers: number[]): Uint8Array => Buffer.from(`[${numbers.map((n) => event(n)).join(',')}]`);
const written = (file = path): string => readFileSync(file, 'utf8');
const linesOf = (...numbers: number[]): string => numbers.map((n) => `${event(n)}\n`).join('');

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
  path = join(folder, 'captures', 'of-today', 'capture.jsonl');
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

  test('a total that holds no two parts', async () => {
    await expect(capturing({ maxSize: 1000, maxTotal: 1500 })).rejects.toThrow('raise its total size');
  });
});

describe('parts', () => {
  const partNames = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const partOf = (number: number): string =>
    expect.stringMatching(new RegExp(`^capture\\.part-00000${number}-[0-9a-f]{8}\\.jsonl$`)) as string;

  test('a full file becomes an older part; together they hold every event in order', async () => {
    const capture = await capturing({ maxSize: 400 });
    for (let n = 0; n < 10; n++) await capture.take(message(n));
    expect(partNames()).toEqual(['capture.jsonl', partOf(1), partOf(2)]);
    expect(
      [...partNames().filter((name) => name !== 'capture.jsonl'), 'capture.jsonl']
        .map((name) => written(join(folder, name)))
        .join(''),
    ).toBe(linesOf(...Array.from({ length: 10 }, (_, n) => n)));
    for (const name of partNames()) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(400);
    await capture.close();
    const next = await capturing({ maxSize: 400 });
    await next.take(message(10, 11, 12));
    expect(partNames()).toContainEqual(partOf(3));
  });

  test('the oldest is announced before it is deleted, and the total is kept', async () => {
    const capture = await capturing({ maxSize: 400, maxTotal: 1600 });
    for (let n = 0; n < 30; n++) {
      const before = new Set(partNames());
      const told = notices.length;
      await capture.take(message(n));
      for (const name of before) {
        if (partNames().includes(name)) continue;
        expect(notices.slice(0, told).join('\n')).toContain(name);
      }
      const total = partNames().reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
      expect(total).toBeLessThanOrEqual(1600);
    }
    expect(written()).toContain(event(29));
    // No more went than had to.
    expect(partNames()).toHaveLength(4);
    expect(notices[0]).toContain('Move it away if you need it');
  });

  test('what has no place already is announced at the start, and deleted at the next rotation', async () => {
    const first = await capturing({ maxSize: 400 });
    for (let n = 0; n < 12; n++) await first.take(message(n));
    await first.close();
    const [oldest, second, ...others] = partNames().slice(1);
    const next = await capturing({ maxSize: 400, maxTotal: 1200 });
    expect(partNames()).toEqual(['capture.jsonl', oldest, second, ...others]);
    expect(notices.join('\n')).toContain(oldest);
    expect(notices.join('\n')).toContain('Move it away if you need it');
    for (let n = 12; !partNames().some((name) => name.includes('000005')); n++) await next.take(message(n));
    expect(partNames()).not.toContain(oldest);
  });

  test('a part that is larger than it should be, so that nothing announced it, stays until it was', async () => {
    const capture = await capturing({ maxSize: 400, maxTotal: 800 });
    await capture.take(message(...Array(20).keys()));
    await capture.take(message(20));
    const [, large] = partNames();
    expect(notices).toEqual([expect.stringContaining(large!)]);
    for (let n = 21; partNames().includes(large!); n++) await capture.take(message(n));
    expect(partNames()[1]).toContain('000002');
  });

  test('no file of somebody else is one, whatever it is called', async () => {
    const others = [
      'capture.20261127.jsonl',
      'capture.000001.jsonl',
      'capture.part-000001.jsonl',
      'capture.part-000002-0123abcd.jsonl',
    ];
    for (const name of others) writeFileSync(join(folder, name), linesOf(1, 2, 3));
    mkdirSync(join(folder, 'capture.part-000003-0123abcd.jsonl'));
    const capture = await capturing({ maxSize: 400, maxTotal: 800 });
    for (let n = 0; n < 20; n++) await capture.take(message(n));
    for (const name of others) expect(written(join(folder, name))).toBe(linesOf(1, 2, 3));
    expect(notices.join('\n')).not.toMatch(/0123abcd|20261127/);
  });

  test("a part that was changed is its reader's now", async () => {
    const capture = await capturing({ maxSize: 400, maxTotal: 800 });
    for (let n = 0; n < 5; n++) await capture.take(message(n));
    const part = join(folder, partNames()[1]!);
    writeFileSync(part, `my notes\n${written(part)}`);
    for (let n = 5; n < 20; n++) await capture.take(message(n));
    expect(written(part)).toContain('my notes');
  });

  test('another file that was put in place of the capture becomes none', async () => {
    const capture = await capturing({ maxSize: 400 });
    for (let n = 0; n < 2; n++) await capture.take(message(n));
    renameSync(path, join(folder, 'moved'));
    writeFileSync(path, 'of somebody else\n');
    for (let n = 2; n < 6; n++) await capture.take(message(n));
    await capture.close();
    const texts = readdirSync(folder).map((name) => [name, written(join(folder, name))] as const);
    expect(texts.filter(([name, text]) => name.includes('part-') && text.startsWith('of somebody'))).toEqual([]);
  });
});

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

describe('a capture reached through a symbolic link', () => {
  let linked: string;

  /** `path` is in a folder of its own, to which the folder `linked` leads. */
  beforeEach(() => {
    const real = join(folder, 'real');
    mkdirSync(real);
    path = join(real, 'capture.jsonl');
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
