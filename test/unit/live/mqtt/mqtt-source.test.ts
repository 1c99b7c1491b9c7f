/** What MQTT's library does with packets that are none, as a broker of ours sends them. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { mqttSource } from '../../../../src/live/mqtt/mqtt-source.js';
import { event, lines } from '../events.js';
import { running } from '../listening.js';

/** PUBLISH with QoS 1 and packet id 1 (MQTT 3.1.1, 3.3). */
function publish(payload: string): Buffer {
  const body = Buffer.concat([Buffer.from([0, 1, 0x74, 0, 1]), Buffer.from(payload)]);
  return Buffer.concat([Buffer.from([0x32, (body.length & 0x7f) | 0x80, body.length >> 7]), body]);
}

/** A broker that accepts everything; `subscribed` is called with each connection that has subscribed, counted from 0. */
async function broker(subscribed: (socket: Socket, connection: number) => void): Promise<number> {
  let connections = 0;
  const server = createServer((socket) => {
    const connection = connections++;
    socket.on('error', () => undefined);
    socket.on('data', (packet: Buffer) => {
      const type = packet[0]! >> 4;
      if (type === 1) socket.write(Buffer.from([0x20, 2, 0, 0]));
      if (type !== 8) return;
      socket.write(Buffer.from([0x90, 3, packet[2]!, packet[3]!, 1]));
      subscribed(socket, connection);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test.each([
  ['a topic longer than its packet', Buffer.from([0x32, 4, 0xff, 0xff, 0x61, 0x62])],
  ['a type that is reserved', Buffer.from([0xf0, 0])],
  ['a length without an end', Buffer.from([0x32, 0xff, 0xff, 0xff, 0xff, 0x7f])],
  ['QoS 3', Buffer.from([0x36, 5, 0, 1, 0x74, 0, 1])],
])('after %s it connects again, says so, and takes what comes then', async (_, malformed) => {
  const port = await broker((socket, connection) => {
    socket.write(connection === 0 ? malformed : publish(event(1)));
  });
  const live = await running(
    mqttSource({ url: `mqtt://127.0.0.1:${port}`, topic: 't', version: '3.1.1', keep: false }),
  );
  await vi.waitFor(() => expect(live.written()).toBe(lines(1)), { timeout: 20_000 });
  const waiting = live.states.find(({ kind }) => kind === 'waiting') as { message: string };
  expect(waiting.message).toContain('what the broker sent cannot be read as MQTT');
});
