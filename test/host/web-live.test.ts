/** Live sessions in VS Code's web worker extension host: MQTT over WebSocket, from a real broker. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, expect } from 'vitest';
import { startMosquitto, type Mosquitto, type MosquittoOptions } from '../live/harness/mosquitto.js';
import { ROOT } from '../setup/steps.mjs';
import { flaggedIds } from './harness/expected.js';
import { test } from './harness/host-test.js';
import { liveRows, silentEndings, statusOf } from './harness/live-sessions.js';
import { IN_BROWSER } from './harness/settings.js';
import type { Workbench } from './harness/workbench.js';

const RECORDED = join(ROOT, 'test', 'corpus', '1.1.2', 'handlers-A');
const LOG = '1.1.2/handlers-A/events.mqtt.jsonl';
const FLAGGED = flaggedIds(LOG);

interface Message {
  readonly topic: string;
  readonly payload: Buffer;
}

/** What mqttevh published, but for its own status. */
const MESSAGES: readonly Message[] = readFileSync(join(RECORDED, 'wire', 'mqtt.ndjson'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as { topic: string; b64: string })
  .filter(({ topic }) => !topic.endsWith('/status'))
  .map(({ topic, b64 }) => ({ topic, payload: Buffer.from(b64, 'base64') }));

const opened: { readonly dispose: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.dispose();
});

async function brokerWith(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const broker = await startMosquitto({ websockets: true, ...options });
  opened.push(broker);
  return broker;
}

async function publish({ url }: Mosquitto, messages: readonly Message[], more: object = {}): Promise<void> {
  const client: MqttClient = await connectAsync(url, more);
  try {
    await Promise.all(messages.map(({ topic, payload }) => client.publishAsync(topic, payload, { qos: 1 })));
  } finally {
    await client.endAsync();
  }
}

const profile = (url: string, more: object = {}): Record<string, unknown> => ({
  ...IN_BROWSER,
  'janusEvents.live.profiles': [
    { source: 'mqtt', name: 'eu-1', url, topic: '/janus/#', ...more },
    { source: 'http', name: 'of-a-desktop', host: '127.0.0.1', port: 8181 },
  ],
});

async function start(workbench: Workbench, name: string): Promise<void> {
  await workbench.runCommand('Janus: Start Live Session…');
  await workbench.quickInput.choose(name);
}

const told = async (workbench: Workbench): Promise<string> => (await workbench.notifications()).join('\n');

test('events come by MQTT over WebSocket, are judged while they come, and saved', async ({ workbench }) => {
  const broker = await brokerWith();
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' }, profile(broker.url));
  await start(workbench, 'eu-1');
  await expect.poll(() => statusOf(workbench, 'eu-1')).toBe('eu-1: 0/s');
  await publish(broker, MESSAGES);
  await silentEndings(workbench, FLAGGED.length);
  const found = (await workbench.problems()).filter(({ code }) => code.startsWith('session-ended'));
  expect(found.map(({ message }) => /\d{6,}/.exec(message)?.[0]).sort()).toEqual(FLAGGED);
  expect(await liveRows(workbench)).toEqual(
    expect.arrayContaining(['eu-1', broker.url, 'Acknowledged once in memory']),
  );
  await workbench.screenshot('web-live-dark');

  await workbench.runCommand('Janus: Stop Live Session');
  await expect.poll(() => statusOf(workbench, 'eu-1')).toBe('');
  await workbench.runCommand('Janus: Save Capture…');
  const { input } = workbench.quickInput;
  await expect.poll(() => input.inputValue()).toMatch(/eu-1-[\d-]+\.jsonl$/);
  const path = await input.inputValue();
  await workbench.pressKey('Enter');
  await expect.poll(() => told(workbench)).toMatch(/eu-1-[\d-]+\.jsonl is saved/);
  expect(existsSync(path)).toBe(true);
  const events = MESSAGES.flatMap(({ payload }) => ([] as unknown[]).concat(JSON.parse(payload.toString())));
  const captured = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(captured.map((line) => JSON.parse(line) as unknown)).toEqual(events);
});

test('a capture that is nowhere else is not dropped without asking', async ({ workbench }) => {
  const broker = await brokerWith({ user: { name: 'ops', password: 'right' } });
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' }, profile(broker.url, { user: 'ops' }));
  await start(workbench, 'eu-1');
  await workbench.quickInput.answer('Password of ops', 'right');
  await expect.poll(() => statusOf(workbench, 'eu-1')).toBe('eu-1: 0/s');
  await expect.poll(() => told(workbench)).toContain('kept in the memory of this window');
  await publish(broker, MESSAGES, { username: 'ops', password: 'right' });
  await silentEndings(workbench, FLAGGED.length);
  await workbench.runCommand('Janus: Stop Live Session');
  await expect.poll(() => statusOf(workbench, 'eu-1')).toBe('');

  // Its password is known.
  await start(workbench, 'eu-1');
  const dialog = workbench.page.locator('.monaco-dialog-box');
  await expect.poll(() => dialog.innerText()).toContain('is nowhere but in the memory of this window');
  await workbench.screenshot('web-live-discard-dark');
  await dialog.locator('.monaco-button', { hasText: 'Cancel' }).click();
  await silentEndings(workbench, FLAGGED.length);
  expect(await liveRows(workbench)).toContain('71 events');

  await start(workbench, 'eu-1');
  await dialog.locator('.monaco-button', { hasText: 'Discard' }).click();
  await expect.poll(() => liveRows(workbench)).toContain('0 events');
  await expect.poll(() => statusOf(workbench, 'eu-1')).toBe('eu-1: 0/s');
});

test('what a browser cannot reach is said, with what it can', async ({ workbench }) => {
  await workbench.open(
    { 'notes.txt': 'nothing of Janus\n' },
    { ...profile('mqtt://127.0.0.1:1883'), 'workbench.colorTheme': 'Default Light Modern' },
  );
  await start(workbench, 'of-a-desktop');
  await expect.poll(() => told(workbench)).toContain('This profile needs VS Code on a desktop');
  await start(workbench, 'eu-1');
  await expect.poll(() => told(workbench)).toContain('a browser reaches brokers over WebSocket alone');
  await workbench.screenshot('web-live-out-of-reach-light');

  await workbench.runCommand('Janus: Start Live Session…');
  await expect.poll(() => workbench.quickInput.labels()).toContainEqual(expect.stringContaining('MQTT'));
  expect((await workbench.quickInput.labels()).join('\n')).not.toMatch(/GELF|RabbitMQ|nanomsg|HTTP/);
});
