/** Sessions in VS Code's web worker extension host: gone to, explained in the text, linked to. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from '../setup/steps.mjs';
import { flaggedIds } from './harness/expected.js';
import { test } from './harness/host-test.js';
import { IN_BROWSER } from './harness/settings.js';
import type { Workbench } from './harness/workbench.js';

const LOG = '1.1.2/ws-drop-reclaim0/events.jsonl';
const LINES = readFileSync(join(ROOT, 'test', 'corpus', LOG), 'utf8').split('\n');
const SESSION = flaggedIds(LOG)[3]!;

const statusBar = async (workbench: Workbench): Promise<string[]> =>
  (await workbench.statusBarItems()).map(({ text }) => text);

/** Opens what the clipboard holds as VS Code opens links, once it is a link to the log; returns the link. */
async function openCopied(workbench: Workbench, log: string): Promise<string> {
  const copied = (): Promise<string> => workbench.page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain(`://janus-event-inspector.janus-event-inspector/open?log=${log}&session=`);
  const link = await copied();
  await workbench.runCommand('Developer: Open URL');
  await workbench.quickInput.answer('URL', link);
  await workbench.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Open' }).first().click();
  return link;
}

async function openLog(workbench: Workbench): Promise<void> {
  await workbench.open({ 'drops.jsonl': { corpus: LOG } }, IN_BROWSER);
  await workbench.openFile('drops.jsonl');
  await expect.poll(() => statusBar(workbench)).toContain('Janus: 23 sessions, 21 silent');
}

test('a session is gone to, and explained where its id stands', async ({ workbench }) => {
  await openLog(workbench);
  await workbench.runCommand('Janus: Go to Session…');
  await expect.poll(async () => (await workbench.quickInput.labels()).length).toBeGreaterThan(3);
  await workbench.quickInput.input.fill(SESSION);
  await expect.poll(async () => (await workbench.quickInput.labels())[0]).toContain(SESSION);
  await workbench.pressKey('Enter');
  // Where its connection closed.
  await expect.poll(async () => (await workbench.activeEditor()).selected).toBeGreaterThan(0);

  const line = LINES.findIndex((text) => text.includes(SESSION));
  await workbench.runCommand('Go to Line/Column...');
  await workbench.page.keyboard.type(`${String(line + 1)}:${String(LINES[line]!.indexOf(SESSION) + 1)}`);
  await workbench.pressKey('Enter');
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ line: line + 1 });
  await workbench.runCommand('Show or Focus Hover');
  const hover = workbench.page
    .locator('.monaco-hover:visible .hover-contents', { hasText: 'Show in Timeline' })
    .first();
  await expect.poll(() => hover.innerText()).toContain(`Session ${SESSION}`);
  await expect.poll(() => hover.innerText()).toContain('Ended silently');
  await workbench.screenshot('web-hover-dark');
});

test('a link to a session leads to it again', async ({ workbench }) => {
  await openLog(workbench);
  await (await workbench.treeRow('Janus Sessions', SESSION)).click({ button: 'right' });
  await workbench.chooseInMenu('Copy Link');
  await expect.poll(() => statusBar(workbench)).toContain('Link copied: "Developer: Open URL" opens it in a browser');
  await openCopied(workbench, 'drops.jsonl');
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.detail h2').innerText()).toContain(SESSION);
});

test('the sample log is opened, and a link to it leads to it on every machine', async ({ workbench }) => {
  await workbench.open({ 'notes.txt': 'no log\n' }, { ...IN_BROWSER, 'workbench.colorTheme': 'Default Light Modern' });
  await workbench.runCommand('Janus: Open Sample Log');
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('body').innerText()).toMatch(/Silent\s+1/);
  await workbench.runCommand('Janus: Next Flagged Session');
  const heading = frame.locator('.detail h2');
  await expect.poll(() => heading.innerText()).toMatch(/\d{10}/);
  const shown = /\d{10,}/.exec(await heading.innerText())![0];
  await workbench.screenshot('web-sample-light');
  await (await workbench.treeRow('Janus Sessions', shown)).click({ button: 'right' });
  await workbench.chooseInMenu('Copy Link');
  const link = await openCopied(workbench, 'sample%3A');
  expect(link).toContain(`session=${shown}`);
  await workbench.runCommand('View: Close All Editors');
  await openCopied(workbench, 'sample%3A');
  const again = await workbench.timelineFrame();
  await expect.poll(() => again.locator('.detail h2').innerText()).toContain(shown);
});
