/** Live sessions where something is not as it should be: a workspace nobody trusts, a thread that fails. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, inject } from 'vitest';
import { test } from './harness/host-test.js';
import {
  capturesIn,
  eventsIn,
  FLAGGED,
  freePort,
  liveRows,
  post,
  recordedPosts,
  silentEndings,
  startHttp,
  statusOf,
} from './harness/live-sessions.js';
import { failThread } from './harness/threads.js';

test('a workspace that is not trusted starts, redirects and receives nothing', async ({ workbench }) => {
  const theirs = await freePort();
  const hostile = {
    'janusEvents.live.profiles': [{ source: 'http', name: 'theirs', host: '127.0.0.1', port: theirs }],
    'janusEvents.live.captureFolder': 'captures',
    'janusEvents.live.notifySilentEndings': true,
  };
  await workbench.open(
    { 'notes.txt': 'nothing of Janus\n', '.vscode/settings.json': JSON.stringify(hostile) },
    { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
  );
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text).join('\n'))
    .toContain('Restricted Mode');
  await workbench.runCommand('Janus: Start Live Session…');
  await expect.poll(async () => (await workbench.quickInput.labels()).join('\n')).toContain('HTTP and WebSocket');
  expect((await workbench.quickInput.labels()).join('\n')).not.toContain('theirs');
  await workbench.pressKey('Escape');

  const port = await freePort();
  await startHttp(workbench, 'restricted', port);
  await expect.poll(() => statusOf(workbench, 'restricted')).toBe('restricted: 0/s');
  expect(new Set(await post(port, recordedPosts()))).toEqual(new Set([200]));
  await silentEndings(workbench, FLAGGED.length);
  expect((await workbench.notifications()).join('\n')).not.toContain('without their session event');
  await expect(fetch(`http://127.0.0.1:${String(theirs)}/`)).rejects.toThrow();
  expect(readdirSync(workbench.folder).sort()).toEqual(['.vscode', 'notes.txt']);
  const kept = readdirSync(dirname(inject('settingsFile')), { recursive: true, encoding: 'utf8' });
  expect(kept.filter((file) => /captures.restricted-[^/\\]*\.jsonl$/.test(file))).toHaveLength(1);
  await workbench.screenshot('live-restricted');
});

test('a session whose thread fails says so; started again, it goes on, and nothing answered is lost', async ({
  workbench,
}) => {
  const port = await freePort();
  const posts = recordedPosts();
  const half = Math.floor(posts.length / 2);
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' });
  await startHttp(workbench, 'fails', port);
  await expect.poll(() => statusOf(workbench, 'fails')).toBe('fails: 0/s');
  expect(new Set(await post(port, posts.slice(0, half)))).toEqual(new Set([200]));
  await failThread(port, 'live-worker', 'a fault of a test');
  await expect.poll(() => statusOf(workbench, 'fails')).toBe('fails: failed');
  const words =
    'The session stopped unexpectedly (a fault of a test). What was acknowledged is in the capture. Start it again.';
  await expect.poll(async () => (await workbench.notifications()).join('\n')).toContain(`fails: ${words}`);
  expect((await liveRows(workbench)).join('\n')).toContain(words);
  await workbench.screenshot('live-failed');

  await workbench.page.locator('.notification-list-item .monaco-button', { hasText: 'Start Again' }).click();
  await expect.poll(() => statusOf(workbench, 'fails')).toBe('fails: 0/s');
  expect(new Set(await post(port, posts.slice(half)))).toEqual(new Set([200]));
  await workbench.runCommand('Janus: Stop Live Session');
  await expect.poll(() => statusOf(workbench, 'fails')).toBe('');
  const folder = join(workbench.folder, '.janus');
  const lines = capturesIn(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
  expect(lines).toHaveLength(eventsIn(posts));
  expect(readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
  expect(existsSync(join(workbench.folder, '.janus', '.gitignore'))).toBe(true);
});
