/**
 * Live sessions as a browser runs them, with a real mosquitto: the bundled worker, in a thread that has what a browser's worker
 * has. `test/host/web-live.test.ts` runs it in VS Code.
 */
import { build } from 'esbuild';
import mqtt from 'mqtt';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { bundlesOf } from '../../bundles.mjs';
import type { SourceState } from '../../src/live/live-source.js';
import type { LiveProfile } from '../../src/live/profile.js';
import { LIVE_REQUESTS, type LiveCounts } from '../../src/live/session/messages.js';
import { createCaller } from '../../src/rpc/caller.js';
import { ToCaller } from '../../src/rpc/messages.js';
import { startMosquitto, type Mosquitto, type MosquittoOptions } from './harness/mosquitto.js';
import { eventOf } from './harness/recording-sink.js';
import { until } from './harness/until.js';

const folder = mkdtempSync(join(tmpdir(), 'janus-browser-worker-'));
/** What a worker of a browser has that a thread of Node has not. */
const SCOPE = `
const { parentPort } = require('node:worker_threads');
globalThis.WebSocket = require(${JSON.stringify(join(import.meta.dirname, '../../node_modules/ws'))}).WebSocket;
globalThis.postMessage = (message) => parentPort.postMessage(message);
parentPort.on('message', (data) => globalThis.onmessage({ data }));
require(${JSON.stringify(join(folder, 'browser-worker.js'))});
`;

beforeAll(async () => {
  for (const bundle of bundlesOf('browser-worker')) await build({ ...bundle, outdir: folder });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function broker(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const mosquitto = await startMosquitto({ websockets: true, ...options });
  cleanups.push(() => mosquitto.dispose());
  return mosquitto;
}

interface Session {
  readonly states: SourceState[];
  readonly notices: string[];
  events(): string[];
  counts(): LiveCounts | null;
  readonly ended: Promise<SourceState>;
  stop(): Promise<SourceState>;
}

interface Given {
  readonly version?: '3.1.1' | '5';
  readonly user?: string;
  readonly secret?: string;
  readonly most?: number;
}

function session(url: string, { version = '5', user, secret, most = 1_000_000 }: Given = {}): Session {
  const worker = new Worker(SCOPE, { eval: true });
  cleanups.push(() => worker.terminate());
  const states: SourceState[] = [];
  const notices: string[] = [];
  const lines: Uint8Array[] = [];
  let counts: LiveCounts | null = null;
  const stopping = new AbortController();
  const caller = createCaller(LIVE_REQUESTS, (message) => {
    worker.postMessage(message);
  });
  worker.on('message', (message) => {
    caller.receive(ToCaller.parse(message));
  });
  worker.on('error', (error) => {
    caller.fail(error instanceof Error ? error : new Error(String(error)));
  });
  worker.postMessage({ live: { speech: null, browser: 'of-this-test' } });
  const profile: LiveProfile = { source: 'mqtt', name: 'eu-1', url, topic: '/janus/#', version, user };
  const ended = caller.ask(
    {
      method: 'run',
      profile,
      secret: secret ?? null,
      capture: { path: 'a capture', fsync: false, maxSize: most, maxTotal: most },
    },
    {
      signal: stopping.signal,
      news: (news) => {
        if (news.type === 'state') states.push(news.state);
        else if (news.type === 'notice') notices.push(news.message);
        else if (news.type === 'captured') lines.push(news.lines);
        else counts = news.counts;
      },
    },
  );
  return {
    states,
    notices,
    events: () =>
      Buffer.concat(lines)
        .toString()
        .split('\n')
        .filter((line) => line !== ''),
    counts: () => counts,
    ended,
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

const running = ({ states }: Session) => until('it runs', () => states.some(({ kind }) => kind === 'running'));

async function publisher(url: string, options: mqtt.IClientOptions = {}) {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 100, ...options });
  cleanups.push(() => client.endAsync(true));
  return async (from: number, to: number) => {
    const numbers = Array.from({ length: to - from }, (_, k) => from + k);
    await Promise.all(numbers.map((k) => client.publishAsync('/janus/events/sessions', eventOf(k), { qos: 1 })));
  };
}

const allOf = (count: number) => Array.from({ length: count }, (_, k) => eventOf(k));

test.each(['3.1.1', '5'] as const)(
  'with MQTT %s every event is taken, in order, once, over a stop too',
  async (version) => {
    const { url } = await broker();
    const first = session(url, { version });
    await running(first);
    const publish = await publisher(url);
    await publish(0, 500);
    await until('all are taken', () => first.events().length === 500);
    expect(await first.stop()).toEqual({ kind: 'stopped' });
    expect(first.counts()).toMatchObject({ events: 500, messages: 500, otherBytes: 0 });
    expect(first.notices).toEqual([]);

    // The broker knows this browser again, and has kept what came meanwhile.
    await publish(500, 520);
    const second = session(url, { version });
    await until('the later ones are taken', () => second.events().length === 20);
    expect([...first.events(), ...second.events()]).toEqual(allOf(520));
  },
);

test('goes on when the broker was killed and is back', async () => {
  const mosquitto = await broker();
  const live = session(mosquitto.url);
  await running(live);
  const publish = await publisher(mosquitto.url);
  await publish(0, 20);
  await until('the first are taken', () => live.events().length === 20);
  await mosquitto.kill();
  await until('it waits', () => live.states.some(({ kind }) => kind === 'waiting'));
  await mosquitto.start();
  await until('it runs again', () => live.states.at(-1)?.kind === 'running');
  await publish(20, 40);
  // What the broker had no time to write down before it was killed comes again.
  const taken = () => [...new Set(live.events())];
  await until('all are taken', () => taken().length === 40);
  expect(taken()).toEqual(allOf(40));
});

test('a full capture ends the session, and the broker keeps what was not taken', async () => {
  const { url } = await broker();
  const size = eventOf(0).length + 1;
  const first = session(url, { most: 10 * size });
  await running(first);
  await (
    await publisher(url)
  )(0, 30);
  expect(await first.ended).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('this window keeps no more') as string,
  });
  const kept = first.events();
  expect(kept).toEqual(allOf(30).slice(0, kept.length));
  expect(kept.length).toBeGreaterThan(0);
  const second = session(url);
  await until('the rest is taken', () => kept.length + second.events().length === 30);
  expect([...kept, ...second.events()]).toEqual(allOf(30));
});

test('a password is needed, and in no message', async () => {
  const { url } = await broker({ user: { name: 'ops', password: 'right' } });
  const wrong = session(url, { user: 'ops', secret: 'hidden' });
  const end = await wrong.ended;
  expect(end).toMatchObject({
    kind: 'failed',
    message: expect.stringMatching(/not allowed|wrong user name/) as string,
  });
  expect(JSON.stringify([end, wrong.states, wrong.notices])).not.toContain('hidden');
  await running(session(url, { user: 'ops', secret: 'right' }));
});

test.each(['mqtt', 'mqtts', 'tcp', 'ssl'])('%s:// is said to be out of reach', async (scheme) => {
  expect(await session(`${scheme}://127.0.0.1:1883`).ended).toEqual({
    kind: 'failed',
    message: expect.stringMatching(
      /^\w+:\/\/127\.0\.0\.1:1883: a browser reaches brokers over WebSocket alone/,
    ) as string,
  });
});

test('nobody there, and somebody who is no broker', async () => {
  const refused = await session('ws://127.0.0.1:1').ended;
  expect(refused).toMatchObject({ message: expect.stringContaining('ws://127.0.0.1:1: no connection.') as string });
  const web = createServer((socket) => socket.end('HTTP/1.1 404 Not Found\r\n\r\n')).listen(0, '127.0.0.1');
  cleanups.push(() => web.close());
  await until('it listens', () => web.listening);
  const url = `ws://127.0.0.1:${String((web.address() as AddressInfo).port)}/mqtt`;
  expect(await session(url).ended).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining(`${url}: no connection.`) as string,
  });
});

/** A broker that accepts, and then sends `packets` without end. */
async function lyingBroker(packets: () => Uint8Array): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'mqtt' });
  cleanups.push(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      // CONNECT: accepted, with nothing kept; SUBSCRIBE: granted.
      if (data[0] === 0x10) socket.send(Uint8Array.of(0x20, 2, 0, 0));
      else if (data[0] === 0x82) {
        socket.send(Uint8Array.of(0x90, 3, data[2]!, data[3]!, 1));
        const more = (): void => {
          if (socket.readyState === socket.OPEN) socket.send(packets(), () => setImmediate(more));
        };
        more();
      }
    });
  });
  await until('it listens', () => server.address());
  return `ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

test('a packet that never ends is not waited for', async () => {
  let begun = false;
  const url = await lyingBroker(() => {
    if (begun) return new Uint8Array(1024 * 1024);
    begun = true;
    // PUBLISH of 256 MB.
    return Uint8Array.of(0x30, 0xff, 0xff, 0xff, 0x7f, 0, 1, 0x61);
  });
  const live = session(url, { version: '3.1.1' });
  const waiting = await until('it gives up', () => live.states.find(({ kind }) => kind === 'waiting'));
  expect(waiting).toMatchObject({ message: expect.stringContaining('more came at once than can be held') as string });
});

test('what is no MQTT ends the connection, and nothing else', async () => {
  const url = await lyingBroker(() =>
    new TextEncoder().encode('GET / HTTP/1.1 and so on, for ever and ever. '.repeat(100)),
  );
  const live = session(url, { version: '3.1.1' });
  await until('it gives up', () => live.states.some(({ kind }) => kind === 'waiting'));
  expect(await live.stop()).toEqual({ kind: 'stopped' });
  expect(live.events()).toEqual([]);
});
