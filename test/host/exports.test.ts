/** Reports that are saved out of a log, with Node at hand: of files by the command line, of what has no file of its bytes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from '../setup/steps.mjs';
import { reportByCommandLine } from './harness/command-line-report.js';
import { test } from './harness/host-test.js';
import { save } from './harness/save-dialog.js';
import type { Workbench } from './harness/workbench.js';

const LOG = '1.1.2/ws-drop-reclaim0/events.jsonl';

const read = (workbench: Workbench): Promise<void> =>
  expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Janus: 23 sessions, 21 silent');

async function exported(workbench: Workbench, label: string, as: string): Promise<string> {
  await workbench.runCommand('Janus: Export Report…');
  await workbench.quickInput.choose(label);
  const path = await save(workbench, { suggested: new RegExp(`\\.${label.toLowerCase()}$`), as, told: /Exported/ });
  await workbench.runCommand('Notifications: Clear All Notifications');
  return readFileSync(path, 'utf8');
}

test("reports of a file are the command line's, and those of a pasted log say the same", async ({ workbench }) => {
  await workbench.open({ 'drops.jsonl': { corpus: LOG } });
  const file = join(workbench.folder, 'drops.jsonl');
  await workbench.openFile('drops.jsonl');
  await read(workbench);
  expect(await exported(workbench, 'SARIF', 'file.sarif')).toBe(reportByCommandLine(file, 'sarif'));
  const ofFile = await exported(workbench, 'CSV', 'file.csv');
  expect(ofFile).toBe(reportByCommandLine(file, 'csv'));

  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('File: New Untitled Text File');
  const text = readFileSync(join(ROOT, 'test', 'corpus', LOG), 'utf8');
  await workbench.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await workbench.page.locator('.editor-group-container.active .monaco-editor').click();
  await workbench.pressKey('Control+v');
  await read(workbench);
  const ofText = await exported(workbench, 'CSV', 'text.csv');
  // Only the column that names the log differs.
  expect(ofText.replaceAll('untitled:Untitled-1', file)).toBe(ofFile);
});
