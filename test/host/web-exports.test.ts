/** What is saved out of a log in VS Code's web worker extension host, where there is no Node. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { reportByCommandLine } from './harness/command-line-report.js';
import { test } from './harness/host-test.js';
import { save } from './harness/save-dialog.js';
import { IN_BROWSER } from './harness/settings.js';
import { touch } from './harness/touch.js';
import type { Workbench } from './harness/workbench.js';

const LOG = '1.1.2/ws-drop-reclaim0/events.jsonl';
const DARK = { ...IN_BROWSER, 'workbench.colorTheme': 'Default Dark Modern' };
const LIGHT = { ...IN_BROWSER, 'workbench.colorTheme': 'Default Light Modern' };

async function open(workbench: Workbench, settings: Record<string, unknown>): Promise<void> {
  await workbench.open({ 'drops.jsonl': { corpus: LOG } }, settings);
  await workbench.openFile('drops.jsonl');
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Janus: 23 sessions, 21 silent');
}

/** What the command line writes of the same log. */
const byCommandLine = ({ folder }: Workbench, format: string, more: readonly string[] = []): string =>
  reportByCommandLine(join(folder, 'drops.jsonl'), format, more);

/** A report without what says where its files are: the command line names them by path, a browser by URI. */
const placeless = (text: string): string => text.replaceAll(/(?:file|vscode-remote):\/\/[^/"]*\//g, '/');

test('reports are those of the command line', async ({ workbench }) => {
  await open(workbench, DARK);
  for (const [label, format, ending] of [
    ['CSV', 'csv', 'csv'],
    ['SARIF', 'sarif', 'sarif'],
    ['JSON', 'json', 'report.json'],
  ] as const) {
    await workbench.runCommand('Janus: Export Report…');
    await workbench.quickInput.choose(label);
    const path = await save(workbench, { suggested: new RegExp(`drops\\.jsonl\\.${ending}$`), told: /Exported drops/ });
    expect(placeless(readFileSync(path, 'utf8'))).toBe(placeless(byCommandLine(workbench, format)));
    await workbench.runCommand('Notifications: Clear All Notifications');
  }
});

test('a report says what is expected', async ({ workbench }) => {
  await open(workbench, DARK);
  const baseline = join(workbench.folder, 'janus-events-expected.json');
  byCommandLine(workbench, 'csv', ['--write-baseline', baseline, '--reason', 'known']);
  const statuses = async (): Promise<string[]> => {
    touch(baseline);
    return (await workbench.statusBarItems()).map(({ text }) => text);
  };
  // Less often than the extension waits for a file to rest.
  await expect.poll(statuses, { interval: 2000 }).toContain('Janus: 23 sessions, 21 silent (21 expected)');
  await workbench.runCommand('Janus: Export Report…');
  await workbench.quickInput.choose('CSV');
  const again = await save(workbench, { suggested: /drops\.jsonl\.csv$/, told: /Exported drops/ });
  const expected = byCommandLine(workbench, 'csv', ['--baseline', baseline]);
  expect(placeless(readFileSync(again, 'utf8'))).toBe(placeless(expected));
  expect(expected).toContain('known');
});

test('an excerpt, a ticket and a picture are made of a session', async ({ workbench }) => {
  await open(workbench, LIGHT);
  await workbench.clickOpenTimeline();
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/All\s*23/);
  await workbench.runCommand('Janus: Save Timeline as PNG…');
  const picture = await save(workbench, { suggested: /drops\.jsonl\.png$/, told: /Saved drops\.jsonl\.png/ });
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG');
  await workbench.runCommand('Notifications: Clear All Notifications');

  const rows = await workbench.tree('Janus Sessions');
  const id = rows.map(({ label }) => /^\d{10,}/.exec(label)?.[0]).find((found) => found !== undefined)!;
  await (await workbench.treeRow('Janus Sessions', id)).click({ button: 'right' });
  await workbench.chooseInMenu('Copy Session as Markdown');
  await expect.poll(() => workbench.page.evaluate(() => navigator.clipboard.readText())).toContain(id);
  await (await workbench.treeRow('Janus Sessions', id)).click({ button: 'right' });
  await workbench.chooseInMenu('Save Excerpt');
  await workbench.quickInput.choose('With stand-ins');
  const excerpt = await save(workbench, {
    suggested: new RegExp(`session-${id}\\.jsonl$`),
    told: /the verdict on the session is the same/,
  });
  expect(readFileSync(excerpt, 'utf8')).toContain(id);
  await workbench.screenshot('web-exports');
});
