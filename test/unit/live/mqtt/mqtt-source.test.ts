/** What MQTT's library does with packets that are none, as a broker of ours sends them. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { mqttSource } from '../../../../src/live/mqtt/mqtt-source.js';
import { event, lines } from '../events.js';
import { atRest, running } from '../listening.js';
import type { LiveSource } from '../../../../src/live/live-source.js';

/** PUBLISH with packet id `id` (MQTT 3.1.1, 3.3), below 16 kB. */
function publish(payload: string, qos: 1 | 2 = 1, id = 1, topic = 't'): Buffer {
  const body = Buffer.concat([Buffer.from([0, topic.length]), Buffer.from(topic), Buffer.from([id >> 8, id & 0xff])]);
  const length = body.length + payload.length;
  return Buffer.concat([
    Buffer.from([qos === 1 ? 0x32 : 0x34, (length & 0x7f) | 0x80, length >> 7]),
    body,
    Buffer.from(payload),
  ]);
}

interface Broker {
  readonly port: number;
  /** Types of the packets that came, first nibble of each (MQTT 3.1.1, 2.2.1). */
  readonly came: readonly number[];
  readonly connections: () => number;
}

/** What a test says instead of the usual answer to a packet, if anything. */
type Saying = (socket: Socket, connection: number) => void;

/**
 * A broker that accepts everything; `subscribed` is called with each connection that has subscribed, counted from 0, and
 * `released` with each that answers a message of QoS 2.
 */
async function broker(
  subscribed: Saying,
  {
    silent = false,
    received = () => undefined,
  }: { silent?: boolean; received?: (socket: Socket, id: number) => void } = {},
): Promise<Broker> {
  let connections = 0;
  const came: number[] = [];
  const server = createServer((socket) => {
    const connection = connections++;
    socket.on('error', () => undefined);
    let rest = Buffer.alloc(0);
    socket.on('data', (piece: Buffer) => {
      rest = Buffer.concat([rest, piece]);
      // None of a client's packets here is longer than 127 bytes.
      while (rest.length >= 2 && rest.length >= 2 + rest[1]!) {
        const packet = rest.subarray(0, 2 + rest[1]!);
        rest = rest.subarray(packet.length);
        const type = packet[0]! >> 4;
        came.push(type);
        if (type === 1) socket.write(Buffer.from([0x20, 2, 0, 0]));
        if (type === 5) received(socket, packet.readUInt16BE(2));
        if (type === 12) socket.write(Buffer.from([0xd0, 0]));
        if (type !== 8 || (silent && connection === 0)) continue;
        socket.write(Buffer.from([0x90, 3, packet[2]!, packet[3]!, 1]));
        subscribed(socket, connection);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, came, connections: () => connections };
}

const source = (port: number): LiveSource =>
  mqttSource({ url: `mqtt://127.0.0.1:${port}`, topic: 't', version: '3.1.1', keep: false });
const PATIENCE = { timeout: 60_000 };
const PUBREL = (id: number): Buffer => Buffer.from([0x62, 2, id >> 8, id & 0xff]);

test.each([
  ['a topic longer than its packet', Buffer.from([0x32, 4, 0xff, 0xff, 0x61, 0x62])],
  ['a type that is reserved', Buffer.from([0xf0, 0])],
  ['a length without an end', Buffer.from([0x32, 0xff, 0xff, 0xff, 0xff, 0x7f])],
  ['QoS 3', Buffer.from([0x36, 5, 0, 1, 0x74, 0, 1])],
])('after %s it connects again, says so, and takes what comes then', async (_, malformed) => {
  const { port } = await broker((socket, connection) => {
    socket.write(connection === 0 ? malformed : publish(event(1)));
  });
  const live = await running(source(port));
  await vi.waitFor(() => expect(live.written()).toBe(lines(1)), PATIENCE);
  const waiting = live.states.find(({ kind }) => kind === 'waiting') as { message: string };
  expect(waiting.message).toContain('what the broker sent cannot be read as MQTT');
});

test('messages of QoS 2, which nobody asked for, are taken and confirmed like others', async () => {
  const { port, came } = await broker(
    (socket) => {
      for (let id = 1; id <= 3; id++) socket.write(publish(event(id), 2, id));
    },
    { received: (socket, id) => void socket.write(PUBREL(id)) },
  );
  const live = await running(source(port));
  await vi.waitFor(() => expect(live.written()).toBe(lines(1, 2, 3)), PATIENCE);
  // PUBCOMP of each: a broker that waits for it sends no more at last.
  await vi.waitFor(() => expect(came.filter((type) => type === 7)).toHaveLength(3), PATIENCE);
});

test('messages of QoS 2 that are never released are not gathered without end', async () => {
  const payload = 'x'.repeat(16_000);
  let sent = 0;
  const { port, connections } = await broker((socket, connection) => {
    if (connection > 0) return void socket.write(publish(event(1)));
    const more = (): void => {
      while (sent < 20_000 && !socket.destroyed) {
        sent++;
        if (!socket.write(publish(payload, 2, sent))) return void socket.once('drain', more);
      }
    };
    more();
  });
  const live = await running(source(port));
  await vi.waitFor(() => expect(connections()).toBe(2), PATIENCE);
  expect(sent).toBeLessThan(20_000);
  await vi.waitFor(() => expect(live.written()).toBe(lines(1)), PATIENCE);
});

test('a broker that never answers the subscription is given up, and says so', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { port, came } = await broker(() => undefined, { silent: true });
  const live = source(port);
  const starting = live.start(
    { take: () => Promise.reject(new Error()) },
    { notice: () => undefined, state: () => undefined },
  );
  const refused = expect(starting).rejects.toThrow('does not answer the subscription');
  while (!came.includes(8)) await new Promise((resolve) => setImmediate(resolve));
  vi.advanceTimersByTime(30_000);
  await refused;
});

test('small messages are held back like large ones while nothing can be written', async () => {
  let taken = 0;
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const all = 60_000;
  const { port } = await broker((socket) => {
    let sent = 0;
    const more = (): void => {
      while (sent < all)
        if (!socket.write(publish('{}', 1, (sent++ % 65_535) + 1))) return void socket.once('drain', more);
    };
    more();
  });
  await running(source(port), () => ({
    async take() {
      taken++;
      await answered;
      return { events: 1, otherBytes: 0 };
    },
  }));
  await vi.waitFor(() => expect(taken).toBeGreaterThan(0), PATIENCE);
  expect(await atRest(() => taken)).toBeLessThan(20_000);
  answer();
  await vi.waitFor(() => expect(taken).toBe(all), PATIENCE);
});

test('a flood of what handlers say of themselves is not a flood of notices', async () => {
  const { port } = await broker((socket) => {
    for (let n = 0; n < 2000; n++)
      socket.write(publish(`{"event":"${n % 2 === 0 ? 'connected' : 'disconnected'}"}`, 1, n + 1, `t/${n}/status`));
    socket.write(publish(event(1), 1, 3000));
  });
  const live = await running(source(port));
  await vi.waitFor(() => expect(live.written()).toBe(lines(1)), PATIENCE);
  expect(live.notices.length).toBeGreaterThan(1);
  expect(live.notices.length).toBeLessThan(300);
});
