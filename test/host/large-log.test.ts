import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { ROOT } from '../setup/steps.mjs';
import { test } from './harness/host-test.js';

const LOG = readFileSync(join(ROOT, 'test', 'corpus', '1.1.2/kill9-restart/events.jsonl'), 'utf8');

/** Padded to about so many KB by an event type that tells nothing of sessions. */
function padded(kilobytes: number): string {
  const filler = {
    emitter: 'janus-112',
    type: 4,
    timestamp: 1795417184000000,
    event: { schema: 'x', data: 'y'.repeat(900) },
  };
  return JSON.stringify(filler).concat('\n').repeat(kilobytes) + LOG;
}

test('a log over 50 MB is read, judged and stepped through, although extensions never see its text', async ({
  workbench,
}) => {
  await workbench.open({ 'large.jsonl': padded(55_000), 'middling.jsonl': padded(20_000) });
  await workbench.openFile('large.jsonl');
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Janus: 10 sessions, 4 silent');
  expect((await workbench.problems()).map(({ line }) => line)).toEqual(Array(4).fill(55_018));
  await workbench.runCommand('Janus: Next Flagged Session');
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Janus: silent session 1 of 4');
  await expect
    .poll(() => workbench.notifications())
    .toContainEqual(expect.stringMatching(/^large\.jsonl has .*too much/));
  await expect
    .poll(async () => (await workbench.tabs()).flat())
    .toContainEqual(expect.stringMatching(/^Events of session/));
  await workbench.screenshot('large-log');
  // Extensions see the text of this one, but where files are elsewhere VS Code asks before it shows it.
  await workbench.openFile('middling.jsonl');
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Janus: 10 sessions, 4 silent');
  await workbench.runCommand('Janus: Next Flagged Session');
  await expect
    .poll(() => workbench.notifications())
    .toContainEqual(expect.stringMatching(/^middling\.jsonl has .*too much/));
  // Nothing is read any more that could be cancelled.
  await workbench.pressKey('F1');
  await workbench.quickInput.input.fill('>Janus: C');
  await expect
    .poll(() => workbench.quickInput.labels())
    .toContainEqual(expect.stringMatching(/^Janus: Copy Timeline as PNG/));
  expect(await workbench.quickInput.labels()).not.toContainEqual(expect.stringMatching(/^Janus: Cancel Reading/));
  await workbench.pressKey('Escape');
});

test('reading a log that takes too long can be cancelled, and taken up again', async ({ workbench }) => {
  await workbench.open({ 'endless.jsonl': LOG });
  // A hole of a terabyte takes no room on the disk, and minutes to be read.
  truncateSync(join(workbench.folder, 'endless.jsonl'), 2 ** 40);
  const texts = async (): Promise<string[]> => (await workbench.statusBarItems()).map(({ text }) => text);
  await workbench.openFile('endless.jsonl');
  await expect.poll(texts).toContainEqual(expect.stringMatching(/^Janus: reading \d+ %/));
  await workbench.runCommand('Janus: Cancel Reading');
  await expect.poll(texts).toContainEqual('Janus: 10 sessions, 4 silent so far, reading cancelled');
  await workbench.clickStatusBarItem('reading cancelled');
  await expect.poll(texts).toContainEqual(expect.stringMatching(/^Janus: reading \d+ %/));
  await workbench.runCommand('Janus: Cancel Reading');
  await expect.poll(texts).toContainEqual('Janus: 10 sessions, 4 silent so far, reading cancelled');
});

test('the text of a gzip log is there again after a reload', async ({ workbench }) => {
  await workbench.open({ 'packed.jsonl.gz': gzipSync(LOG) });
  await workbench.quickInput.pick('Control+p', 'packed', 'packed.jsonl.gz');
  await expect.poll(() => workbench.tabs()).toEqual([['packed.jsonl']]);
  await workbench.reload();
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Janus: 10 sessions, 4 silent');
  await expect.poll(async () => (await workbench.activeEditor()).name).toBe('packed.jsonl');
  await expect.poll(() => workbench.problems()).toHaveLength(4);
});
