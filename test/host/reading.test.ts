import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from '../setup/steps.mjs';
import { test } from './harness/host-test.js';
import type { Workbench } from './harness/workbench.js';

const LOG = '1.1.2/stop-sigterm/events.jsonl';
const LINES = readFileSync(join(ROOT, 'test', 'corpus', LOG), 'utf8').split('\n');
/** One that ended silently. */
const SESSION = '5486376363613040';
/** Numbers of its lines, from 1. */
const OWN = LINES.flatMap((line, k) => (line.includes(SESSION) ? [k + 1] : []));

const languageOf = (workbench: Workbench): Promise<string> =>
  workbench.page.locator('#status\\.editor\\.mode:visible').innerText();

async function goTo(workbench: Workbench, line: number, column: number): Promise<void> {
  await workbench.runCommand('Go to Line/Column...');
  await workbench.page.keyboard.type(`${String(line)}:${String(column)}`);
  await workbench.pressKey('Enter');
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ line, column });
}

async function hover(workbench: Workbench, line: number, text: string): Promise<string> {
  await goTo(workbench, line, LINES[line - 1]!.indexOf(text) + 1);
  await workbench.runCommand('Show or Focus Hover');
  const shown = workbench.page.locator('.monaco-hover:visible .hover-contents', { hasText: 'Show in Timeline' });
  await shown.first().waitFor();
  return shown.first().innerText();
}

test('a log is in a language of its own, unless somebody has chosen another; other JSON is JSON', async ({
  workbench,
}) => {
  await workbench.open(
    {
      'lines.json': { corpus: LOG },
      'chosen.txt': { corpus: LOG },
      'associated.data': { corpus: LOG },
      'menu.json': '{ "type": 1 }\n',
    },
    { 'files.associations': { '*.data': 'json' } },
  );
  await workbench.openFile('lines.json');
  await expect.poll(() => languageOf(workbench)).toBe('Janus Events');
  // Nobody says that the end of the file was expected behind the first event.
  await expect
    .poll(async () => (await workbench.problems()).map(({ source }) => source))
    .toEqual(Array(4).fill('Janus'));

  await workbench.openFile('chosen.txt');
  await expect.poll(() => languageOf(workbench)).toBe('Janus Events');
  await workbench.quickInput.pick('F1', '>Change Language Mode', 'Change Language Mode');
  await workbench.page.locator('.quick-input-widget:visible input[placeholder="Select Language Mode"]').waitFor();
  await workbench.page.keyboard.type('Plain Text');
  await workbench.pressKey('Enter');
  await expect.poll(() => languageOf(workbench)).toBe('Plain Text');

  await workbench.openFile('associated.data');
  await expect.poll(() => languageOf(workbench)).toBe('JSON');
  await workbench.openFile('menu.json');
  await expect.poll(() => languageOf(workbench)).toBe('JSON');
});

test('the text of a log says what it means, and leads from event to event', async ({ workbench }) => {
  await workbench.open({ 'log.jsonl': { corpus: LOG } }, { 'workbench.colorTheme': 'Default Dark Modern' });
  await workbench.openFile('log.jsonl');
  await expect.poll(() => languageOf(workbench)).toBe('Janus Events');
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Janus: 5 sessions, 4 silent');

  const last = OWN.at(-1)!;
  const told = await hover(workbench, last, SESSION);
  expect(told).toContain(`Session ${SESSION}`);
  expect(told).toContain('Ended silently');
  await workbench.screenshot('reading-hover-dark');
  await workbench.pressKey('Escape');

  await goTo(workbench, last, LINES[last - 1]!.indexOf(SESSION) + 1);
  await workbench.pressKey('F12');
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ line: OWN[0] });
  await workbench.pressKey('Alt+k');
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ line: OWN[1] });
  await workbench.pressKey('Alt+k');
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ line: OWN[2] });
  await workbench.pressKey('Shift+Alt+k');
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ line: OWN[1] });

  // A link of the hover.
  await hover(workbench, last, SESSION);
  await workbench.page.locator('.monaco-hover:visible a', { hasText: 'Previous Event' }).first().click();
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ line: OWN.at(-2) });

  await workbench.quickInput.pick('F1', '>Go to Symbol in Editor...', 'Go to Symbol in Editor...');
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: SESSION }).first().waitFor();
  await workbench.screenshot('reading-symbols-dark');
  await workbench.page.keyboard.type(SESSION);
  await workbench.pressKey('Enter');
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ line: OWN[0] });
});

test('the outline and the references of a session, in light colours', async ({ workbench }) => {
  await workbench.open({ 'log.jsonl': { corpus: LOG } }, { 'workbench.colorTheme': 'Default Light Modern' });
  await workbench.openFile('log.jsonl');
  await expect.poll(() => languageOf(workbench)).toBe('Janus Events');
  await workbench.runCommand('Explorer: Focus on Outline View');
  await expect.poll(async () => (await workbench.tree('Outline')).map(({ label }) => label)).toContain('janus-112');
  await workbench.runCommand('View: Focus Active Editor Group');
  await goTo(workbench, OWN[0]!, LINES[OWN[0]! - 1]!.indexOf(SESSION) + 1);
  await workbench.pressKey('Shift+F12');
  await expect.poll(() => workbench.page.locator('.reference-zone-widget .monaco-list-row').count()).toBe(OWN.length);
  await workbench.screenshot('reading-references-light');
  await workbench.pressKey('Escape');
  await hover(workbench, OWN[1]!, 'timestamp');
  await workbench.screenshot('reading-hover-light');
});
