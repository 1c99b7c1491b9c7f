import { expect } from 'vitest';
import { test } from './harness/host-test.js';

/** Would be a link to a command, an icon, a line of its own and text from right to left, if it were taken for more than text. */
const NAME = '[x](command:workbench.action.openSettings) $(alert)\n\u001b[31m\u202ered';
/** What is to be seen of it. */
const SEEN = '[x](command:workbench.action.openSettings) $(alert)\\u000a\\u001b[31m\\u202ered';

const event = (microseconds: number, rest: object): string =>
  JSON.stringify({ emitter: NAME, timestamp: 1_700_000_000_000_000 + microseconds, ...rest });
const connection = { transport: 'janus.transport.websockets', id: '0x1' };
const session = { session_id: 7 };
const handle = { ...session, handle_id: 8, opaque_id: NAME };
const info = { version_string: '1.1.2', 'reclaim-session-timeout': 0, 'server-name': NAME };

const LOG = [
  event(0, { type: 256, subtype: 1, event: { status: 'started', info } }),
  event(1e6, { type: 128, event: { ...connection, data: { event: 'connected' } } }),
  event(2e6, { type: 1, ...session, event: { name: 'created', transport: connection } }),
  event(3e6, { type: 2, ...handle, event: { name: 'attached', plugin: 'janus.plugin.videoroom', opaque_id: NAME } }),
  event(4e6, { type: 128, event: { ...connection, data: { event: 'disconnected' } } }),
  event(4e6 + 5, { type: 2, ...handle, event: { name: 'detached', plugin: 'janus.plugin.videoroom' } }),
  event(9e6, { type: 128, event: { ...connection, id: '0x2', data: { event: 'connected' } } }),
  // One that goes on: the list shows it under the name of its server.
  event(9e6, { type: 1, session_id: 9, event: { name: 'created', transport: { ...connection, id: '0x2' } } }),
].join('\n');

test('names that strangers chose are text wherever the workbench shows them', async ({ workbench }) => {
  const { page } = workbench;
  const empty = '[y](command:workbench.action.openSettings) $(alert).log';
  await workbench.open({ 'named.jsonl': `${LOG}\n`, [empty]: 'nothing\n' });
  await workbench.openFile('named.jsonl');
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Janus: 2 sessions, 1 silent');
  const [problem] = await workbench.problems();
  expect(problem?.message).toContain(`Session 7 (${SEEN})`);

  const shown = async (): Promise<string> =>
    (await workbench.tree('Janus Sessions')).map(({ text }) => text).join('\n');
  await expect.poll(shown).toContain(SEEN);
  await workbench.screenshot('hostile-names-tree');

  await workbench.pressKey('F1');
  await page.keyboard.type('Janus: Go to Session');
  await page.keyboard.press('Enter');
  const row = page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row', { hasText: '7' }).first();
  await expect.poll(() => row.innerText()).toContain('$(alert)');
  expect(await row.locator('.codicon-alert').count()).toBe(0);
  await workbench.screenshot('hostile-names-quick-pick');
  await workbench.pressKey('Escape');

  await workbench.quickInput.pick('Control+p', empty, empty);
  await workbench.runCommand('Janus: Open Timeline');
  await expect.poll(async () => (await workbench.notifications()).join('\n')).toContain('holds no Janus events');
  expect(await page.locator('.notifications-toasts .notification-list-item-message a').count()).toBe(0);
  expect(await page.locator('a[href^="command:workbench.action.openSettings"]').count()).toBe(0);
  await workbench.screenshot('hostile-names-notification');
});
