import { expect } from 'vitest';
import { manySessions } from '../unit/analysis/many-sessions.js';
import { test } from './harness/host-test.js';

const SESSIONS = 10_000;
/** Every eighth session's connection drops: more findings than VS Code keeps of one file. */
const SILENT = SESSIONS / 8;

test('10,000 sessions: capped problems say so, and the lists stay quick', async ({ workbench }) => {
  await workbench.open({ 'day.jsonl': manySessions(SESSIONS) });
  await workbench.openFile('day.jsonl');
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain(`Janus: 10,000 sessions, ${SILENT.toLocaleString('en')} silent`);

  await workbench.runCommand('Explorer: Focus on Janus Sessions View');
  await expect.poll(() => workbench.page.locator('.pane .monaco-list-row', { hasText: '1,250' }).count()).toBe(1);
  const view = workbench.page.locator('.pane', { has: workbench.page.locator('h3.title:text-is("Janus Sessions")') });
  // A list that was empty when it got the focus may have handed it back.
  await expect
    .poll(async () => {
      await workbench.runCommand('Explorer: Focus on Janus Sessions View');
      return view.locator('.monaco-list:focus').count();
    })
    .toBe(1);
  const focused = view.locator('.monaco-list-row.focused');
  // A group shows a thousand at most: then its first rows make room.
  for (const left of [1050, 850, 650, 450, 250, 50]) {
    // The last row of the first group: it is behind it that the next group begins.
    await expect
      .poll(async () => {
        await workbench.pressKey('End');
        await workbench.pressKey('ArrowUp');
        return focused.innerText();
      })
      .toMatch(
        new RegExp(`Show ${String(Math.min(200, left))} more….*${left.toLocaleString('en')} are not shown`, 's'),
      );
    await workbench.pressKey('Enter');
  }
  await workbench.pressKey('Home');
  await expect.poll(() => view.locator('.monaco-list-row', { hasText: 'earlier' }).count()).toBe(1);
  await workbench.pressKey('ArrowDown');
  await expect.poll(() => focused.innerText()).toContain('Show 200 earlier ones…');
  await workbench.pressKey('Enter');
  await workbench.screenshot('many-sessions');

  await workbench.runCommand('Janus: Go to Session…');
  const started = performance.now();
  await expect.poll(async () => (await workbench.quickInput.labels()).length, { interval: 20 }).toBeGreaterThan(5);
  console.log(`10,000 sessions are in the picker after ${String(Math.round(performance.now() - started))} ms`);
  await workbench.quickInput.input.fill(String(1_000_000_000_000 + 7919 * 9999));
  await expect.poll(() => workbench.quickInput.labels()).toHaveLength(1);
  await workbench.pressKey('Enter');
  await expect.poll(async () => (await workbench.activeEditor()).line).toBeGreaterThan(30_000);

  const problems = await workbench.problems();
  expect(problems).toHaveLength(1000);
  expect(problems.find(({ code }) => code === 'more-findings')?.message).toMatch(/^251 more findings/);
});
