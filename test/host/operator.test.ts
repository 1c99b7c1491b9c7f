/** "My call dropped at 07:12 and was billed wrong": how an operator gets from a log to the ticket, action by action. */
import { expect } from 'vitest';
import { test } from './harness/host-test.js';
import type { Workbench } from './harness/workbench.js';

const RECORDING = '1.1.2/webrtc-videoroom/events.jsonl';
const CALL = '7681940620871562';

test('it takes three actions to the call, four to the reason, six to the ticket', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open({ 'monday.jsonl': { corpus: RECORDING }, 'ticket.md': '' });
  const actions: string[] = [];
  const act = async (what: string, how: () => Promise<void>): Promise<void> => {
    actions.push(what);
    await how();
  };

  await act('open the log', () =>
    page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'monday' }).click(),
  );
  await logRead(workbench);
  await act('go to a session', () => workbench.runCommand('Janus: Go to Session…'));
  await act('say what the customer said', async () => {
    await workbench.quickInput.input.fill('at:07:12:15 bob');
    await expect.poll(async () => (await workbench.quickInput.labels()).length).toBe(1);
    await workbench.pressKey('Enter');
  });
  await expect.poll(async () => (await workbench.activeEditor()).line).toBe(779);
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  expect(actions).toHaveLength(3);

  await act('ask what is marked there', () => workbench.runCommand('Show or Focus Hover'));
  const reason = page.locator('.monaco-hover:visible .marker');
  await expect.poll(() => reason.first().innerText()).toContain('Its WebSocket closed at');
  await workbench.screenshot('operator-reason');
  expect(actions).toHaveLength(4);
  await workbench.pressKey('Escape');
  await reason.first().waitFor({ state: 'hidden' });

  await act('ask what can be done', () => workbench.pressKey('Control+.'));
  const ticket = page.locator('.action-widget .monaco-list-row', {
    hasText: 'Copy this session as Markdown for a ticket',
  });
  await act('copy it for the ticket', () => ticket.click());
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain(`session \`${CALL}\`: `);
  expect(await copied()).toMatch(/bob-tab-crashed/);
  expect(actions).toHaveLength(6);
});

async function logRead(workbench: Workbench): Promise<void> {
  await workbench.page.locator('.statusbar-item a', { hasText: 'Janus: 4 sessions, 2 silent' }).waitFor();
}
