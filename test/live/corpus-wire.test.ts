/** What Janus' handlers put on the wire when the corpus was recorded, byte for byte through real brokers once more. */
import amqp from 'amqplib';
import mqtt from 'mqtt';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { amqpSource } from '../../src/live/rabbitmq/amqp-source.js';
import type { LiveSource } from '../../src/live/live-source.js';
import { mqttSource } from '../../src/live/mqtt/mqtt-source.js';
import { nanomsgSource } from '../../src/live/nanomsg/nanomsg-source.js';
import { analyse, verdicts } from '../unit/corpus/analyse.js';
import { bytesOf, corpusLogs, type CorpusLog } from '../unit/corpus/corpus.js';
import { differences } from '../unit/corpus/scoring.js';
import { startCaptured, type Captured } from './harness/captured.js';
import { freePorts } from './harness/free-ports.js';
import { startMosquitto } from './harness/mosquitto.js';
import { startRabbitMq } from './harness/rabbitmq.js';
import { until } from './harness/until.js';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Message {
  readonly body: Buffer;
  readonly topic: string;
  readonly retain: boolean;
}

interface Recording {
  readonly log: CorpusLog;
  readonly messages: readonly Message[];
}

/** The recordings of a handler: its messages, and the log that was made of them with what is expected of it. */
function recordings(handler: string): [string, Recording][] {
  return corpusLogs
    .filter(({ name }) => new RegExp(`/handlers-[A-Z]/events\\.${handler}\\.`).test(name))
    .flatMap((log) => {
      const wire = join(dirname(log.path), 'wire', `${handler}.ndjson`);
      return existsSync(wire) ? [[dirname(log.name), { log, messages: messagesOf(wire) }]] : [];
    });
}

function messagesOf(path: string): Message[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { b64?: string; topic?: string; retain?: boolean })
    .flatMap(({ b64, topic = '', retain = false }) =>
      b64 === undefined ? [] : [{ body: Buffer.from(b64, 'base64'), topic, retain }],
    );
}

async function captured(source: LiveSource): Promise<Captured> {
  const capture = await startCaptured(source);
  cleanups.push(() => capture.remove());
  return capture;
}

/** Once every event has come: the verdicts are those of the recorded log, which are those of what really happened. */
async function sameStory(capture: Captured, { log }: Recording, events: number): Promise<void> {
  await until('all events are captured', () => capture.events() === events);
  expect(differences(log, Array.from(capture.report().sessions))).toEqual([]);
}

describe.each(recordings('mqtt'))('mqttevh, %s', (_name, recording) => {
  test.each(['3.1.1', '5'] as const)('with MQTT %s', async (version) => {
    const broker = await startMosquitto();
    cleanups.push(() => broker.dispose());
    const client = await mqtt.connectAsync(broker.url);
    cleanups.push(() => client.endAsync());
    const publish = ({ topic, body, retain }: Message): Promise<unknown> =>
      client.publishAsync(topic, body, { qos: 1, retain });
    for (const stale of recording.messages.filter(({ retain }) => retain)) await publish(stale);
    const news = recording.messages.filter(({ retain }) => !retain);
    const capture = await captured(mqttSource({ url: broker.url, topic: '#', version }));
    for (const message of news) await publish(message);
    const events = analyse(Buffer.concat(news.flatMap(({ body }) => [body, Buffer.from('\n')]))).logs[0]!.events;
    await sameStory(capture, recording, events);
  });
});

test.each(recordings('nanomsg'))('nanomsgevh, %s', async (_name, recording) => {
  const [port] = (await freePorts(1)) as [number];
  const capture = await captured(nanomsgSource({ address: `tcp://127.0.0.1:${port}`, mode: 'bind' }));
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(Buffer.from([0, 0x53, 0x50, 0, 0, 0x20, 0, 0]));
  for (const { body } of recording.messages) {
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(body.length));
    socket.write(length);
    socket.write(body);
  }
  const report = analyse(bytesOf(recording.log));
  await sameStory(capture, recording, report.logs[0]!.events);
  expect(verdicts(capture.report())).toEqual(verdicts(report));
  socket.destroy();
});

test('rabbitmqevh, every recording through a queue of its own', async () => {
  const broker = await startRabbitMq();
  cleanups.push(() => broker.dispose());
  const connection = await amqp.connect(broker.url);
  cleanups.push(() => connection.close());
  const channel = await connection.createConfirmChannel();
  for (const [name, recording] of recordings('rabbitmq')) {
    await channel.assertQueue(name);
    for (const { body } of recording.messages) channel.sendToQueue(name, body, { contentType: 'application/json' });
    await channel.waitForConfirms();
    const capture = await captured(amqpSource({ url: broker.url, queue: name }));
    const report = analyse(bytesOf(recording.log));
    await sameStory(capture, recording, report.logs[0]!.events);
    expect(verdicts(capture.report())).toEqual(verdicts(report));
  }
});
