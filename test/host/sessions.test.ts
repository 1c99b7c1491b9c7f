import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from '../setup/steps.mjs';
import { flaggedIds } from './harness/expected.js';
import { test } from './harness/host-test.js';
import type { Workbench } from './harness/workbench.js';

const LOG = '1.1.2/kill9-restart/events.jsonl';
const lines = readFileSync(join(ROOT, 'test', 'corpus', LOG), 'utf8').split('\n');
const VIEW = 'Janus Sessions';

async function openLog(workbench: Workbench): Promise<void> {
  await workbench.open({ 'killed.jsonl': { corpus: LOG }, 'other.json': '{}\n' });
  await workbench.openFile('killed.jsonl');
  await expect.poll(async () => (await workbench.tree(VIEW)).length).toBeGreaterThan(4);
}

test('the session list has the silent ones first, and acts on them', async ({ workbench }) => {
  await openLog(workbench);
  const groups = async (): Promise<string[][]> =>
    (await workbench.tree(VIEW))
      .filter(({ level }) => level === 1)
      .map(({ label, description }) => [label, description]);
  await expect.poll(groups).toEqual([
    ['Ended silently', '4'],
    ['janus-112', '6'],
  ]);
  const rows = await workbench.tree(VIEW);
  const silent = rows.filter(({ level }) => level === 2);
  expect(silent.map(({ label }) => label).sort()).toEqual(flaggedIds(LOG));
  expect(silent[0]?.description).toMatch(/^\d\d:\d\d:\d\dZ server-crashed$/);
  await workbench.screenshot('sessions-view');

  const { label } = silent[1]!;
  await (await workbench.treeRow(VIEW, label)).click();
  const ended = lines.findIndex((line, at) => at > 0 && line.includes('"started"')) + 1;
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ line: ended, column: 1 });

  await workbench.clickTreeAction(VIEW, label, 'Copy Session Id');
  await expect.poll(() => workbench.page.evaluate(() => navigator.clipboard.readText())).toBe(label);

  await workbench.clickTreeAction(VIEW, label, 'Show in Timeline');
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.detail h2').innerText()).toContain(label);

  // Another file in front: the list stays with the log.
  await workbench.openFile('other.json');
  expect((await workbench.tree(VIEW)).length).toBe(rows.length);
});

test('next and previous silent session, by key from the log, around the ends', async ({ workbench }) => {
  await openLog(workbench);
  await workbench.page.locator('.editor-group-container.active .monaco-editor').click();
  await workbench.pressKey('Control+Home');
  const restart = lines.findIndex((line, at) => at > 0 && line.includes('"started"')) + 1;
  for (const step of [1, 2, 3, 4, 1]) {
    await workbench.pressKey('Alt+j');
    await expect
      .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
      .toContain(`Janus: silent session ${String(step)} of 4`);
    await expect
      .poll(() => workbench.activeEditor())
      .toMatchObject({ line: restart, selected: expect.any(Number) as number });
    // The editor takes a moment to have the focus again.
    await workbench.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  }
  await workbench.pressKey('Shift+Alt+j');
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Janus: silent session 4 of 4');

  const problems = await workbench.tree(VIEW);
  expect(problems.find(({ label }) => label === 'Ended silently')?.expanded).toBe(true);
});

test('Go to Session… finds a session and leads to it', async ({ workbench }) => {
  await openLog(workbench);
  await workbench.runCommand('Janus: Go to Session…');
  await expect.poll(async () => (await workbench.quickInput.labels()).length).toBeGreaterThan(3);
  const labels = await workbench.quickInput.labels();
  expect(labels[0]).toMatch(/ended silently · server-crashed · certain/);
  await workbench.screenshot('go-to-session');
  const [, id] = flaggedIds(LOG);
  await workbench.quickInput.input.fill(id!);
  await workbench.pressKey('Enter');
  const restart = lines.findIndex((line, at) => at > 0 && line.includes('"started"')) + 1;
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ line: restart });
});

test('sessions are called by name first; a lane has a context menu of its own, and is copied for a ticket', async ({
  workbench,
}) => {
  const log = { 'rooms.jsonl': { corpus: '1.1.2/webrtc-videoroom/events.jsonl' } };
  await workbench.open(log, { 'janusEvents.sessionNames': 'display' });
  await workbench.openFile('rooms.jsonl');
  const silent = async (): Promise<string[]> =>
    (await workbench.tree(VIEW)).filter(({ level }) => level === 2).map(({ label }) => label);
  await expect.poll(async () => (await silent()).length).toBe(2);
  for (const label of await silent()) expect(label).toMatch(/^[a-z]+-[a-z-]+$/);
  await workbench.screenshot('names-first');
  const problems = await workbench.problems();
  expect(problems[0]?.message).toMatch(/^[a-z-]+: Its WebSocket closed /);
  await workbench.runCommand('Janus: Open Timeline');
  const frame = await workbench.timelineFrame();
  await frame.locator('.page:not(.blank)').waitFor();
  await frame.locator('.lanes-focus').focus();
  await workbench.pressKey('n');
  await frame.locator('.company').waitFor();
  const box = (await frame.locator('.lanes-canvas').boundingBox())!;
  await workbench.page.mouse.click(box.x + 60, box.y + 55, { button: 'right' });
  const menu = workbench.page.locator('.monaco-menu .action-label');
  await menu.first().waitFor();
  await workbench.screenshot('lane-menu');
  await expect.poll(() => menu.allInnerTexts()).toContain('Copy Session as Markdown');
  await workbench.chooseInMenu('Copy Session as Markdown');
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Session copied as Markdown');
  await expect
    .poll(() => workbench.page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^### `[^`]+`, session `457324058324600`: destroyed\n/);
});
