import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { ROOT } from '../setup/steps.mjs';
import { flaggedIds } from './harness/expected.js';
import { test } from './harness/host-test.js';
import { janusStatus } from './harness/janus-status.js';

const corpus = (log: string): Buffer => readFileSync(join(ROOT, 'test', 'corpus', log));

/** By the file's name: the log of the corpus that it is. */
const FORMS = {
  'indented.json': '1.1.2/ws-drop-reclaim0/events.json',
  'lines.jsonl': '1.1.2/kill9-restart/events.jsonl',
  'subscriber.log': '1.1.2/handlers-A/events.mosquitto_sub-v.log',
  'graylog.raw': '1.1.2/handlers-A/events.gelf-tcp.raw',
  'no-extension': '1.1.2/stop-sigterm/events.json',
  'rotated.log.1': '1.1.2/pfunix/events.jsonl',
};

test('logs of every form are read when they are opened, and no other file', async ({ workbench }) => {
  await workbench.open({
    ...Object.fromEntries(Object.entries(FORMS).map(([name, log]) => [name, { corpus: log }])),
    'packed.jsonl.gz': gzipSync(corpus('1.1.2/ws-drop-reclaim0/events.jsonl')),
    'settings.json': JSON.stringify({ type: 1, timestamp: 1795417497000000, event: 'none of Janus' }, null, 2),
    'empty.json': '',
    'picture.log': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0xff]),
  });
  const forms = { ...FORMS, 'packed.jsonl': '1.1.2/ws-drop-reclaim0/events.jsonl' };
  for (const name of ['settings.json', 'empty.json', 'picture.log']) {
    await workbench.quickInput.pick('Control+p', name, name);
    expect(await janusStatus(workbench)).toBeUndefined();
  }
  for (const [name, log] of Object.entries(FORMS)) {
    await workbench.openFile(name);
    await expect
      .poll(() => janusStatus(workbench), { message: name })
      .toContain(`, ${String(flaggedIds(log).length)} silent`);
  }
  await workbench.quickInput.pick('Control+p', 'packed', 'packed.jsonl.gz');
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ name: 'packed.jsonl', line: 1 });
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 23 sessions, 21 silent');
  await workbench.screenshot('opening-gzip');

  const problems = await workbench.problems();
  for (const [name, log] of Object.entries(forms)) {
    const found = problems.filter(({ file, source }) => file.startsWith(name) && source === 'Janus');
    const ids = found.flatMap(({ message }) => /^Session (\d+)/.exec(message)?.[1] ?? []);
    expect(ids.sort(), name).toEqual(flaggedIds(log));
  }
  expect(await workbench.notifications()).toEqual([]);

  // Closing a log takes its findings along.
  await workbench.runCommand('View: Close All Editors');
  await expect.poll(() => workbench.problems()).toEqual([]);
});

test('a log is known by its content, when it is pasted and when it is there before the window', async ({
  workbench,
}) => {
  await workbench.open({ 'log.jsonl': { corpus: '1.1.2/stop-sigterm/events.jsonl' } });
  await workbench.openFile('log.jsonl');
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 5 sessions, 4 silent');
  await workbench.reload();
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 5 sessions, 4 silent');

  await workbench.runCommand('File: New Untitled Text File');
  const text = corpus('1.1.2/kill9-restart/events.jsonl').toString();
  await workbench.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await workbench.page.locator('.editor-group-container.active .monaco-editor').click();
  await workbench.pressKey('Control+v');
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 10 sessions, 4 silent');
});

test('a command about a file that is no log says why', async ({ workbench }) => {
  await workbench.open({ 'other.json': '{}\n', 'gone.json': '{}\n', 'empty.log': '' });
  for (const [name, message] of [
    [
      'other.json',
      'other.json holds no Janus events: nothing in it has the "type", "timestamp" (in µs) and "event" of one; give the log of an event handler.',
    ],
    ['empty.log', 'empty.log holds no Janus events: it is empty.'],
  ] as const) {
    await workbench.openFile(name);
    await workbench.runCommand('Janus: Open Timeline');
    await expect.poll(() => workbench.notifications()).toContain(message);
  }
  await workbench.openFile('gone.json');
  rmSync(join(workbench.folder, 'gone.json'));
  await workbench.runCommand('Janus: Open Timeline');
  await expect
    .poll(async () => (await workbench.notifications()).join(' '))
    .toMatch(/Cannot read .*gone\.json: there is no such file\./);
  await workbench.screenshot('no-log');
});

test('a log that is edited, written to, cut and removed is judged anew each time', async ({ workbench }) => {
  const log = corpus('1.1.2/stop-sigterm/events.jsonl').toString();
  const lines = log.split('\n');
  const shutdown = lines.findIndex((line) => line.includes('"shutdown"'));
  expect(shutdown).toBeGreaterThan(0);
  await workbench.open({ 'log.jsonl': log });
  const file = join(workbench.folder, 'log.jsonl');
  await workbench.openFile('log.jsonl');
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 5 sessions, 4 silent');

  // Without the shutdown: by hand, not saved.
  await workbench.runCommand('Go to Line/Column...');
  await workbench.page.keyboard.type(String(shutdown + 1));
  await workbench.pressKey('Enter');
  await workbench.pressKey('Control+Shift+k');
  await expect.poll(() => janusStatus(workbench)).not.toBe('Janus: 5 sessions, 4 silent');
  await workbench.pressKey('Control+z');
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 5 sessions, 4 silent');
  await workbench.runCommand('File: Revert File');

  // A damaged stretch.
  writeFileSync(file, log.replace(lines[3]!, lines[3]!.slice(0, 40)));
  await expect
    .poll(async () => (await workbench.problems()).find(({ code }) => code === 'malformed'))
    .toMatchObject({ line: 4, severity: 'info', source: 'Janus' });
  writeFileSync(file, lines.slice(0, 3).join('\n'));
  await expect.poll(() => workbench.problems()).toEqual([]);
  writeFileSync(file, log);
  await expect.poll(async () => (await workbench.problems()).length).toBe(4);

  rmSync(file);
  await expect.poll(() => workbench.problems()).toEqual([]);
  expect(await workbench.notifications()).toEqual([]);
  writeFileSync(file, log);
  await expect.poll(async () => (await workbench.problems()).length).toBe(4);
});
