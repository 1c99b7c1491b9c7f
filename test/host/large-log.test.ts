import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { ROOT } from '../setup/steps.mjs';
import { test } from './harness/host-test.js';

const LOG = readFileSync(join(ROOT, 'test', 'corpus', '1.1.2/kill9-restart/events.jsonl'), 'utf8');

/** Padded by an event type that tells nothing of sessions to more than VS Code shows to extensions. */
function large(): string {
  const filler = {
    emitter: 'janus-112',
    type: 4,
    timestamp: 1795417184000000,
    event: { schema: 'x', data: 'y'.repeat(900) },
  };
  return JSON.stringify(filler).concat('\n').repeat(55_000) + LOG;
}

test('a log over 50 MB is read, judged and jumped to, although extensions never see its text', async ({
  workbench,
}) => {
  await workbench.open({ 'large.jsonl': large() });
  await workbench.openFile('large.jsonl');
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Janus: 10 sessions, 4 silent');
  expect((await workbench.problems()).map(({ line }) => line)).toEqual(Array(4).fill(55_018));
  await workbench.runCommand('Janus: Next Flagged Session');
  await workbench.page.waitForTimeout(2000);
  await workbench.screenshot('large-log');
  expect((await workbench.notifications()).filter((text) => !text.includes('tokenization'))).toEqual([]);
});

test('the text of a gzip log is there again after a reload', async ({ workbench }) => {
  await workbench.open({ 'packed.jsonl.gz': gzipSync(LOG) });
  await workbench.quickInput.pick('Control+p', 'packed', 'packed.jsonl.gz');
  await expect.poll(() => workbench.tabs()).toEqual([['packed.jsonl']]);
  await workbench.reload();
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Janus: 10 sessions, 4 silent');
  expect(await workbench.tabs()).toEqual([['packed.jsonl']]);
  expect(await workbench.problems()).toHaveLength(4);
});
