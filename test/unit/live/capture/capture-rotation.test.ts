import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { capturing, eachInItsOwnFolder, event, folder, linesOf, message, notices, path, written } from './capturing.js';

eachInItsOwnFolder();

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
