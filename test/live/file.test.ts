/** The source that follows a file, as another program writes and rotates it. */
import { appendFileSync, copyFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileSource } from '../../src/live/file/file-source.js';
import type { LiveSource } from '../../src/live/live-source.js';
import { eventOf, FULL_DISK, RecordingSink, startSource, type Running } from './harness/recording-sink.js';
import { until } from './harness/until.js';

let folder: string;
let path: string;
let sink: RecordingSink;
const sources: LiveSource[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'janus-followed-'));
  path = join(folder, 'events.jsonl');
  sink = new RecordingSink();
});
afterEach(async () => {
  for (const source of sources.splice(0)) await source.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function followed(from?: 'beginning' | 'end'): Promise<Running> {
  const source = fileSource({ path, ...(from && { from }) });
  sources.push(source);
  return await startSource(source, sink);
}

const allOf = (count: number) => Array.from({ length: count }, (_, k) => eventOf(k));
const append = (...events: number[]) => appendFileSync(path, events.map((k) => `${eventOf(k)}\n`).join(''));
const taken = (count: number) => until(`${count} are taken`, () => sink.events.length === count);

test('takes what is appended, each event whole, from the end or from the beginning', async () => {
  append(0, 1);
  await followed('beginning');
  await taken(2);
  appendFileSync(path, eventOf(2).slice(0, 50));
  appendFileSync(path, eventOf(2).slice(50));
  await taken(3);
  append(3);
  await taken(4);
  expect(sink.events).toEqual(allOf(4));

  const later = new RecordingSink();
  const source = fileSource({ path });
  sources.push(source);
  await startSource(source, later);
  append(4);
  await until('the new one is taken', () => later.events.length === 1);
  expect(later.events).toEqual([eventOf(4)]);
});

test('waits for a file that is not there', async () => {
  const running = await followed();
  expect(running.states.at(-1)).toMatchObject({ kind: 'waiting' });
  append(0);
  await running.state('running');
  await taken(1);
});

test('goes on in the new file when the old one was renamed, and takes the last of the old one', async () => {
  append(0);
  const running = await followed('beginning');
  await taken(1);
  renameSync(path, `${path}.1`);
  appendFileSync(`${path}.1`, `${eventOf(1)}\n`);
  append(2);
  await taken(3);
  await running.notice('was rotated');
  append(3);
  await taken(4);
  expect(sink.events).toEqual(allOf(4));
});

test('begins again when the file was copied and emptied', async () => {
  append(0, 1);
  const running = await followed('beginning');
  await taken(2);
  copyFileSync(path, `${path}.1`);
  truncateSync(path);
  await running.notice('was emptied');
  append(2);
  await taken(3);
  expect(sink.events).toEqual(allOf(3));
});

test('takes events in any form, and tells of what is none', async () => {
  const running = await followed();
  const [first, second] = allOf(2).map((event) => JSON.parse(event) as object);
  writeFileSync(path, `${JSON.stringify([first, second], null, 3)}\n/janus/events/sessions ${eventOf(2)}\n`);
  await taken(3);
  appendFileSync(path, '{"emitter": damaged}\nno event at all\n');
  append(3);
  await taken(4);
  await running.notice(`What came from ${path} holds`);
});

test('holds back what cannot be written', async () => {
  sink.problem = FULL_DISK;
  await followed();
  append(0, 1, 2);
  await until('it is tried', () => sink.failures > 1);
  sink.problem = null;
  await taken(3);
  expect(sink.events).toEqual(allOf(3));
});

test('a folder cannot be followed', async () => {
  path = folder;
  await expect(followed()).rejects.toThrow(`Cannot follow ${folder}: it is a directory.`);
});
