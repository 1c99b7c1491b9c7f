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
  await workbench.clickOpenTimeline();
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/All\s*277/);
  return frame;
}

const shownSession = (frame: Frame): Promise<string> =>
  frame
    .locator('.detail h2 .id')
    .innerText({ timeout: 1000 })
    .catch(() => '');

test('a search is saved under a name, applied again and removed', async ({ workbench }) => {
  const frame = await openTimeline(workbench);
  const field = frame.locator('.search input');
  const filters = frame.locator('vscode-button[aria-label="Filters: apply, save, remove"]');
  const { quickInput, page } = workbench;
  await field.fill('echotest');
  await filters.click();
  await quickInput.choose('Save the search…');
  await quickInput.answer('A name for it', 'echo tests');
  await page.locator('.statusbar-item', { hasText: 'The search is saved as echo tests' }).waitFor();
  await field.fill('');
  await filters.click();
  await quickInput.choose('echo tests');
  await expect.poll(() => field.inputValue()).toBe('echotest');
  await field.fill('');
  await filters.click();
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'echo tests' });
  await row.hover();
  await row.locator('[aria-label="Remove"]').click();
  await expect.poll(() => row.count()).toBe(0);
});

test('another clock is kept where the workspace has one of its own', async ({ workbench }) => {
  await workbench.open({
    'busy.jsonl': { corpus: LOG },
    '.vscode/settings.json': JSON.stringify({ 'janusEvents.clock': 'utc' }),
  });
  await workbench.openFile('busy.jsonl');
  await workbench.clickOpenTimeline();
  const frame = await workbench.timelineFrame();
  const zone = frame.locator('vscode-dropdown[aria-label="Time zone"]');
  await expect.poll(() => zone.evaluate((dropdown) => (dropdown as HTMLSelectElement).value)).toBe('utc');
  await zone.evaluate((dropdown) => {
    (dropdown as HTMLSelectElement).value = 'elapsed';
    dropdown.dispatchEvent(new Event('change'));
  });
  const settings = join(workbench.folder, '.vscode', 'settings.json');
  await expect.poll(() => readFileSync(settings, 'utf8')).toContain('"elapsed"');
});

/** Resolves when the page has given VS Code a state to keep that holds a text: nothing in the window shows it. */
async function stateKept(frame: Frame, text: string): Promise<void> {
  // The frame around the page passes it on through a port.
  await frame.parentFrame()!.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const post = Reflect.get(MessagePort.prototype, 'postMessage') as (...message: unknown[]) => void;
        Reflect.set(MessagePort.prototype, 'postMessage', function (this: MessagePort, ...message: unknown[]) {
          post.apply(this, message);
          const { channel, data } = message[0] as { channel?: unknown; data?: unknown };
          if (channel === 'do-update-state' && String(data).includes(wanted)) resolve();
        });
      }),
    text,
  );
}

test('the timeline opens beside the log and leads to its places', async ({ workbench }) => {
  const frame = await openTimeline(workbench);
  await expect.poll(() => workbench.tabs()).toEqual([['busy.jsonl'], ['Timeline: busy.jsonl']]);
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
  await expect.poll(async () => lines[((await workbench.activeEditor()).line ?? 1) - 1]).toContain('"disconnected"');

  // An evidence link does, too.
  await frame.locator('.evidence a, .evidence vscode-link').first().click();
  await expect
    .poll(async () => lines[((await workbench.activeEditor()).line ?? 1) - 1])
    .toContain(`"session_id":${first},"event":{"name":"created"`);
});

test('timelines of several logs share one column', async ({ workbench }) => {
  const names = ['a.jsonl', 'b.jsonl', 'c.jsonl'];
  await workbench.open(Object.fromEntries(names.map((name) => [name, { corpus: '1.1.2/kill9-restart/events.jsonl' }])));
  const groups = workbench.page.locator('.editor-group-container');
  for (const [k, name] of names.entries()) {
    if (k > 0) {
      await groups.first().locator('.tab.active').click();
      await groups
        .and(workbench.page.locator('.active'))
        .locator(`.tab[data-resource-name="${names[k - 1]!}"]`)
        .waitFor();
    }
    await workbench.openFile(name);
    await workbench.clickOpenTimeline();
    const logs = names.slice(0, k + 1);
    await expect.poll(() => workbench.tabs()).toEqual([logs, logs.map((log) => `Timeline: ${log}`)]);
  }
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
  const kept = stateKept(frame, '7667251482035859');
  await frame.locator('.lanes-focus').focus();
  await workbench.pressKey('Alt+j');
  await expect.poll(() => shownSession(frame)).toBe('7667251482035859');
  await kept;
  await workbench.reload();
  let again = await workbench.timelineFrame();
  await expect.poll(() => again.locator('.segments').innerText()).toMatch(/All\s*277/);
  await expect.poll(() => shownSession(again)).toBe('7667251482035859');

  await workbench.page.locator('.tab[data-resource-name="busy.jsonl"]').click({ button: 'middle' });
  await expect.poll(() => workbench.tabs()).toEqual([['Timeline: busy.jsonl']]);
  again = await workbench.timelineFrame();
  await again.locator('.lanes-focus').focus();
  await workbench.pressKey('Enter');
  await expect.poll(async () => (await workbench.activeEditor()).name).toBe('busy.jsonl');

  await workbench.runCommand('View: Close All Editors');
  await expect.poll(async () => (await workbench.problems()).length).toBe(0);
});
