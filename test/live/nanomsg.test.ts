/** The nanomsg source: with Debian's Janus in both directions over both transports, and with peers that are none. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { LiveSource } from '../../src/live/live-source.js';
import { nanomsgSource } from '../../src/live/nanomsg/nanomsg-source.js';
import { freePorts } from './harness/free-ports.js';
import * as sessions from './harness/janus-sessions.js';
import { startJanus, type Janus } from './harness/janus.js';
import { eventOf, FULL_DISK, RecordingSink, startSource, type Running } from './harness/recording-sink.js';
import { until } from './harness/until.js';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function started(source: LiveSource, sink: RecordingSink): Promise<Running> {
  cleanups.push(() => source.stop());
  return await startSource(source, sink);
}

async function newAddress(transport: 'tcp' | 'ipc'): Promise<string> {
  if (transport === 'tcp') return `tcp://127.0.0.1:${(await freePorts(1))[0]!}`;
  const folder = mkdtempSync(join(tmpdir(), 'janus-nanomsg-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return `ipc://${join(folder, 'events.ipc')}`;
}

async function janusWith(mode: 'bind' | 'connect', address: string): Promise<Janus> {
  const janus = await startJanus({ handlers: { nanomsgevh: { mode, address, json: 'compact' } } });
  cleanups.push(() => janus.remove());
  return janus;
}

/** A session that is made and destroyed; resolves when both events are taken. */
async function oneSession(janus: Janus, sink: RecordingSink): Promise<void> {
  const socket = await sessions.JanusSocket.open(janus);
  const id = await socket.create();
  await socket.destroy(id);
  await socket.drop();
  for (const name of ['created', 'destroyed'])
    await until(`the session is ${name}`, () =>
      sink.events.some((event) => event.includes(id) && event.includes(`"name":"${name}"`)),
    );
}

describe.each(['tcp', 'ipc'] as const)('over %s', (transport) => {
  test('from a Janus that binds, over its restart', async () => {
    const address = await newAddress(transport);
    const sink = new RecordingSink();
    const running = await started(nanomsgSource({ address }), sink);
    expect(running.states.at(-1)).toMatchObject({ kind: 'waiting' });
    const janus = await janusWith('bind', address);
    expect(await running.state('running')).toEqual({ kind: 'running', where: address });
    await oneSession(janus, sink);
    await janus.end('SIGKILL');
    await running.state('waiting');
    await janus.start();
    await running.state('running');
    await oneSession(janus, sink);
  });

  test('from a Janus that connects, with its beginning', async () => {
    const address = await newAddress(transport);
    const sink = new RecordingSink();
    const first = nanomsgSource({ address, mode: 'bind' });
    const running = await startSource(first, sink);
    expect(running.states.at(-1)).toEqual({ kind: 'running', where: address });
    const janus = await janusWith('connect', address);
    // nanomsg drops what is published before the connection is made, and on a busy machine Janus may be quicker than that.
    const isTaken = (): Promise<boolean> => until('the start', () => sink.has('"status":"started"'), 5);
    await until('a start is taken', () =>
      isTaken().catch(async (error: unknown) => {
        await janus.end();
        await janus.start();
        throw error;
      }),
    );
    await oneSession(janus, sink);
    await first.stop();
    await started(nanomsgSource({ address, mode: 'bind' }), sink);
    // What Janus publishes before it has connected again is lost: nanomsg keeps nothing.
    const before = sink.events.length;
    await until('it has connected again', async () => {
      await sessions.destroyOverHttp(janus, await sessions.createOverHttp(janus));
      return sink.events.length > before;
    });
    await oneSession(janus, sink);
  });
});

const GREETING = Buffer.from([0, 0x53, 0x50, 0, 0, 0x20, 0, 0]);
const framed = (message: string): Buffer => {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(message.length));
  return Buffer.concat([length, Buffer.from(message)]);
};

describe('bound', () => {
  async function bound(sink: RecordingSink): Promise<{ running: Running; peer: (bytes: Buffer) => Socket }> {
    const address = await newAddress('tcp');
    const running = await started(nanomsgSource({ address, mode: 'bind' }), sink);
    const port = Number(new URL(address).port);
    const peer = (bytes: Buffer): Socket => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      cleanups.push(() => socket.destroy());
      socket.write(bytes);
      return socket;
    };
    return { running, peer };
  }

  test.each([
    ['a browser', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'something that is not nanomsg'],
    ['another subscriber', Buffer.from([0, 0x53, 0x50, 0, 0, 0x21, 0, 0]), 'not a publisher'],
    ['an endless message', Buffer.concat([GREETING, Buffer.alloc(8, 0xff)]), 'is refused'],
  ])('closes the connection of %s, says so, and disturbs no other', async (_what, bytes, words) => {
    const sink = new RecordingSink();
    const { running, peer } = await bound(sink);
    const good = peer(Buffer.concat([GREETING, framed(eventOf(0))]));
    const bad = peer(bytes);
    await once(bad.resume(), 'close');
    expect(await running.notice(words)).toContain('It was closed.');
    good.write(framed(eventOf(1)));
    await until('both are taken', () => sink.events.length === 2);
  });

  test('tells of messages that are no event, and takes the others', async () => {
    const sink = new RecordingSink();
    const { running, peer } = await bound(sink);
    const messages = ['{"temperature": 21}', eventOf(0).slice(0, -9), eventOf(1)];
    peer(Buffer.concat([GREETING, ...messages.map(framed)]));
    expect(await running.notice('no Janus event')).toContain('Is an event handler of Janus');
    await until('the event is taken', () => sink.events.length === 1);
  });

  test('reads no further while nothing can be written, and loses nothing of it', async () => {
    const sink = new RecordingSink();
    sink.problem = FULL_DISK;
    const { peer } = await bound(sink);
    const event = eventOf(0);
    const group = framed(`[${Array.from({ length: 2000 }, () => event).join(',')}]`);
    const socket = peer(GREETING);
    let sent = 0;
    // The source holds some messages, the sockets a few more: then the publisher is held up.
    while (socket.write(group) || sent < 20) sent++;
    sent++;
    await until('it is tried', () => sink.failures > 0);
    for (; sent < 100; sent++) socket.write(group);
    await until('the publisher is held up', () => socket.writableLength > 10 * group.length);
    sink.problem = null;
    await until('all are taken', () => sink.events.length === 100 * 2000);
  });

  test('uses a socket file that was left, but none in use', async () => {
    const address = await newAddress('ipc');
    const path = address.slice('ipc://'.length);
    const left: Server = createServer().listen(path);
    await once(left, 'listening');
    const second = nanomsgSource({ address, mode: 'bind' });
    await expect(startSource(second, new RecordingSink())).rejects.toThrow('it is in use');
    left.close();
    await once(left, 'close');
    writeFileSync(path, 'not a socket');
    await expect(startSource(nanomsgSource({ address, mode: 'bind' }), new RecordingSink())).rejects.toThrow('in use');
    rmSync(path);
    await started(nanomsgSource({ address, mode: 'bind' }), new RecordingSink());
  });

  test('takes connections of this machine alone, unless it is told from where', async () => {
    const [port] = (await freePorts(1)) as [number];
    const address = `tcp://*:${port}`;
    await expect(startSource(nanomsgSource({ address, mode: 'bind' }), new RecordingSink())).rejects.toThrow(
      'everybody in the network could send events',
    );
    const source = nanomsgSource({ address: `tcp://127.0.0.1:${port}`, mode: 'bind', from: ['10.0.0.0/8'] });
    const running = await started(source, new RecordingSink());
    await once(connect(port, '127.0.0.1').resume(), 'close');
    await running.notice('A connection from 127.0.0.1 was refused');
  });
});

test('connected to something else says so and tries again', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 mail.example.com ESMTP\r\n');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => server.close());
  const { port } = server.address() as { port: number };
  const running = await started(nanomsgSource({ address: `tcp://127.0.0.1:${port}` }), new RecordingSink());
  expect(await running.state('waiting')).toMatchObject({
    message: expect.stringContaining('what answers sends something that is not nanomsg') as string,
  });
});

test.each(['http://127.0.0.1:1', 'tcp://127.0.0.1', 'tcp://127.0.0.1:99999', 'ipc://', 'inproc://events'])(
  'the address %s is refused',
  (address) => {
    expect(() => nanomsgSource({ address })).toThrow('is no address of nanomsg');
  },
);
