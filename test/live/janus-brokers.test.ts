/** A real Janus publishes through real brokers: what was done with its sessions is what the capture says. */
import amqp from 'amqplib';
import { afterEach, describe, expect, test } from 'vitest';
import { amqpSource } from '../../src/live/rabbitmq/amqp-source.js';
import { mqttSource } from '../../src/live/mqtt/mqtt-source.js';
import { startCaptured, type Captured } from './harness/captured.js';
import * as api from './harness/janus-sessions.js';
import { startJanus, type Janus, type JanusOptions } from './harness/janus.js';
import { startMosquitto } from './harness/mosquitto.js';
import { startRabbitMq } from './harness/rabbitmq.js';
import { until } from './harness/until.js';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function janusWith(handlers: JanusOptions['handlers']): Promise<Janus> {
  const janus = await startJanus({ handlers });
  cleanups.push(() => janus.remove());
  return janus;
}

async function captured(source: Parameters<typeof startCaptured>[0]): Promise<Captured> {
  const capture = await startCaptured(source);
  cleanups.push(() => capture.remove());
  return capture;
}

/** Sessions ended in several ways, and one that goes on, with what is to be said of each. */
async function sessionsOf(janus: Janus): Promise<Map<string, string>> {
  const socket = await api.JanusSocket.open(janus);
  const [destroyed, open] = [await socket.create(), await socket.create()];
  await socket.attach(destroyed);
  await socket.destroy(destroyed);
  const byAdmin = await socket.create();
  await api.destroyByAdmin(janus, byAdmin);
  const http = await api.createOverHttp(janus);
  await api.destroyOverHttp(janus, http);
  const dropping = await api.JanusSocket.open(janus);
  const dropped = await dropping.create();
  await dropping.attach(dropped);
  await dropping.drop();
  return new Map([
    [destroyed, 'destroyed'],
    [open, 'open'],
    [byAdmin, 'destroyed'],
    [http, 'destroyed'],
    [dropped, 'transport-gone'],
  ]);
}

const sorted = (verdicts: Map<string, string>): [string, string][] => [...verdicts].sort();

/** Waits until the capture says of every session what was done with it. */
async function saysOf(capture: Captured, ...done: Map<string, string>[]): Promise<void> {
  const wanted = sorted(new Map(done.flatMap((one) => [...one])));
  await expect.poll(() => sorted(capture.verdicts())).toEqual(wanted);
}

describe('mqttevh', () => {
  test.each([
    ['a topic for each type, QoS 1, compact', { addevent: true, qos: 1, json: 'compact' }, '5'],
    ['one topic, QoS 1, indented', { addevent: false, qos: 1, json: 'indented' }, '3.1.1'],
  ] as const)('%s', async (_what, settings, version) => {
    const broker = await startMosquitto();
    cleanups.push(() => broker.dispose());
    const capture = await captured(mqttSource({ url: broker.url, version }));
    const url = broker.url.replace('mqtt', 'tcp');
    const janus = await janusWith({ mqttevh: { url, client_id: 'janus-test', ...settings } });
    await capture.notice('The event handler on /janus/events has connected');
    const before = await sessionsOf(janus);
    await saysOf(capture, before);

    // While we are away the broker keeps what comes.
    await capture.stop();
    const meanwhile = await sessionsOf(janus);
    await capture.again(mqttSource({ url: broker.url, version }));
    await saysOf(capture, before, meanwhile);
    expect(capture.report().logs[0]).toMatchObject({ malformed: 0, duplicates: 0 });

    await janus.end('SIGKILL');
    await janus.start();
    for (const done of [before, meanwhile])
      for (const [id, cause] of done) if (cause === 'open') done.set(id, 'server-crashed');
    // Sessions this young may be of the new run, until it has gone on for a while without them.
    const after = new Map<string, string>();
    await until('the crash is told', async () => {
      const id = await api.createOverHttp(janus);
      await api.destroyOverHttp(janus, id);
      after.set(id, 'destroyed');
      return [...capture.verdicts().values()].includes('server-crashed');
    });
    await saysOf(capture, before, meanwhile, after);
  });

  test('over a broker that is killed and comes back', async () => {
    const broker = await startMosquitto();
    cleanups.push(() => broker.dispose());
    const capture = await captured(mqttSource({ url: broker.url }));
    const url = broker.url.replace('mqtt', 'tcp');
    const janus = await janusWith({ mqttevh: { url, client_id: 'janus-test', qos: 1, cleansession: 0 } });
    const before = await sessionsOf(janus);
    await saysOf(capture, before);
    await broker.kill();
    await capture.state('waiting');
    await broker.start();
    await capture.state('running');
    // Janus connects again when it does. What it cannot publish until then, or while too much of its backlog is on its
    // way, it drops: one session after the other, each told before the next.
    await until('Janus publishes again', async () => {
      const id = await api.createOverHttp(janus);
      await api.destroyOverHttp(janus, id);
      await expect.poll(() => capture.verdicts().get(id), { timeout: 3000 }).toBe('destroyed');
      return true;
    });
    const after = await sessionsOf(janus);
    await expect.poll(() => [...after.keys()].map((id) => capture.verdicts().get(id))).toEqual([...after.values()]);
    for (const [id, cause] of before) expect([id, capture.verdicts().get(id)]).toEqual([id, cause]);
  });

  test('with retained events of a run before, which are nobody’s news', async () => {
    const broker = await startMosquitto();
    cleanups.push(() => broker.dispose());
    const url = broker.url.replace('mqtt', 'tcp');
    const janus = await janusWith({ mqttevh: { url, client_id: 'janus-test', qos: 1, retain: 1 } });
    await sessionsOf(janus);
    await janus.end();
    const capture = await captured(mqttSource({ url: broker.url }));
    await capture.notice('of earlier left out');
    expect(capture.text()).toBe('');
    await janus.start();
    const done = await sessionsOf(janus);
    await saysOf(capture, done);
  });
});

describe('rabbitmqevh', () => {
  test('through its queue, through an exchange and into a stream', async () => {
    const broker = await startRabbitMq();
    cleanups.push(() => broker.dispose());
    const { url, port } = broker;
    const connection = await amqp.connect(url);
    cleanups.push(() => connection.close());
    const channel = await connection.createChannel();
    // As an operator sets it up who wants to look back: a stream bound to Janus' exchange.
    await channel.assertExchange('janus-exchange', 'fanout', { durable: false });
    await channel.assertQueue('janus-history', { durable: true, arguments: { 'x-queue-type': 'stream' } });
    await channel.bindQueue('janus-history', 'janus-exchange', '');
    const user = { host: '127.0.0.1', port, username: 'janus', password: 'secret' };

    const fromExchange = await captured(amqpSource({ url, exchange: 'janus-exchange' }));
    const janus = await janusWith({
      rabbitmqevh: { ...user, exchange: 'janus-exchange', exchange_type: 'fanout', route_key: 'janus-events' },
    });
    const done = await sessionsOf(janus);
    await saysOf(fromExchange, done);
    const readers = [];
    for (let k = 0; k < 2; k++)
      readers.push(await captured(amqpSource({ url, queue: 'janus-history', offset: 'first' })));
    for (const reader of readers) await saysOf(reader, done);
    expect(readers[0]!.text()).toBe(readers[1]!.text());

    const direct = await janusWith({ rabbitmqevh: { ...user, route_key: 'janus-direct', grouping: false } });
    const fromQueue = await captured(amqpSource({ url, queue: 'janus-direct' }));
    await saysOf(fromQueue, await sessionsOf(direct));
    expect(fromQueue.text()).toContain('"started"');
  });
});
