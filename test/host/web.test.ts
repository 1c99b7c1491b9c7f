/** The extension in a browser: in VS Code's web worker extension host, where there is no Node and no file has a path. */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { ROOT } from '../setup/steps.mjs';
import { flaggedIds } from './harness/expected.js';
import { test } from './harness/host-test.js';
import { janusStatus } from './harness/janus-status.js';
import { IN_BROWSER } from './harness/settings.js';
import { touch } from './harness/touch.js';
import type { Workbench } from './harness/workbench.js';

const LOG = '1.1.2/ws-drop-reclaim0/events.jsonl';
const bytes = readFileSync(join(ROOT, 'test', 'corpus', LOG));

const janusProblems = async (workbench: Workbench): Promise<string[]> =>
  (await workbench.problems())
    .flatMap(({ message, source }) => (source === 'Janus' ? (/^Session (\d+)/.exec(message)?.[1] ?? []) : []))
    .sort();

/** What the command palette offers of ours. */
async function offered({ page, quickInput }: Workbench): Promise<string[]> {
  await page.keyboard.press('F1');
  await quickInput.input.fill('>Janus: ');
  await quickInput.rows.first().waitFor();
  const found = new Set<string>();
  // The list draws what is in sight: it is gone through until it begins anew.
  for (;;) {
    const row = page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row.focused');
    const label = await row.getAttribute('aria-label');
    if (label === null || found.has(label)) break;
    found.add(label);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => row.getAttribute('aria-label')).not.toBe(label);
  }
  await page.keyboard.press('Escape');
  return [...found].filter((label) => label.startsWith('Janus: ')).map((label) => label.replace(/,.*$/, ''));
}

test('a log is read in a web worker, shown, and read again when it grows', async ({ workbench }) => {
  const half = bytes.indexOf(0x0a, bytes.length / 2) + 1;
  await workbench.open({ 'drops.jsonl': bytes.subarray(0, half) }, IN_BROWSER);
  await workbench.openFile('drops.jsonl');
  await expect.poll(() => janusStatus(workbench)).toMatch(/^Janus: \d+ sessions/);
  const log = join(workbench.folder, 'drops.jsonl');
  appendFileSync(log, bytes.subarray(half));
  await expect
    .poll(() => {
      touch(log);
      return janusStatus(workbench);
    })
    .toBe('Janus: 23 sessions, 21 silent');
  await expect.poll(() => janusProblems(workbench)).toEqual(flaggedIds(LOG));

  await workbench.clickOpenTimeline();
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/All\s*23/);
  await workbench.runCommand('Janus: Next Flagged Session');
  const shown = frame.locator('.detail h2 .id');
  await expect.poll(() => shown.innerText()).toMatch(/\d{10}/);
  expect(flaggedIds(LOG)).toContain(/\d{10,}/.exec(await shown.innerText())?.[0]);
  await workbench.screenshot('web-timeline');
});

test('what a browser cannot do is not offered', async ({ workbench }) => {
  await workbench.open({ 'drops.jsonl': { corpus: LOG } }, IN_BROWSER);
  await workbench.openFile('drops.jsonl');
  await expect.poll(() => janusStatus(workbench)).toBe('Janus: 23 sessions, 21 silent');
  const commands = await offered(workbench);
  expect(commands).toContain('Janus: Open Timeline');
  expect(commands).toContain('Janus: Export for Perfetto…');
  expect(commands).toContain('Janus: Export Report…');
  expect(commands).toContain('Janus: Start Live Session…');
  expect(commands.filter((title) => /Index|Reveal/i.test(title))).toEqual([]);
  await workbench.screenshot('web-palette');
});

test('a log in gzip is shown as text, with its findings', async ({ workbench }) => {
  await workbench.open({ 'packed.jsonl.gz': gzipSync(bytes) }, IN_BROWSER);
  await workbench.quickInput.pick('Control+p', 'packed', 'packed.jsonl.gz');
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ name: 'packed.jsonl', line: 1 });
  await expect.poll(() => janusProblems(workbench)).toEqual(flaggedIds(LOG));
});
