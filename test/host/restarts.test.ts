/** What stays of the extension when it is switched off and on, or put in anew, and what two windows show of one log. */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject } from 'vitest';
import { installInto } from '../setup/run-code-server.mjs';
import { ROOT } from '../setup/steps.mjs';
import { test } from './harness/host-test.js';
import { janusStatus } from './harness/janus-status.js';
import { Workbench } from './harness/workbench.js';

const LOG = '1.1.2/ws-drop-reclaim0/events.jsonl';
const ALL = 'Janus: 23 sessions, 21 silent';

/** Waits until the timeline in sight shows all of the log, and what is asked there is answered. */
async function timelineAnswers(workbench: Workbench): Promise<void> {
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/Silent\s*21/);
  await frame.locator('.lanes-focus').focus();
  await workbench.pressKey('Home');
  await frame.locator('.detail .evidence').first().waitFor();
}

test('switched off it leaves nothing, switched on again its open timeline goes on', async ({ workbench }) => {
  await workbench.open({ 'drops.jsonl': { corpus: LOG } });
  await workbench.openFile('drops.jsonl');
  await workbench.clickOpenTimeline();
  await timelineAnswers(workbench);

  await workbench.runCommand('Extensions: Disable All Installed Extensions');
  await workbench.reload();
  await expect.poll(() => workbench.problems()).toEqual([]);
  expect(await janusStatus(workbench)).toBeUndefined();

  await workbench.runCommand('Extensions: Enable All Extensions');
  await workbench.reload();
  await expect.poll(() => janusStatus(workbench)).toBe(ALL);
  await expect.poll(async () => (await workbench.problems()).length).toBe(21);
  await timelineAnswers(workbench);
});

test('put in anew while its timeline is open, it answers on, and goes on after a reload', async ({ workbench }) => {
  await workbench.open({ 'drops.jsonl': { corpus: LOG } });
  await workbench.openFile('drops.jsonl');
  await workbench.clickOpenTimeline();
  await timelineAnswers(workbench);
  await installInto(inject('home'), inject('vsix'));
  await workbench.pressKey('Escape');
  await timelineAnswers(workbench);
  await workbench.reload();
  await timelineAnswers(workbench);
  await expect.poll(async () => (await workbench.problems()).length).toBe(21);
});

test('two windows on one log that grows show the same', async ({ workbench }) => {
  const lines = readFileSync(join(ROOT, 'test', 'corpus', LOG), 'utf8').split(/(?<=\n)/);
  await workbench.open({ 'drops.jsonl': lines.slice(0, 40).join('') });
  const other = new Workbench(await workbench.page.context().newPage());
  try {
    await other.page.goto(workbench.page.url());
    for (const one of [workbench, other]) {
      await one.openFile('drops.jsonl');
      await one.clickOpenTimeline();
    }
    const before = await janusStatus(workbench);
    expect(before).not.toBe(ALL);
    await expect.poll(() => janusStatus(other)).toBe(before);
    appendFileSync(join(workbench.folder, 'drops.jsonl'), lines.slice(40).join(''));
    for (const one of [workbench, other]) {
      await one.page.bringToFront();
      await expect.poll(() => janusStatus(one)).toBe(ALL);
      await timelineAnswers(one);
    }
  } finally {
    await other.page.close();
  }
});
