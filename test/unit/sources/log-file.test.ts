import { execFileSync } from 'node:child_process';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LogUnreadable, newReadState, readLog, unreadable, type ReadState } from '../../../src/sources/log-file.js';

const folder = mkdtempSync(join(tmpdir(), 'janus-log-file-'));
const content = Buffer.from(Array.from({ length: 200_000 }, (_, k) => `{"n":${String(k)}}\n`).join(''));

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function read(path: string): Promise<{ bytes: Buffer; state: ReadState }> {
  const state = newReadState();
  const pieces: Buffer[] = [];
  for await (const piece of readLog(path, state)) pieces.push(Buffer.from(piece));
  return { bytes: Buffer.concat(pieces), state };
}

describe('reading a log', () => {
  test('gives its bytes, and knows its size', async () => {
    const { bytes, state } = await read(file('plain', content));
    expect(bytes.equals(content)).toBe(true);
    expect(state).toEqual({ ...newReadState(), read: content.length, size: content.length, problem: null });
  });

  test('of no bytes gives none', async () => {
    expect((await read(file('empty', new Uint8Array()))).bytes).toHaveLength(0);
  });

  test('uncompresses gzip by its content, several members too', async () => {
    const { bytes, state } = await read(file('members', Buffer.concat([gzipSync(content), gzipSync(content)])));
    expect(bytes.equals(Buffer.concat([content, content]))).toBe(true);
    expect(state).toMatchObject({ forms: ['gzip'], problem: null });
  });

  test('passes over bytes behind gzip that are none, and says so', async () => {
    const { bytes, state } = await read(
      file('trailing', Buffer.concat([gzipSync(content), Buffer.from('trailing\n')])),
    );
    expect(bytes.equals(content)).toBe(true);
    expect(state.problem).toMatch(/Behind the gzip data stand bytes that are no gzip/);
  });

  test('tells of gzip data behind text where it stands, and how to take it out', async () => {
    const { bytes, state } = await read(file('behind', Buffer.concat([content, gzipSync(content)])));
    expect(bytes.equals(content)).toBe(true);
    expect(state.problem).toContain(`Behind ${String(content.length)} bytes of text stands gzip data`);
    expect(state.problem).toContain(`tail -c +${String(content.length + 1)} FILE`);
  });

  test('of a cut gzip file gives what comes before the cut, and says so', async () => {
    const { bytes, state } = await read(file('cut', gzipSync(content).subarray(0, 200_000)));
    expect(bytes.length).toBeGreaterThan(100_000);
    expect(content.subarray(0, bytes.length).equals(bytes)).toBe(true);
    expect(state.problem).toContain('cut');
  });

  test('of a damaged gzip file gives what comes before the damage, and says so', async () => {
    const damaged = gzipSync(content);
    damaged.fill(0xff, 200_000, 200_100);
    const { bytes, state } = await read(file('damaged', damaged));
    expect(bytes.length).toBeGreaterThan(100_000);
    expect(state.problem).toContain('damaged');
  });

  test.each([
    ['a file that is not there', join(folder, 'nowhere'), 'there is no such file'],
    ['a directory', folder, 'it is a directory'],
  ])('of %s fails in words', async (_what, path, why) => {
    await expect(read(path)).rejects.toThrow(new LogUnreadable(`Cannot read ${path}: ${why}.`));
  });

  test('says permission denied in words', () => {
    expect(unreadable('x', Object.assign(new Error('EACCES'), { code: 'EACCES' })).message).toBe(
      'Cannot read x: permission denied.',
    );
  });

  test('ends where a file ends that is truncated meanwhile', async () => {
    const path = file('shrinking', Buffer.concat([content, content]));
    let length = 0;
    for await (const piece of readLog(path, newReadState())) {
      length += piece.length;
      truncateSync(path, 1000);
    }
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(content.length * 2);
  });

  test('reads what has no size, such as a pipe', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const writing = import('node:fs/promises').then(({ writeFile }) => writeFile(path, content));
    const { bytes } = await read(path);
    await writing;
    expect(bytes.equals(content)).toBe(true);
  });
});
