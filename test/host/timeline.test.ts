import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from '../setup/steps.mjs';
import { test } from './harness/host-test.js';
import type { Workbench } from './harness/workbench.js';

const LOG = '1.1.2/churn/events.jsonl';
const lines = readFileSync(join(ROOT, 'test', 'corpus', LOG), 'utf8').split('\n');

async function openTimeline(workbench: Workbench): Promise<Frame> {
  await workbench.open({ 'busy.jsonl': { corpus: LOG } });
  await workbench.openFile('busy.jsonl');
  await workbench.page.locator('.editor-actions .action-label[aria-label^="Open Timeline"]').click();
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/All\s*277/);
  return frame;
}

const shownSession = (frame: Frame): Promise<string> =>
  frame
    .locator('.detail h2 .id')
    .innerText({ timeout: 1000 })
    .catch(() => '');

test('the timeline opens beside the log and leads to its places', async ({ workbench }) => {
  const frame = await openTimeline(workbench);
  expect(await workbench.tabs()).toEqual([['busy.jsonl'], ['Timeline: busy.jsonl']]);
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/Silent\s*77/);

  // By key: the first silent session, from the timeline, which keeps the focus.
  await frame.locator('.lanes-focus').focus();
  await workbench.pressKey('Alt+j');
  await expect.poll(() => shownSession(frame)).toBe('7667251482035859');
  expect((await workbench.activeEditor()).name).toBe('Timeline: busy.jsonl');
  // Pressed faster than the log can follow.
  for (const key of ['Alt+j', 'Alt+j', 'Shift+Alt+j', 'Shift+Alt+j']) await workbench.pressKey(key);
  const cursorLine = workbench.page.locator('.editor-group-container .active-line-number').first();
  await expect.poll(() => cursorLine.innerText()).toBe('64');
  await workbench.page.waitForTimeout(2000);
  await expect.poll(() => shownSession(frame)).toBe('7667251482035859');
  expect((await workbench.activeEditor()).name).toBe('Timeline: busy.jsonl');
  const first = await shownSession(frame);
  await workbench.pressKey('Alt+j');
  await expect.poll(() => shownSession(frame)).not.toBe(first);
  await workbench.pressKey('Shift+Alt+j');
  await expect.poll(() => shownSession(frame)).toBe(first);
  await workbench.screenshot('timeline-beside-log');

  // Enter opens the log where the session ended.
  await frame.locator('.lanes-focus').focus();
  await workbench.pressKey('Enter');
  await expect.poll(async () => (await workbench.activeEditor()).name).toBe('busy.jsonl');
  const { line } = await workbench.activeEditor();
  expect(lines[line! - 1]).toContain('"disconnected"');

  // An evidence link does, too.
  await frame.locator('.evidence a, .evidence vscode-link').first().click();
  await expect
    .poll(async () => lines[((await workbench.activeEditor()).line ?? 1) - 1])
    .toContain(`"session_id":${first},"event":{"name":"created"`);
});

test('the timeline explains why a session is flagged', async ({ workbench }) => {
  const frame = await openTimeline(workbench);
  await frame.locator('.lanes-focus').focus();
  await workbench.pressKey('n');
  await frame.getByText('Why is this session flagged?').click();
  await expect.poll(async () => (await workbench.tabs()).flat().join()).toContain('Preview transport-gone.md');
  await workbench.screenshot('explanation-preview');
});

test('the cursor in the log selects the session in the timeline and in the list', async ({ workbench }) => {
  const frame = await openTimeline(workbench);
  const at = lines.findIndex((line) => line.includes('"session_id":8303462664613932'));
  await workbench.tree('Janus Sessions');
  await workbench.page.locator('.editor-group-container .monaco-editor').first().click();
  await workbench.pressKey('Control+g');
  await workbench.page.keyboard.type(String(at + 1));
  await workbench.pressKey('Enter');
  await expect.poll(() => shownSession(frame)).toBe('8303462664613932');
  expect((await workbench.activeEditor()).line).toBe(at + 1);
  await expect
    .poll(() => workbench.page.locator('.pane .monaco-list-row.selected', { hasText: /^\d/ }).allInnerTexts())
    .toEqual([expect.stringContaining('8303462664613932')]);
});

test('the timeline survives a reload of the window, and closing its log', async ({ workbench }) => {
  const frame = await openTimeline(workbench);
  await frame.locator('.lanes-focus').focus();
  await workbench.pressKey('Alt+j');
  await expect.poll(() => shownSession(frame)).toBe('7667251482035859');
  await workbench.page.waitForTimeout(500);
  await workbench.reload();
  let again = await workbench.timelineFrame();
  await expect.poll(() => again.locator('.segments').innerText()).toMatch(/All\s*277/);
  await expect.poll(() => shownSession(again)).toBe('7667251482035859');

  await workbench.page.locator('.tab[data-resource-name="busy.jsonl"]').click({ button: 'middle' });
  expect(await workbench.tabs()).toEqual([['Timeline: busy.jsonl']]);
  again = await workbench.timelineFrame();
  await again.locator('.lanes-focus').focus();
  await workbench.pressKey('Enter');
  await expect.poll(async () => (await workbench.activeEditor()).name).toBe('busy.jsonl');

  await workbench.runCommand('View: Close All Editors');
  await expect.poll(async () => (await workbench.problems()).length).toBe(0);
});
