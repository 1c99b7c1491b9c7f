import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from '../setup/steps.mjs';
import { test } from './harness/host-test.js';
import { janusStatus } from './harness/janus-status.js';

const corpus = (log: string): string => readFileSync(join(ROOT, 'test', 'corpus', log), 'utf8');

test('a log that is written to is followed by status bar, problems and timeline', async ({ workbench }) => {
  const lines = corpus('1.1.2/kill9-restart/events.jsonl').split(/(?<=\n)/);
  const restart = lines.findIndex((line, k) => k > 0 && line.includes('"started"'));
  await workbench.open({ 'live.jsonl': lines.slice(0, restart).join('') });
  const file = join(workbench.folder, 'live.jsonl');
  await workbench.openFile('live.jsonl');
  await expect.poll(() => janusStatus(workbench)).toMatch(/^Janus: \d+ sessions, 0 silent$/);
  await workbench.runCommand('Janus: Open Timeline');
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/Silent\s*0/);

  // The half of an event says nothing yet but that it is half.
  const half = Math.floor(lines[restart]!.length / 2);
  appendFileSync(file, lines[restart]!.slice(0, half));
  await expect.poll(async () => (await workbench.problems()).map(({ code }) => code)).toEqual(['cut']);
  appendFileSync(file, lines[restart]!.slice(half));
  await expect.poll(() => janusStatus(workbench)).toMatch(/, 4 silent$/);
  await expect
    .poll(async () => (await workbench.problems()).map(({ code }) => code))
    .toEqual(Array(4).fill('session-ended-without-event (server-crashed)'));
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/Silent\s*4/);

  // Line by line, without a pause.
  for (const line of lines.slice(restart + 1)) appendFileSync(file, line);
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 10 sessions, 4 silent');
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/All\s*10/);
  await workbench.screenshot('growing-log');
  expect(await workbench.notifications()).toEqual([]);
});

test('a log that is rotated, cut and replaced is read anew, even where nobody watches files', async ({ workbench }) => {
  const first = corpus('1.1.2/kill9-restart/events.jsonl');
  const second = corpus('1.1.2/stop-sigterm/events.jsonl');
  await workbench.open({ 'janus.log': first }, { 'files.watcherExclude': { '**/*.log': true } });
  const file = join(workbench.folder, 'janus.log');
  await workbench.openFile('janus.log');
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 10 sessions, 4 silent');

  renameSync(file, `${file}.1`);
  writeFileSync(file, second);
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 5 sessions, 4 silent');
  truncateSync(file, 0);
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 0 sessions, 0 silent');
  appendFileSync(file, first);
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 10 sessions, 4 silent');

  rmSync(file);
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: log cannot be read');
  mkdirSync(file);
  await expect
    .poll(async () => (await workbench.statusBarItems()).find(({ text }) => text.startsWith('Janus:'))?.accessible)
    .toContain('it is a directory');
  rmSync(file, { recursive: true });
  writeFileSync(file, second);
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 5 sessions, 4 silent');
  expect(await workbench.notifications()).toEqual([]);
});
