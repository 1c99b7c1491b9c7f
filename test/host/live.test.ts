import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject } from 'vitest';
import { WebSocket } from 'ws';
import { JanusSocket } from '../live/harness/janus-sessions.js';
import { startJanus } from '../live/harness/janus.js';
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
import type { Problem } from './harness/problems.js';

test('a live session: started, followed, stopped', async ({ workbench }) => {
  const port = await freePort();
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' }, { 'workbench.colorTheme': 'Default Light Modern' });
  await startHttp(workbench, 'eu-1', port);
  await expect.poll(() => statusOf(workbench, 'eu-1')).toBe('eu-1: 0/s');
  await workbench.timelineFrame();
  await workbench.screenshot('live-started');

  expect(new Set(await post(port, recordedPosts()))).toEqual(new Set([200]));
  await expect.poll(() => statusOf(workbench, 'eu-1')).toMatch(/^eu-1: [\d.,]*[1-9]\S*\/s$/);
  await silentEndings(workbench, FLAGGED.length);
  // Who wants to be notified of them says so in the settings.
  expect((await workbench.notifications()).join('\n')).not.toContain('without their session event');
  const found = async (): Promise<Problem[]> =>
    (await workbench.problems()).filter(({ code }) => code.startsWith('session-ended'));
  await expect
    .poll(async () => (await found()).map(({ message }) => /\d{6,}/.exec(message)?.[0]).sort())
    .toEqual(FLAGGED);
  expect(new Set((await found()).map(({ file }) => file))).toEqual(
    new Set(capturesIn(join(workbench.folder, '.janus'))),
  );
  await expect
    .poll(() => liveRows(workbench))
    .toEqual(expect.arrayContaining(['eu-1', `http://127.0.0.1:${String(port)}`, 'Acknowledged once written']));
  await workbench.screenshot('live-view-light');

  await workbench.runCommand('Janus: Stop Live Session');
  await expect.poll(() => statusOf(workbench, 'eu-1')).toBe('');
  await expect(fetch(`http://127.0.0.1:${String(port)}/`)).rejects.toThrow();
  const [capture = ''] = capturesIn(join(workbench.folder, '.janus'));
  const captured = readFileSync(join(workbench.folder, '.janus', capture), 'utf8');
  expect(captured.split('\n').filter((line) => line !== '')).toHaveLength(eventsIn(recordedPosts()));
  expect(readdirSync(join(workbench.folder, '.janus')).filter((file) => file.endsWith('.lock'))).toEqual([]);
});

test('what Janus needs is shown, and copied', async ({ workbench }) => {
  const port = await freePort();
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' });
  await startHttp(workbench, 'eu-2', port);
  await workbench.page.locator('.notification-list-item', { hasText: 'eu-2 is ready' }).waitFor();
  await workbench.page
    .locator('.notification-list-item .monaco-button', { hasText: 'Show Janus Configuration' })
    .click();
  await expect.poll(async () => (await workbench.activeEditor()).name).toBe('eu-2.jcfg');
  await workbench.screenshot('live-configuration');
  await workbench.page.locator('.editor-actions [aria-label^="Copy Janus Configuration"]').first().click();
  await expect
    .poll(() => workbench.page.evaluate(() => navigator.clipboard.readText()))
    .toContain(`backend = "http://127.0.0.1:${String(port)}"`);
  await workbench.clickStatusBarItem('eu-2');
  await workbench.quickInput.choose('Stop');
  await expect.poll(() => statusOf(workbench, 'eu-2')).toBe('');
});

test('a password is asked for once, kept out of the settings, and needed', async ({ workbench }) => {
  const port = await freePort();
  const password = 'not-in-any-file';
  const { quickInput } = workbench;
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' });
  await workbench.runCommand('Janus: Start Live Session…');
  await quickInput.choose('HTTP and WebSocket');
  await quickInput.answer('Address to listen on', '0.0.0.0 ');
  await quickInput.answer('Port to listen on', '80x');
  await expect
    .poll(() => workbench.page.locator('.quick-input-message').innerText())
    .toContain('A port is a number from 1 to 65535.');
  await workbench.page.locator('.quick-input-left-action-bar .action-label').click();
  await quickInput.answer('Address to listen on', '127.0.0.1');
  await quickInput.answer('Port to listen on', String(port));
  await quickInput.answer('User that Janus has to name', 'janus');
  await quickInput.answer('Password', password);
  await quickInput.answer('A name for this profile', 'eu-7');
  await expect.poll(() => statusOf(workbench, 'eu-7')).toBe('eu-7: 0/s');
  const posts = recordedPosts();
  expect(await post(port, posts.slice(0, 1))).toEqual([401]);
  const authorization = `Basic ${Buffer.from(`janus:${password}`).toString('base64')}`;
  expect(
    await post(
      port,
      posts.slice(0, 1).map(({ headers, body }) => ({ headers: { ...headers, authorization }, body })),
    ),
  ).toEqual([200]);
  expect((await liveRows(workbench)).join('\n')).not.toContain(password);

  const settings = readFileSync(inject('settingsFile'), 'utf8');
  expect(settings).toContain('"user": "janus"');
  expect(settings).not.toContain(password);
  await workbench.runCommand('Janus: Stop Live Session');
  await expect.poll(() => statusOf(workbench, 'eu-7')).toBe('');
  await workbench.runCommand('Janus: Start Live Session…');
  await quickInput.choose('eu-7');
  await expect.poll(() => statusOf(workbench, 'eu-7')).toBe('eu-7: 0/s');
  await workbench.runCommand('Janus: Stop Live Session');
  await expect.poll(() => statusOf(workbench, 'eu-7')).toBe('');
});

test('a port in use is said, with what to do; nothing is left behind', async ({ workbench }) => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  try {
    await workbench.open({ 'notes.txt': 'nothing of Janus\n' });
    await startHttp(workbench, 'eu-3', port);
    await expect
      .poll(async () => (await workbench.notifications()).join('\n'))
      .toContain(`eu-3: Cannot listen on 127.0.0.1:${String(port)}: port ${String(port)} is in use.`);
    await expect.poll(() => statusOf(workbench, 'eu-3')).toBe('eu-3: failed');
    await expect
      .poll(async () => (await liveRows(workbench)).join('\n'))
      .toContain('Stop the program that uses it, or choose another port');
    await workbench.screenshot('live-port-in-use');
    expect(capturesIn(join(workbench.folder, '.janus'))).toEqual([]);
  } finally {
    await new Promise((resolve) => taken.close(resolve));
  }
  await workbench.page.locator('.notification-list-item .monaco-button', { hasText: 'Start Again' }).click();
  await expect.poll(() => statusOf(workbench, 'eu-3')).toBe('eu-3: 0/s');
});

test('what is no event is told, and disturbs nothing', async ({ workbench }) => {
  const port = await freePort();
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' });
  await startHttp(workbench, 'eu-4', port);
  await expect.poll(() => statusOf(workbench, 'eu-4')).toBe('eu-4: 0/s');
  const json = { 'content-type': 'application/json' };
  const answers = await post(port, [
    { headers: { 'content-type': 'text/plain' }, body: Buffer.from('hello') },
    { headers: json, body: Buffer.from('{"broken": ') },
    { headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync('[{"emitter":"x"}]').subarray(0, 12) },
    { headers: json, body: Buffer.from('{"temperature": 21}') },
  ]);
  expect(answers[0]).toBe(415);
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}`);
  await once(socket, 'open');
  socket.send(Buffer.from([0, 1, 2, 255]));
  expect(new Set(await post(port, recordedPosts()))).toEqual(new Set([200]));
  // Each is told when its source tells it, and the count of bytes every second.
  for (const words of [
    /Content-Type: application\/json/,
    /no Janus events/,
    /The compressed body is cut or damaged/,
    /binary/i,
  ])
    await expect.poll(async () => (await liveRows(workbench)).join('\n')).toMatch(words);
  await silentEndings(workbench, FLAGGED.length);
  await workbench.screenshot('live-bad-input');
  socket.terminate();
});

test('a session that ran when the window closed is offered again', async ({ workbench }) => {
  const port = await freePort();
  const posts = recordedPosts();
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' });
  await startHttp(workbench, 'eu-5', port);
  await expect.poll(() => statusOf(workbench, 'eu-5')).toBe('eu-5: 0/s');
  await post(port, posts.slice(0, 5));
  await workbench.reload();
  await expect.poll(async () => (await workbench.notifications()).join('\n')).toContain('live session "eu-5" stopped');
  await expect(fetch(`http://127.0.0.1:${String(port)}/`)).rejects.toThrow();
  await workbench.screenshot('live-resume');
  await workbench.page.locator('.notification-list-item .monaco-button', { hasText: 'Resume' }).click();
  await expect.poll(() => statusOf(workbench, 'eu-5')).toBe('eu-5: 0/s');
  await post(port, posts.slice(5));
  await silentEndings(workbench, FLAGGED.length);
  expect(capturesIn(join(workbench.folder, '.janus'))).toHaveLength(1);
});

test('a workspace starts, redirects and points nothing', async ({ workbench }) => {
  const hostile = {
    'janusEvents.live.profiles': [{ source: 'http', name: 'theirs', host: '127.0.0.1', port: await freePort() }],
    'janusEvents.live.captureFolder': '../outside',
    'janusEvents.live.keepMegabytes': 2,
  };
  await workbench.open({
    'notes.txt': 'nothing of Janus\n',
    '.vscode/settings.json': JSON.stringify(hostile),
  });
  const outside = join(dirname(workbench.folder), 'outside');
  await workbench.runCommand('Janus: Start Live Session…');
  await expect.poll(async () => (await workbench.quickInput.labels()).join('\n')).toContain('HTTP and WebSocket');
  expect((await workbench.quickInput.labels()).join('\n')).not.toContain('theirs');
  await workbench.pressKey('Escape');
  const port = await freePort();
  await startHttp(workbench, 'ours', port);
  await expect
    .poll(async () => (await workbench.notifications()).join('\n'))
    .toContain('The capture folder "../outside" leads out of the workspace.');
  await workbench.screenshot('live-hostile-workspace');
  expect(existsSync(outside)).toBe(false);
  await expect(fetch(`http://127.0.0.1:${String(port)}/`)).rejects.toThrow();

  // A link inside leads out just as well.
  mkdirSync(outside);
  symlinkSync(outside, join(workbench.folder, 'captures'));
  writeFileSync(
    join(workbench.folder, '.vscode', 'settings.json'),
    JSON.stringify({ 'janusEvents.live.captureFolder': 'captures' }),
  );
  try {
    await workbench.runCommand('Notifications: Clear All Notifications');
    await expect
      .poll(async () => {
        await workbench.runCommand('Janus: Start Live Session…');
        await workbench.quickInput.choose('ours');
        return (await workbench.notifications()).join('\n');
      })
      .toContain('The capture folder "captures" leads out of the workspace.');
    expect(readdirSync(outside)).toEqual([]);
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
});

test('a real Janus: a dropped WebSocket shows as a silent ending', async ({ workbench }) => {
  const port = await freePort();
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' });
  await startHttp(workbench, 'eu-6', port);
  await expect.poll(() => statusOf(workbench, 'eu-6')).toBe('eu-6: 0/s');
  const backend = `http://127.0.0.1:${String(port)}`;
  const janus = await startJanus({ handlers: { sampleevh: { grouping: true, json: 'compact', backend } } });
  try {
    const [kept, dropped] = [await JanusSocket.open(janus), await JanusSocket.open(janus)];
    const open = await kept.create();
    const gone = await dropped.create();
    await kept.attach(open);
    await dropped.attach(gone);
    const frame = await workbench.timelineFrame();
    await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/Open\s*2/);
    await dropped.drop();
    await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/Silent\s*1/);
    await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/Open\s*1/);
    const found = (await workbench.problems()).filter(({ code }) => code.startsWith('session-ended'));
    expect(found.map(({ message }) => message.includes(gone))).toEqual([true]);
    await kept.drop();
    await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/Silent\s*2/);
  } finally {
    await janus.remove();
  }
});
