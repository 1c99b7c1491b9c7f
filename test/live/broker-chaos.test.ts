/** The shipped command is killed again and again, and its broker in the end: what a broker has acknowledged is in the file. */
import amqp, { type ChannelModel, type ConfirmChannel } from 'amqplib';
import mqtt, { type MqttClient } from 'mqtt';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { analyse } from '../unit/corpus/analyse.js';
import { startListener, type Listener } from './harness/listener.js';
import { startMosquitto } from './harness/mosquitto.js';
import { startRabbitMq } from './harness/rabbitmq.js';
import { eventOf } from './harness/recording-sink.js';
import { until } from './harness/until.js';

/** ms: a dozen processes are started and ended. */
const TIMEOUT = 300_000;

const cleanups: (() => unknown)[] = [];
let out: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'broker-chaos-'));
  out = join(folder, 'events.jsonl');
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Publishes events one after the other, each again until the broker has acknowledged it. */
class Publisher {
  /** Events acknowledged by the broker: all below this number. */
  acknowledged = 0;
  private stopped = false;
  private readonly running: Promise<void>;

  constructor(private readonly publish: (event: string) => Promise<unknown>) {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.publish(eventOf(this.acknowledged));
        this.acknowledged++;
      } catch {
        // The broker is away.
        await delay(50);
      }
    }
  }
}

async function chaos(
  publish: (event: string) => Promise<unknown>,
  restart: () => Promise<void>,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const start = async (): Promise<Listener> => {
    const listener = startListener([...args, '--out', out], { env });
    await until('the source runs', () => / running at /.test(listener.err()));
    return listener;
  };
  let listener = await start();
  cleanups.push(() => listener.end('SIGKILL'));
  const publisher = new Publisher(publish);
  cleanups.push(() => publisher.stop());
  const more = async (): Promise<void> => {
    const before = publisher.acknowledged;
    await until('the broker acknowledges', () => publisher.acknowledged > before + 100);
  };
  for (let round = 0; round < 3; round++) {
    await more();
    await listener.end('SIGKILL');
    await more();
    listener = await start();
  }
  await more();
  await restart();
  await more();
  await publisher.stop();

  const lines = (): string[] => readFileSync(out, 'utf8').split('\n');
  const all = Array.from({ length: publisher.acknowledged }, (_, k) => eventOf(k));
  await until('everything acknowledged is in the file', () => {
    const found = new Set(lines());
    return all.every((event) => found.has(event));
  });
  expect(await listener.end()).toMatchObject({ status: 0 });
  // Each event once to the engine, though it may have come again; and nothing else.
  const report = analyse(readFileSync(out));
  expect(report.logs[0]).toMatchObject({ events: publisher.acknowledged });
  expect(lines().filter((line) => line !== '')).toHaveLength(report.logs[0]!.events + report.logs[0]!.duplicates);
}

test(
  'MQTT',
  async () => {
    const broker = await startMosquitto();
    cleanups.push(() => broker.dispose());
    const client: MqttClient = await mqtt.connectAsync(broker.url, {
      clean: false,
      clientId: 'janus',
      reconnectPeriod: 100,
    });
    cleanups.push(() => client.endAsync(true));
    const publish = (event: string) => client.publishAsync('/janus/events/sessions', event, { qos: 1 });
    // Ended, not killed: mosquitto acknowledges before it writes to its disk.
    const restart = async (): Promise<void> => {
      await broker.stop();
      await broker.start();
    };
    await chaos(publish, restart, ['--mqtt', broker.url], {});
  },
  TIMEOUT,
);

test(
  'RabbitMQ',
  async () => {
    const broker = await startRabbitMq();
    cleanups.push(() => broker.dispose());
    let connection: ChannelModel | null = null;
    let channel: ConfirmChannel | null = null;
    const connect = async (): Promise<ConfirmChannel> => {
      connection = await amqp.connect(broker.url);
      connection.on('error', () => undefined);
      connection.on('close', () => (channel = null));
      const made = await connection.createConfirmChannel();
      made.on('error', () => undefined);
      await made.assertQueue('janus-events', { durable: true });
      return made;
    };
    channel = await connect();
    cleanups.push(() => connection?.close().catch(() => undefined));
    const publish = async (event: string): Promise<void> => {
      channel ??= await connect();
      channel.sendToQueue('janus-events', Buffer.from(event), { persistent: true });
      await channel.waitForConfirms();
    };
    const passwordFree = `amqp://janus@127.0.0.1:${broker.port}`;
    const restart = async (): Promise<void> => {
      await broker.kill();
      await broker.start();
    };
    await chaos(publish, restart, ['--amqp', passwordFree, '--amqp-queue', 'janus-events'], {
      JANUS_EVENTS_AMQP_PASSWORD: 'secret',
    });
  },
  TIMEOUT,
);
