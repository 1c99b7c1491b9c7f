/** An AMQP 0-9-1 broker in the hands of somebody who means ill: it says what a test makes it say. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A frame (AMQP 0-9-1, 4.2.3): 1 is a method, 2 the header of a content, 3 a piece of its body, 8 a heartbeat. */
export function frame(type: 1 | 2 | 3 | 8, channel: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(7);
  head.writeUInt8(type, 0);
  head.writeUInt16BE(channel, 1);
  head.writeUInt32BE(payload.length, 3);
  return Buffer.concat([head, payload, Buffer.of(0xce)]);
}

const u16 = (n: number): Buffer => Buffer.of(n >> 8, n & 0xff);
const u32 = (n: number): Buffer => Buffer.concat([u16(n >>> 16), u16(n & 0xffff)]);
const u64 = (n: number): Buffer => Buffer.concat([u32(Math.floor(n / 2 ** 32)), u32(n % 2 ** 32)]);
const short = (text: string): Buffer => Buffer.concat([Buffer.of(text.length), Buffer.from(text)]);
const long = (text: string): Buffer => Buffer.concat([u32(text.length), Buffer.from(text)]);

const method = (channel: number, id: readonly [number, number], ...fields: Buffer[]): Buffer =>
  frame(1, channel, Buffer.concat([u16(id[0]), u16(id[1]), ...fields]));

/** What begins a message of `size` bytes; its body follows in frames of type 3. */
export const deliver = (tag: number, size: number): Buffer =>
  Buffer.concat([
    method(1, [60, 60], short('c'), u64(tag), Buffer.of(0), short(''), short('q')),
    frame(2, 1, Buffer.concat([u16(60), u16(0), u64(size), u16(0)])),
  ]);

export const message = (tag: number, text: string): Buffer =>
  Buffer.concat([deliver(tag, text.length), frame(3, 1, Buffer.from(text))]);

/** The queue was deleted, say. */
export const CANCEL = method(1, [60, 30], short('c'), Buffer.of(1));

/** What it answers to each method that a client which reads a queue calls, by class and method. */
const ANSWERS: Readonly<Record<string, (channel: number) => Buffer>> = {
  header: () => method(0, [10, 10], Buffer.of(0, 9), u32(0), long('PLAIN'), long('en_US')),
  '10.11': () => method(0, [10, 30], u16(0), u32(131_072), u16(0)),
  '10.40': () => method(0, [10, 41], short('')),
  '10.50': () => method(0, [10, 51]),
  '20.10': (channel) => method(channel, [20, 11], long('')),
  '20.40': (channel) => method(channel, [20, 41]),
  '50.10': (channel) => method(channel, [50, 11], short('q'), u32(0), u32(0)),
  '60.10': (channel) => method(channel, [60, 11]),
  '60.20': (channel) => method(channel, [60, 21], short('c')),
};

export interface Broker {
  readonly port: number;
  /** Connections that were made. */
  readonly connections: () => number;
  /** Those that are open. */
  readonly open: () => number;
  /** Ends all of them. */
  readonly cut: () => void;
  /** Methods that were called, by class and method: `60.80` acknowledges. */
  readonly called: string[];
}

/** `said` is called before each answer, with the connection counted from 0; false: there is none. */
export async function lyingBroker(
  said: (what: string, socket: Socket, connection: number) => boolean,
): Promise<Broker> {
  const sockets = new Set<Socket>();
  const called: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    const connection = connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    const answer = (what: string, channel: number): void => {
      called.push(what);
      const bytes = ANSWERS[what]?.(channel);
      if (said(what, socket, connection) && bytes !== undefined) socket.write(bytes);
    };
    let rest = Buffer.alloc(0);
    let begun = false;
    socket.on('data', (piece) => {
      rest = Buffer.concat([rest, piece]);
      if (!begun && rest.length >= 8) {
        begun = true;
        rest = rest.subarray(8);
        answer('header', 0);
      }
      while (begun && rest.length >= 8 && rest.length >= rest.readUInt32BE(3) + 8) {
        const size = rest.readUInt32BE(3);
        if (rest[0] === 1) answer(`${rest.readUInt16BE(7)}.${rest.readUInt16BE(9)}`, rest.readUInt16BE(1));
        rest = rest.subarray(size + 8);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    server.close();
    cut();
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    open: () => sockets.size,
    cut,
    called,
  };
}
