/** What is shown to be pasted into Janus' configuration, pasted: a real Janus sends its events to the source. */
import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { PASSWORD } from '../../src/live/janus-configuration.js';
import { janusConfiguration, LiveProfile, sourceOf } from '../../src/live/profile.js';
import { freePorts } from './harness/free-ports.js';
import { startJanus, type Handler } from './harness/janus.js';
import { JanusSocket } from './harness/janus-sessions.js';
import { startMosquitto } from './harness/mosquitto.js';
import { startRabbitMq } from './harness/rabbitmq.js';
import { RecordingSink, startSource } from './harness/recording-sink.js';
import { until } from './harness/until.js';

const SECRET = 'a secret & more';
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Starts Janus with the handler's file that belongs to a profile, and waits until its source has a session's events. */
async function arrives(saved: unknown, handler: Handler, { secret = SECRET, janusFirst = false } = {}): Promise<void> {
  const profile = LiveProfile.parse(saved);
  const sink = new RecordingSink();
  const source = await sourceOf(profile, secret);
  const file = janusConfiguration(profile).find(({ file: name }) => name === `janus.eventhandler.${handler}.jcfg`);
  if (file === undefined) throw new Error(`No configuration of ${handler}.`);
  const text = file.text.replaceAll(`"${PASSWORD}"`, `"${secret}"`).replaceAll(PASSWORD, encodeURIComponent(secret));
  const listen = async (): Promise<void> => {
    cleanups.push(() => source.stop());
    await startSource(source, sink);
  };
  if (!janusFirst) await listen();
  const janus = await startJanus({ handlers: { [handler]: text } });
  cleanups.push(() => janus.remove());
  if (janusFirst) await listen();
  const socket = await JanusSocket.open(janus);
  const session = await socket.create();
  await socket.attach(session);
  await until(`${handler} tells of the session`, () => sink.has(session) && sink.has('"attached"'));
  await socket.drop();
  expect(sink.has('"attached"')).toBe(true);
}

test.for(['sampleevh', 'wsevh'] as const)('HTTP and WebSocket: %s', async (handler) => {
  const [port] = await freePorts(1);
  await arrives({ source: 'http', name: 'h', host: '127.0.0.1', port, user: 'ja"nus' }, handler);
});

test('WebSocket with a subprotocol', async () => {
  const [port] = await freePorts(1);
  await arrives({ source: 'http', name: 'h', host: '127.0.0.1', port, subprotocol: 'my-events' }, 'wsevh');
});

test.for(['tcp', 'udp'] as const)('GELF over %s', async (protocol) => {
  const [port] = await freePorts(1);
  await arrives({ source: 'gelf', name: 'g', protocol, host: '127.0.0.1', port }, 'gelfevh');
});

test('MQTT', async () => {
  const mosquitto = await startMosquitto({ user: { name: 'watcher', password: SECRET } });
  cleanups.push(() => mosquitto.dispose());
  const { url } = mosquitto;
  await arrives({ source: 'mqtt', name: 'm', url, topic: '/janus/events/#', user: 'watcher' }, 'mqttevh');
});

test.for([{ queue: 'janus-events' }, { exchange: 'janus-exchange', exchangeType: 'fanout' }])(
  'RabbitMQ: %j',
  async (from) => {
    const rabbit = await startRabbitMq();
    cleanups.push(() => rabbit.dispose());
    const url = `amqp://127.0.0.1:${String(rabbit.port)}`;
    // Janus declares what it sends to.
    const options = { secret: 'secret', janusFirst: true };
    await arrives({ source: 'rabbitmq', name: 'r', url, user: 'janus', ...from }, 'rabbitmqevh', options);
  },
);

test.for(['connect', 'bind'] as const)('nanomsg: we %s', async (mode) => {
  const folder = mkdtempSync(join(tmpdir(), 'janus-nanomsg-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  const address = `ipc://${join(folder, 'events.ipc')}`;
  // What is published while nobody is connected is lost.
  await arrives({ source: 'nanomsg', name: 'n', address, mode }, 'nanomsgevh', { janusFirst: mode === 'connect' });
});
