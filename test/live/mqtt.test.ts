/** The MQTT source with a real mosquitto. */
import mqtt, { type MqttClient } from 'mqtt';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { LiveSource } from '../../src/live/live-source.js';
import { mqttSource } from '../../src/live/mqtt/mqtt-source.js';
import { makeCertificates, type Certificates } from './harness/certificates.js';
import { freePorts } from './harness/free-ports.js';
import { startMosquitto, type Mosquitto, type MosquittoOptions } from './harness/mosquitto.js';
import { eventOf, FULL_DISK, RecordingSink, startSource, type Running } from './harness/recording-sink.js';
import { until } from './harness/until.js';

const TOPIC = '/janus/events/sessions';
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function broker(options?: MosquittoOptions): Promise<Mosquitto> {
  const mosquitto = await startMosquitto(options);
  cleanups.push(() => mosquitto.dispose());
  return mosquitto;
}

function certificates(): Certificates {
  const made = makeCertificates();
  cleanups.push(() => made.remove());
  return made;
}

async function publisher(url: string, options: mqtt.IClientOptions = {}): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 100, ...options });
  cleanups.push(() => client.endAsync(true));
  return client;
}

async function started(source: LiveSource, sink: RecordingSink): Promise<Running> {
  cleanups.push(() => source.stop());
  return await startSource(source, sink);
}

const publish = (client: MqttClient, event: string, options: mqtt.IClientPublishOptions = {}) =>
  client.publishAsync(TOPIC, event, { qos: 1, ...options });
const publishAll = async (client: MqttClient, from: number, to: number) => {
  for (let k = from; k < to; k++) await publish(client, eventOf(k));
};
const allOf = (count: number) => Array.from({ length: count }, (_, k) => eventOf(k));

describe.each(['3.1.1', '5'] as const)('with MQTT %s', (version) => {
  test('takes every event in order, over the base topic too', async () => {
    const { url } = await broker();
    const sink = new RecordingSink();
    const running = await started(mqttSource({ url, version }), sink);
    expect(running.states).toEqual([{ kind: 'starting' }, { kind: 'running', where: url }]);
    const client = await publisher(url);
    await publishAll(client, 0, 200);
    await client.publishAsync('/janus/events', eventOf(200), { qos: 1 });
    await until('all are taken', () => sink.events.length === 201);
    expect(sink.events).toEqual(allOf(201));
    expect(running.notices).toEqual([]);
  });

  test('acknowledges nothing that is not taken: a source that dies with it gets it again', async () => {
    const { url } = await broker();
    const stuck = new RecordingSink();
    stuck.before = () => new Promise(() => undefined);
    const client = await publisher(url);
    const first = await startSource(mqttSource({ url, version }), stuck);
    expect(first.states).toHaveLength(2);
    await publishAll(client, 0, 10);

    // The same client id: the broker ends the first one's connection, as it would end with its process.
    const sink = new RecordingSink();
    const second = mqttSource({ url, version });
    await started(second, sink);
    await until('all are taken', () => sink.events.length === 10);
    expect(sink.events).toEqual(allOf(10));
  });

  test('gets after a restart what the broker kept meanwhile, and nothing twice', async () => {
    const { url } = await broker();
    const sink = new RecordingSink();
    const client = await publisher(url);
    const first = mqttSource({ url, version });
    await startSource(first, sink);
    await publishAll(client, 0, 10);
    await until('the first are taken', () => sink.events.length === 10);
    await first.stop();
    await publishAll(client, 10, 30);
    await started(mqttSource({ url, version }), sink);
    await publishAll(client, 30, 40);
    await until('all are taken', () => sink.events.length === 40);
    expect(sink.events).toEqual(allOf(40));
  });

  test('goes on when the broker was killed and is back, and loses nothing that was acknowledged', async () => {
    const mosquitto = await broker();
    const sink = new RecordingSink();
    const running = await started(mqttSource({ url: mosquitto.url, version }), sink);
    const client = await publisher(mosquitto.url, { clean: false, clientId: 'janus' });
    await publishAll(client, 0, 20);
    await mosquitto.kill();
    const waiting = await running.state('waiting');
    expect(waiting).toMatchObject({
      message: expect.stringMatching(/the connection was lost|closed the connection right away/) as string,
    });
    const late = publishAll(client, 20, 40);
    await mosquitto.start();
    await running.state('running');
    await late;
    await until('all are taken', () => new Set(sink.events).size === 40);
    expect([...new Set(sink.events)]).toEqual(allOf(40));
  });

  test('leaves retained events of earlier out, and says so', async () => {
    const { url } = await broker();
    const client = await publisher(url);
    await publish(client, eventOf(0), { retain: true });
    const sink = new RecordingSink();
    const running = await started(mqttSource({ url, version }), sink);
    await publish(client, eventOf(1), { retain: true });
    await until('the new one is taken', () => sink.events.length > 0);
    expect(await running.notice('retained')).toMatch(/^1 retained message of earlier left out/);
    expect(sink.events).toEqual([eventOf(1)]);
  });

  test('takes a retained event when the broker has lost everything else meanwhile', async () => {
    const mosquitto = await broker({ settings: ['persistence false'] });
    const sink = new RecordingSink();
    const running = await started(mqttSource({ url: mosquitto.url, version }), sink);
    await publish(await publisher(mosquitto.url), eventOf(0));
    await until('the first is taken', () => sink.events.length === 1);
    await mosquitto.kill();
    await mosquitto.start();
    // Quicker than the source, which waits half a second.
    await publish(await publisher(mosquitto.url), eventOf(1), { retain: true });
    await running.state('running');
    await until('the second is taken', () => sink.events.length === 2);
    expect(sink.events).toEqual(allOf(2));
  });

  test("understands the handler's status, and counts what is no event", async () => {
    const { url } = await broker();
    const client = await publisher(url);
    const status = '/janus/events/status';
    await client.publishAsync(status, '{"event": "disconnected"}', { qos: 1, retain: true });
    const sink = new RecordingSink();
    const running = await started(mqttSource({ url, version }), sink);
    await running.notice('The event handler on /janus/events was not connected to the broker');
    await client.publishAsync(status, '{"event": "connected", "eventhandler": "janus.eventhandler.mqttevh"}', {
      qos: 1,
    });
    await running.notice('The event handler on /janus/events has connected');
    await client.publishAsync(status, '{"event": "disconnected"}', { qos: 1 });
    await running.notice('The event handler on /janus/events has disconnected');
    for (const other of ['{"temperature": 21}', 'on', '', '{"event":', '\u0000\u0001\u0002'])
      await client.publishAsync('/janus/events/kitchen', other, { qos: 1 });
    await publish(client, eventOf(0));
    await running.notice('What came from the topic /janus/events/kitchen holds');
    expect(sink.events).toEqual([eventOf(0)]);
  });

  test('holds back what cannot be written, and goes on when it can', async () => {
    const { url } = await broker();
    const sink = new RecordingSink();
    sink.problem = FULL_DISK;
    await started(mqttSource({ url, version }), sink);
    await publishAll(await publisher(url), 0, 10);
    await until('it is tried', () => sink.failures > 1);
    sink.problem = null;
    await until('all are taken', () => sink.events.length === 10);
    expect(sink.events).toEqual(allOf(10));
  });

  test('stops while nothing can be written, and the broker keeps it', async () => {
    const { url } = await broker();
    const sink = new RecordingSink();
    sink.problem = FULL_DISK;
    const source = mqttSource({ url, version });
    const running = await startSource(source, sink);
    await publishAll(await publisher(url), 0, 5);
    await until('it is tried', () => sink.failures > 0);
    await source.stop();
    expect(running.states.at(-1)).toEqual({ kind: 'stopped' });
    sink.problem = null;
    await started(mqttSource({ url, version }), sink);
    await until('all are taken', () => sink.events.length === 5);
    expect(sink.events).toEqual(allOf(5));
  });
});

test('over WebSocket', async () => {
  const { url } = await broker({ websockets: true });
  const sink = new RecordingSink();
  await started(mqttSource({ url }), sink);
  await publishAll(await publisher(url), 0, 20);
  await until('all are taken', () => sink.events.length === 20);
  expect(sink.events).toEqual(allOf(20));
});

test('keeps nothing at the broker when told so', async () => {
  const { url } = await broker();
  const client = await publisher(url);
  const sink = new RecordingSink();
  const first = mqttSource({ url, keep: false });
  await startSource(first, sink);
  await first.stop();
  await publish(client, eventOf(0));
  await started(mqttSource({ url, keep: false }), sink);
  for (const n of [1, 2]) await publish(client, eventOf(n));
  // What the broker had kept would have come before.
  await until('the later ones are taken', () => sink.events.length >= 2);
  expect(sink.events).toEqual([eventOf(1), eventOf(2)]);
});

describe('says what is wrong, never with a password:', () => {
  const problem = async (options: Parameters<typeof mqttSource>[0]): Promise<string> => {
    const source = mqttSource(options);
    try {
      await startSource(source, new RecordingSink());
    } catch (error) {
      expect(error).toMatchObject({ name: 'SourceProblem' });
      return (error as Error).message;
    } finally {
      await source.stop();
    }
    throw new Error('It started.');
  };

  test('nobody there', async () => {
    const [port] = await freePorts(1);
    expect(await problem({ url: `mqtt://user:hidden@127.0.0.1:${port}` })).toBe(
      `mqtt://127.0.0.1:${port}: nobody answers there. Is an MQTT broker running, and is that its port?`,
    );
  });

  test.each(['3.1.1', '5'] as const)('a wrong password, or none, with MQTT %s', async (version) => {
    const { url, port } = await broker({ user: { name: 'ops', password: 'right' } });
    const wrong = await problem({ url: `mqtt://ops:hidden@127.0.0.1:${port}`, version });
    expect(wrong).toMatch(/not allowed|wrong user name or password/);
    expect(wrong).not.toContain('hidden');
    expect(await problem({ url, version })).toMatch(/without a user name and a password|wants a user name/);
    await started(mqttSource({ url, username: 'ops', password: 'right', version }), new RecordingSink());
  });

  test('a topic that nobody may read', async () => {
    const { url } = await broker();
    expect(await problem({ url, topic: '/janus/#/events' })).toContain("'/janus/#/events'");
  });

  test('a broker that is no MQTT broker, and one without TLS', async () => {
    const { port } = await broker({ websockets: true });
    expect(await problem({ url: `mqtt://127.0.0.1:${port}` })).toMatch(/does not speak MQTT|cut/);
    expect(await problem({ url: `mqtts://127.0.0.1:${port}` })).toMatch(/no TLS there|cut|before it accepted/);
    const plain = await broker();
    expect(await problem({ url: `ws://127.0.0.1:${plain.port}/mqtt` })).toContain(
      `ws://127.0.0.1:${plain.port}/mqtt: `,
    );
  });

  test('a certificate of nobody known, and one for another name', async () => {
    const tls = certificates();
    const { url, port } = await broker({ tls: tls.server });
    expect(await problem({ url })).toContain('its certificate is signed by nobody known here');
    expect(await problem({ url: `mqtts://localhost:${port}`, tls: { ca: tls.ca } })).toContain('for another name');
    expect(await problem({ url, tls: { ca: join(tls.folder, 'none.pem') } })).toContain('Cannot read the CA file');
    expect(await problem({ url: `mqtt://127.0.0.1:${port}` })).toMatch(/cut|before it accepted/);
    await started(mqttSource({ url, tls: { ca: tls.ca } }), new RecordingSink());
  });

  test.each([
    ['http://127.0.0.1', "A broker cannot be reached by 'http:'"],
    ['what?', "That is no broker's address"],
    ['mqtt://:hidden@', 'no host|no broker'],
  ])('an address like %s', (url, words) => {
    expect(() => mqttSource({ url })).toThrow(new RegExp(words));
    expect(() => mqttSource({ url })).not.toThrow(/hidden/);
  });
});
