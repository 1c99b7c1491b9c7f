/** What other extensions, assistants and links reach: driven by an extension of another publisher. */
import { symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { test } from './harness/host-test.js';
import type { Workbench } from './harness/workbench.js';

const LOG = '1.1.2/handlers-A/events.json';
const SILENT = '4884597670586653';

/** The text of the document that the other extension shows, as far as an editor draws it. */
const answer = async ({ page }: Workbench): Promise<string> =>
  (await page.locator('.editor-group-container.active .view-line').allInnerTexts())
    .join('\n')
    .replaceAll('\u00a0', ' ');

async function ask(workbench: Workbench, command: string, question: string, input: string): Promise<void> {
  await workbench.runCommand(command);
  await workbench.quickInput.answer(question, input);
}

test('another extension is told the findings of a log that is not open, and opens its timeline', async ({
  workbench,
}) => {
  await workbench.open({ 'calls.json': { corpus: LOG }, 'notes.txt': 'no log\n' });
  await ask(workbench, 'Other: Ask for Findings', 'Which log?', 'calls.json');
  await expect.poll(() => answer(workbench)).toContain('"version": 1');
  const told = await answer(workbench);
  expect(told).toContain('"cause": "transport-gone"');
  expect(told).toContain(`"id": "${SILENT}"`);
  await ask(workbench, 'Other: Ask for Findings', 'Which log?', 'notes.txt');
  await expect.poll(() => answer(workbench)).toContain('refused: notes.txt holds no Janus events');
  await ask(workbench, 'Other: Open Logs', 'Which log?', 'calls.json');
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('body').innerText()).toMatch(/All\s+14\s+Silent\s+2/);
});

test('an assistant asks about logs of the workspace, and about nothing else', async ({ workbench }) => {
  await workbench.open({ 'calls.json': { corpus: LOG } });
  const use = (name: string, input: object): Promise<void> =>
    ask(workbench, 'Other: Use Tool', 'Which tool?', JSON.stringify({ name, input }));
  await use('janus_logs', {});
  await expect.poll(() => answer(workbench)).toContain('"calls.json"');
  await use('janus_explain_session', { log: 'calls.json', session: SILENT });
  await expect.poll(() => answer(workbench)).toContain('"cause": "transport-gone"');
  // What is only asked about is not opened for the person.
  expect(await workbench.problems()).toEqual([]);
  const outside = join(dirname(workbench.folder), 'outside.json');
  writeFileSync(outside, '{}');
  await use('janus_summary', { log: outside });
  await expect.poll(() => answer(workbench)).toContain('is neither open nor a file of the workspace');
  symlinkSync(outside, join(workbench.folder, 'linked.json'));
  await use('janus_summary', { log: 'linked.json' });
  await expect.poll(() => answer(workbench)).toMatch(/linked\.json.* is neither open nor a file of the workspace/);
});

test('a copied link leads to its session again', async ({ workbench }) => {
  await workbench.open({ 'calls.json': { corpus: LOG } });
  await workbench.openFile('calls.json');
  await expect.poll(async () => (await workbench.tree('Janus Sessions')).length).toBeGreaterThan(3);
  await (await workbench.treeRow('Janus Sessions', SILENT)).click({ button: 'right' });
  await workbench.chooseInMenu('Copy Link');
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Link copied: "Developer: Open URL" opens it in a browser');
  const copied = (): Promise<string> => workbench.page.evaluate(() => navigator.clipboard.readText());
  await expect
    .poll(copied)
    .toMatch(/:\/\/janus-event-inspector\.janus-event-inspector\/open\?log=calls\.json&session=/);
  await ask(workbench, 'Developer: Open URL', 'URL', await copied());
  await workbench.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Open' }).first().click();
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.detail h2').innerText()).toContain(SILENT);
});

test('a link of a stranger to a file outside of the workspace is asked about first', async ({ workbench }) => {
  await workbench.open({ 'calls.json': { corpus: LOG } });
  const link = 'code-oss://janus-event-inspector.janus-event-inspector/open?log=file:///etc/hostname';
  await ask(workbench, 'Developer: Open URL', 'URL', link);
  await workbench.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Open' }).first().click();
  const question = workbench.page.locator('.monaco-dialog-box', { hasText: 'A link wants to open /etc/hostname' });
  await question.waitFor();
  await workbench.screenshot('link-asked');
  await question.locator('.monaco-button', { hasText: 'Cancel' }).click();
  expect(await workbench.tabs()).toEqual([[]]);
});
