/** The RabbitMQ source with a real RabbitMQ: one for all tests of this file, each with queues of its own. */
import amqp, { type ConfirmChannel, type Options } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { amqpSource } from '../../src/live/rabbitmq/amqp-source.js';
import type { LiveSource } from '../../src/live/live-source.js';
import { makeCertificates } from './harness/certificates.js';
import { freePorts } from './harness/free-ports.js';
import { startRabbitMq, type RabbitMq } from './harness/rabbitmq.js';
import { eventOf, FULL_DISK, RecordingSink, startSource, type Running } from './harness/recording-sink.js';
import { until } from './harness/until.js';

let broker: RabbitMq;
let url: string;
beforeAll(async () => {
  broker = await startRabbitMq();
  ({ url } = broker);
});
afterAll(() => broker.dispose());

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function channel(): Promise<ConfirmChannel> {
  const connection = await amqp.connect(url);
  // The broker is killed in one of the tests.
  connection.on('error', () => undefined);
  cleanups.push(() => connection.close().catch(() => undefined));
  const made = await connection.createConfirmChannel();
  made.on('error', () => undefined);
  return made;
}

async function newQueue(options: Options.AssertQueue = {}): Promise<{ queue: string; to: ConfirmChannel }> {
  const to = await channel();
  const { queue } = await to.assertQueue(`events-${randomUUID()}`, options);
  return { queue, to };
}

const newStream = () => newQueue({ durable: true, arguments: { 'x-queue-type': 'stream' } });

async function started(source: LiveSource, sink: RecordingSink): Promise<Running> {
  cleanups.push(() => source.stop());
  return await startSource(source, sink);
}

async function send(to: ConfirmChannel, queue: string, from: number, before: number): Promise<void> {
  for (let k = from; k < before; k++) to.sendToQueue(queue, Buffer.from(eventOf(k)), { persistent: true });
  await to.waitForConfirms();
}

const allOf = (count: number, from = 0) => Array.from({ length: count }, (_, k) => eventOf(from + k));

describe('a queue', () => {
  test('gives every event in order, arrays too, and is empty then', async () => {
    const { queue, to } = await newQueue();
    const sink = new RecordingSink();
    const running = await started(amqpSource({ url, queue }), sink);
    expect(running.states).toEqual([
      { kind: 'starting' },
      { kind: 'running', where: `amqp://127.0.0.1:${broker.port}` },
    ]);
    await send(to, queue, 0, 500);
    to.sendToQueue(queue, Buffer.from(`[${allOf(100, 500).join(',')}]`));
    await until('all are taken', () => sink.events.length === 600);
    expect(sink.events).toEqual(allOf(600));
    await until('all are acknowledged', async () => (await to.checkQueue(queue)).messageCount === 0);
    expect(running.notices).toEqual([]);
  });

  test('keeps what is not taken, and gives it to the next', async () => {
    const { queue, to } = await newQueue();
    await send(to, queue, 0, 10);
    const stuck = new RecordingSink();
    stuck.problem = FULL_DISK;
    const first = amqpSource({ url, queue });
    const running = await startSource(first, stuck);
    await until('it is tried', () => stuck.failures >= 10);
    await first.stop();
    expect(running.states.at(-1)).toEqual({ kind: 'stopped' });
    const sink = new RecordingSink();
    await started(amqpSource({ url, queue }), sink);
    await until('all are taken', () => sink.events.length === 10);
    expect(sink.events).toEqual(allOf(10));
  });

  test('gives no more than is prefetched to a sink that does not take', async () => {
    const { queue, to } = await newQueue();
    await send(to, queue, 0, 50);
    const sink = new RecordingSink();
    let waiting = 0;
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    sink.before = async () => {
      waiting++;
      await gate;
    };
    await started(amqpSource({ url, queue, prefetch: 7 }), sink);
    await until('seven wait', () => waiting === 7);
    expect((await to.checkQueue(queue)).messageCount).toBe(43);
    open();
    await until('all are taken', () => sink.events.length === 50);
    expect(sink.events).toEqual(allOf(50));
  });

  test('that others read too is told, and so is what is no event', async () => {
    const { queue, to } = await newQueue();
    const sink = new RecordingSink();
    const running = await started(amqpSource({ url, queue }), sink);
    const second = await started(amqpSource({ url, queue }), sink);
    await second.notice('has 1 other consumer: RabbitMQ gives each event to one of them alone');
    for (const other of ['{"temperature": 21}', '', 'on', '{"event":']) to.sendToQueue(queue, Buffer.from(other));
    await until('others are told', () =>
      [...running.notices, ...second.notices].join().includes('that are no Janus event'),
    );
    expect(sink.events).toEqual([]);
  });

  test('that is deleted makes it wait, and goes on when it is there again', async () => {
    const { queue, to } = await newQueue();
    const sink = new RecordingSink();
    const running = await started(amqpSource({ url, queue }), sink);
    await to.deleteQueue(queue);
    expect(await running.state('waiting')).toMatchObject({
      message: expect.stringContaining(`there is no queue '${queue}'`) as string,
    });
    await to.assertQueue(queue);
    await running.state('running');
    await send(to, queue, 0, 3);
    await until('all are taken', () => sink.events.length === 3);
  });
});

describe('an exchange', () => {
  test.each([
    ['fanout', '#', ''],
    ['topic', '#', 'janus.events'],
    ['direct', 'janus-key', 'janus-key'],
  ] as const)('of type %s', async (type, routingKey, published) => {
    const to = await channel();
    const exchange = `exchange-${randomUUID()}`;
    await to.assertExchange(exchange, type, { durable: false });
    const sink = new RecordingSink();
    const first = amqpSource({ url, exchange, routingKey });
    await startSource(first, sink);
    const publish = async (from: number, before: number): Promise<void> => {
      for (let k = from; k < before; k++) to.publish(exchange, published, Buffer.from(eventOf(k)));
      await to.waitForConfirms();
    };
    await publish(0, 20);
    await until('the first are taken', () => sink.events.length === 20);
    await first.stop();
    // Its queue stays a day, and gets what comes.
    await publish(20, 30);
    await started(amqpSource({ url, exchange, routingKey }), sink);
    await until('all are taken', () => sink.events.length === 30);
    expect(sink.events).toEqual(allOf(30));
  });

  test('keeps nothing for us when told so', async () => {
    const to = await channel();
    const exchange = `exchange-${randomUUID()}`;
    await to.assertExchange(exchange, 'fanout', { durable: false });
    const sink = new RecordingSink();
    const first = amqpSource({ url, exchange, keep: false });
    await startSource(first, sink);
    await first.stop();
    to.publish(exchange, '', Buffer.from(eventOf(0)));
    await to.waitForConfirms();
    await started(amqpSource({ url, exchange, keep: false }), sink);
    to.publish(exchange, '', Buffer.from(eventOf(1)));
    await until('the later one is taken', () => sink.events.length === 1);
    expect(sink.events).toEqual([eventOf(1)]);
  });
});

describe('a stream', () => {
  test('is read from its beginning by any number of readers, and nothing of it goes', async () => {
    const { queue, to } = await newStream();
    await send(to, queue, 0, 300);
    const sinks = [new RecordingSink(), new RecordingSink(), new RecordingSink()];
    for (const sink of sinks.slice(0, 2)) await started(amqpSource({ url, queue, offset: 'first' }), sink);
    await send(to, queue, 300, 400);
    const all = async (sink: RecordingSink): Promise<void> => {
      await until('all are taken', () => sink.events.length === 400);
      expect(sink.events).toEqual(allOf(400));
    };
    for (const sink of sinks.slice(0, 2)) await all(sink);
    await started(amqpSource({ url, queue, offset: 'first' }), sinks[2]!);
    await all(sinks[2]!);
  });

  test.each([
    ['a number', '40', 40],
    ['a span of time', '1h', 0],
    ['a day', '1d', 0],
    ['a point in time', '2020-01-01T00:00:00Z', 0],
    ['its end', 'next', 50],
    ['its end without an offset', undefined, 50],
  ])('is read from %s', async (_what, offset, first) => {
    const { queue, to } = await newStream();
    await send(to, queue, 0, 50);
    const sink = new RecordingSink();
    await started(amqpSource({ url, queue, ...(offset !== undefined && { offset }) }), sink);
    await send(to, queue, 50, 60);
    await until('the last is taken', () => sink.has(eventOf(59)));
    expect(sink.events).toEqual(allOf(60 - first, first));
  });
});

test('a broker that is killed and comes back: nothing is lost, of a stream nothing is read twice', async () => {
  const { queue, to } = await newQueue({ durable: true });
  const stream = await newStream();
  const [fromQueue, fromStream] = [new RecordingSink(), new RecordingSink()];
  const running = await started(amqpSource({ url, queue }), fromQueue);
  const streaming = await started(amqpSource({ url, queue: stream.queue, offset: 'first' }), fromStream);
  await send(to, queue, 0, 100);
  await send(stream.to, stream.queue, 0, 100);
  await until('the first are taken', () => fromQueue.events.length === 100 && fromStream.events.length === 100);
  await broker.kill();
  expect(await running.state('waiting')).toMatchObject({ message: expect.stringContaining('Trying again') as string });
  await broker.start();
  await Promise.all([running.state('running'), streaming.state('running')]);
  const again = await channel();
  await send(again, queue, 100, 200);
  await send(again, stream.queue, 100, 200);
  await until('all are taken', () => new Set(fromQueue.events).size === 200 && fromStream.events.length === 200);
  expect([...new Set(fromQueue.events)]).toEqual(allOf(200));
  expect(fromStream.events).toEqual(allOf(200));
});

describe('says what is wrong, never with a password:', () => {
  const problem = async (options: Parameters<typeof amqpSource>[0]): Promise<string> => {
    const source = amqpSource(options);
    try {
      await startSource(source, new RecordingSink());
    } catch (error) {
      expect(error).toMatchObject({ name: 'SourceProblem' });
      expect((error as Error).message).not.toMatch(/secret|hidden/);
      return (error as Error).message;
    } finally {
      await source.stop();
    }
    throw new Error('It started.');
  };

  test('nobody there', async () => {
    const [port] = (await freePorts(1)) as [number];
    expect(await problem({ url: `amqp://127.0.0.1:${port}`, queue: 'events' })).toContain('Is RabbitMQ running');
  });

  test('a wrong password, a virtual host that is not there, one that is closed', async () => {
    expect(await problem({ url: broker.urlFor('janus', 'hidden'), queue: 'events' })).toContain(
      "wrong user name or password for 'janus'",
    );
    expect(await problem({ url: broker.urlFor('janus', 'secret', 'nowhere'), queue: 'events' })).toContain(
      "there is no virtual host 'nowhere'",
    );
    expect(await problem({ url: broker.urlFor('stranger', 'secret'), queue: 'events' })).toContain(
      "there is no virtual host '/', or the user 'stranger' may not enter it",
    );
  });

  test('a queue and an exchange that are not there, or not for this user', async () => {
    const [queue, exchange] = [randomUUID(), randomUUID()];
    expect(await problem({ url, queue })).toContain(`there is no queue '${queue}'. rabbitmqevh declares`);
    expect(await problem({ url, exchange })).toContain(`there is no exchange '${exchange}'. rabbitmqevh declares`);
    const closed = await newQueue();
    expect(await problem({ url: broker.urlFor('reader', 'secret'), queue: closed.queue })).toContain(
      `the user 'reader' may not read the queue '${closed.queue}'`,
    );
    await closed.to.assertExchange(exchange, 'fanout', { autoDelete: true, durable: false });
    expect(await problem({ url: broker.urlFor('reader', 'secret'), exchange })).toContain(
      `the user 'reader' may not make a queue on the exchange`,
    );
  });

  test("somebody's own queue, and a queue read like a stream", async () => {
    const own = await newQueue({ exclusive: true });
    expect(await problem({ url, queue: own.queue })).toContain('another reader has the queue');
    const { queue } = await newQueue();
    expect(await problem({ url, queue, offset: 'first' })).toContain('is no stream');
  });

  test('a port without TLS', async () => {
    expect(await problem({ url: `amqps://127.0.0.1:${broker.port}`, queue: 'events' })).toMatch(/no TLS there|cut/);
  });

  test.each([
    [{ url: 'mqtt://127.0.0.1', queue: 'events' }, "A broker cannot be reached by 'mqtt:'"],
    [{ url: 'amqp://127.0.0.1' }, 'Name either a queue'],
    [{ url: 'amqp://127.0.0.1', queue: 'events', exchange: 'events' }, 'Name either a queue'],
    [{ url: 'amqp://127.0.0.1', queue: 'events', offset: 'yesterday' }, "'yesterday' is no place in a stream"],
    [{ url: 'amqp://127.0.0.1', exchange: 'events', offset: 'first' }, 'name the stream as queue'],
    [{ url: 'amqp://127.0.0.1', queue: 'events', prefetch: 0 }, 'prefetch'],
  ])('options %o', (options, words) => {
    expect(() => amqpSource(options)).toThrow(words);
  });
});

test('TLS with a certificate of an own authority', async () => {
  const tls = makeCertificates();
  const secure = await startRabbitMq({ tls: tls.server });
  cleanups.push(
    () => tls.remove(),
    () => secure.dispose(),
  );
  const connection = await amqp.connect(secure.url, { rejectUnauthorized: false });
  cleanups.push(() => connection.close());
  const to = await connection.createConfirmChannel();
  await to.assertQueue('events');
  await send(to, 'events', 0, 5);
  await expect(startSource(amqpSource({ url: secure.url, queue: 'events' }), new RecordingSink())).rejects.toThrow(
    'its certificate is signed by nobody known here',
  );
  const elsewhere = amqpSource({
    url: secure.url.replace('127.0.0.1', 'localhost'),
    queue: 'events',
    tls: { ca: tls.ca },
  });
  await expect(startSource(elsewhere, new RecordingSink())).rejects.toThrow('for another name');
  const sink = new RecordingSink();
  await started(amqpSource({ url: secure.url, queue: 'events', tls: { ca: tls.ca } }), sink);
  await until('all are taken', () => sink.events.length === 5);
});
