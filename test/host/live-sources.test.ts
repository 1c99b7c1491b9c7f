/** Live sessions of other sources than plain HTTP, and what is told of them while somebody works on something else. */
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { connectAsync } from 'mqtt';
import { expect } from 'vitest';
import { makeCertificates } from '../live/harness/certificates.js';
import { startMosquitto } from '../live/harness/mosquitto.js';
import { test } from './harness/host-test.js';
import {
  FLAGGED,
  freePort,
  liveRows,
  post,
  recordedPosts,
  silentEndings,
  startHttp,
  statusOf,
} from './harness/live-sessions.js';

/** An event as Janus 1.1.2 tells it, `at` in ms since some time. */
const eventAt = (at: number, header: object, event: object): string =>
  JSON.stringify({ emitter: 'janus', ...header, timestamp: (1_795_417_200_000 + at) * 1000, event });

/** A session from its beginning to the end of its WebSocket, which ends it silently. */
function silentEnding(id: number): string[] {
  const [session, handle] = [{ session_id: id }, { session_id: id, handle_id: id + 1 }];
  const over = { transport: 'janus.transport.websockets', id: `c${String(id)}` };
  const at = id * 1000;
  return [
    eventAt(at, { type: 128 }, { ...over, data: { event: 'connected' } }),
    eventAt(at + 1, { type: 1, ...session }, { name: 'created', transport: over }),
    eventAt(at + 2, { type: 2, ...handle }, { name: 'attached', plugin: 'janus.plugin.echotest' }),
    eventAt(at + 100, { type: 128 }, { ...over, data: { event: 'disconnected' } }),
    eventAt(at + 101, { type: 2, ...handle }, { name: 'detached', plugin: 'janus.plugin.echotest' }),
  ];
}

test('with a certificate of the user it takes https', async ({ workbench }) => {
  const port = await freePort();
  const certificates = makeCertificates();
  const { certificate, key } = certificates.server;
  const profile = { source: 'http', name: 'with-tls', host: '127.0.0.1', port, certificate, key };
  try {
    await workbench.open({ 'notes.txt': 'nothing of Janus\n' }, { 'janusEvents.live.profiles': [profile] });
    await workbench.runCommand('Janus: Start Live Session…');
    await workbench.quickInput.choose('with-tls');
    await expect.poll(() => statusOf(workbench, 'with-tls')).toBe('with-tls: 0/s');
    await expect.poll(() => liveRows(workbench)).toContain(`https://127.0.0.1:${String(port)}`);
    const ca = readFileSync(certificates.ca);
    for (const { headers, body } of recordedPosts()) {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port, method: 'POST', ca, headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        sent.on('error', reject);
        sent.end(body);
      });
      expect(status).toBe(200);
    }
    await silentEndings(workbench, FLAGGED.length);
    // Who does not know the authority sends nothing here.
    await expect(fetch(`https://127.0.0.1:${String(port)}/`)).rejects.toThrow();
    await workbench.runCommand('Janus: Stop Live Session');
    await expect.poll(() => statusOf(workbench, 'with-tls')).toBe('');
  } finally {
    certificates.remove();
  }
});

test('MQTT: asked for step by step, taken from a broker, which keeps what comes meanwhile', async ({ workbench }) => {
  const broker = await startMosquitto({ user: { name: 'inspector', password: 'of-the-broker' } });
  const janus = await connectAsync(broker.url, { username: 'inspector', password: 'of-the-broker' });
  const { quickInput } = workbench;
  const events = silentEnding(7);
  const publish = (event: string): Promise<unknown> => janus.publishAsync('/janus/events/core', event, { qos: 1 });
  try {
    await workbench.open({ 'notes.txt': 'nothing of Janus\n' });
    await workbench.runCommand('Janus: Start Live Session…');
    await quickInput.choose('MQTT');
    await quickInput.answer('Address of the broker', broker.url);
    await quickInput.answer('Topic filter');
    await quickInput.choose('5');
    await quickInput.answer('User at the broker', 'inspector');
    await quickInput.answer('Password', 'of-the-broker');
    await quickInput.answer('A name for this profile', 'by-mqtt');
    await expect.poll(() => statusOf(workbench, 'by-mqtt')).toBe('by-mqtt: 0/s');
    for (const event of events.slice(0, 3)) await publish(event);
    await janus.publishAsync('/janus/events/sensors', '{"temperature": 21}', { qos: 1 });
    const frame = await workbench.timelineFrame();
    await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/All\s*1/);
    await expect.poll(async () => (await liveRows(workbench)).join('\n')).toContain('3 events');
    expect((await liveRows(workbench)).join('\n')).toMatch(/no Janus event/);
    await workbench.screenshot('live-mqtt');

    await workbench.runCommand('Janus: Stop Live Session');
    await expect.poll(() => statusOf(workbench, 'by-mqtt')).toBe('');
    for (const event of events.slice(3)) await publish(event);
    await workbench.runCommand('Janus: Start Live Session…');
    await quickInput.choose('by-mqtt');
    await expect.poll(async () => (await liveRows(workbench)).join('\n')).toContain('2 events');
    await workbench.runCommand('Janus: Stop Live Session');
    await expect.poll(() => statusOf(workbench, 'by-mqtt')).toBe('');
  } finally {
    await janus.endAsync();
    await broker.dispose();
  }
});

test('new silent endings are notified where that is wanted, the first at once and the next not yet', async ({
  workbench,
}) => {
  const port = await freePort();
  const end = async (id: number): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    expect(await post(port, [{ headers, body: Buffer.from(`[${silentEnding(id).join(',')}]`) }])).toEqual([200]);
  };
  const told = async (): Promise<string[]> =>
    (await workbench.notifications()).filter(
      (text) => text.includes('without their session event') || text.includes('without its session event'),
    );
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' }, { 'janusEvents.live.notifySilentEndings': true });
  await startHttp(workbench, 'watched', port);
  await expect.poll(() => statusOf(workbench, 'watched')).toBe('watched: 0/s');
  await workbench.runCommand('Notifications: Clear All Notifications');
  await end(1001);
  await silentEndings(workbench, 1);
  await expect.poll(told).toEqual(['watched: a session ended without its session event.']);
  await workbench.screenshot('live-silent-ending');
  for (const id of [1002, 1003]) {
    await end(id);
    await silentEndings(workbench, id - 1000);
  }
  await workbench.runCommand('Janus: Stop Live Session');
  await expect.poll(() => statusOf(workbench, 'watched')).toBe('');
  expect(await told()).toHaveLength(1);
});
