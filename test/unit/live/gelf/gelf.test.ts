import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { GelfChunks } from '../../../../src/live/gelf/gelf-chunks.js';
import { GelfTcpSource } from '../../../../src/live/gelf/gelf-tcp-source.js';
import { GelfUdpSource } from '../../../../src/live/gelf/gelf-udp-source.js';
import type { GuardedAddress } from '../../../../src/live/net/peers.js';
import { SourceProblem } from '../../../../src/live/live-source.js';
import { event, lines } from '../events.js';
import { running } from '../listening.js';

const LOCAL: GuardedAddress = { host: '127.0.0.1', port: 0, from: [] };
const gelf = (n: number): string => `{"version":"1.1","host":"j","level":1,"full_message":${event(n)}}`;

function chunk(id: number, number: number, count: number, text: string): Buffer {
  return Buffer.concat([Buffer.from([0x1e, 0x0f, 0, 0, 0, 0, 0, 0, 0, id, number, count]), Buffer.from(text)]);
}

describe('chunks', () => {
  const PEER = '127.0.0.1 5000';
  const whole = (chunks: GelfChunks, ...datagrams: Buffer[]): string[] =>
    datagrams.map((datagram) => chunks.add(datagram, PEER, 0)?.toString() ?? '').filter((text) => text !== '');

  test('in any order, each more than once', () => {
    const chunks = new GelfChunks();
    const [a, b, c] = [chunk(1, 0, 3, 'a'), chunk(1, 1, 3, 'b'), chunk(1, 2, 3, 'c')];
    expect(whole(chunks, c, a, a, c, b)).toEqual(['abc']);
    expect(whole(chunks, b)).toEqual([]);
    chunks.expire(20_000);
    expect(chunks.incomplete).toBe(0);
  });

  test('of messages and peers that use the same id', () => {
    const chunks = new GelfChunks();
    expect(chunks.add(chunk(1, 0, 2, 'a'), 'one', 0)).toBeNull();
    expect(chunks.add(chunk(1, 1, 2, 'B'), 'two', 0)).toBeNull();
    expect(chunks.add(chunk(1, 1, 2, 'b'), 'one', 0)?.toString()).toBe('ab');
    expect(chunks.add(chunk(1, 0, 2, 'A'), 'two', 0)?.toString()).toBe('AB');
  });

  test('of one byte each, begun and never finished, count for what they occupy', () => {
    const chunks = new GelfChunks();
    for (let sender = 0; sender < 20_000; sender++) chunks.add(chunk(1, 0, 128, 'a'), `127.0.0.1 ${sender}`, 0);
    expect(chunks.incomplete).toBeGreaterThan(0);
    chunks.expire(20_000);
    expect(chunks.bytes).toBe(0);
    expect(chunks.incomplete).toBe(20_000);
  });

  test('of very many messages that came whole: what is remembered of them is bounded and counts', () => {
    const chunks = new GelfChunks();
    for (let sender = 0; sender < 200_000; sender++) chunks.add(chunk(1, 0, 1, 'a'), `127.0.0.1 ${sender}`, 0);
    expect(chunks.bytes).toBeGreaterThan(0);
    expect(chunks.bytes).toBeLessThanOrEqual(16 * 1024 * 1024);
    chunks.expire(20_000);
    expect(chunks.bytes).toBe(0);
    expect(chunks.incomplete).toBe(0);
  });

  test('of a server that counts from the beginning again after a restart', () => {
    const chunks = new GelfChunks();
    expect(whole(chunks, chunk(1, 0, 3, 'old'), chunk(1, 0, 2, 'new'), chunk(1, 1, 2, '!'))).toEqual(['new!']);
    expect(whole(chunks, chunk(2, 0, 2, 'old'), chunk(2, 0, 2, 'new'), chunk(2, 1, 2, '!'))).toEqual(['new!']);
    expect(whole(chunks, chunk(2, 0, 2, 'third'), chunk(2, 1, 2, '!'))).toEqual(['third!']);
    expect(chunks.incomplete).toBe(2);
  });

  test('that come too late belong to no message', () => {
    const chunks = new GelfChunks();
    expect(chunks.add(chunk(1, 0, 2, 'a'), PEER, 0)).toBeNull();
    expect(chunks.add(chunk(1, 1, 2, 'b'), PEER, 5_000)).toBeNull();
    expect(chunks.incomplete).toBe(1);
  });

  test('that make no sense', () => {
    const chunks = new GelfChunks();
    expect(whole(chunks, chunk(1, 2, 2, 'a'), chunk(1, 0, 0, 'a'), chunk(1, 0, 129, 'a'), chunk(1, 0, 1, ''))).toEqual(
      [],
    );
    expect(whole(chunks, Buffer.from([0x1e, 0x0f, 1]))).toEqual([]);
    expect(chunks.malformed).toBe(5);
    expect(whole(chunks, chunk(1, 0, 1, 'a'))).toEqual(['a']);
  });

  test('are given up when they need too much memory, the oldest first', () => {
    const chunks = new GelfChunks();
    const large = 'x'.repeat(60_000);
    for (let n = 0; n < 400; n++) chunks.add(chunk(n % 256, 0, 2, large), `peer ${n}`, 0);
    expect(chunks.incomplete).toBeGreaterThan(100);
    expect(chunks.add(chunk(399 % 256, 1, 2, ''.padEnd(1)), 'peer 399', 0)?.length).toBe(60_001);
  });
});

describe('over UDP', () => {
  test('plain, gzip, zlib and chunks of each', async () => {
    const live = await running(new GelfUdpSource(LOCAL));
    const socket = createSocket('udp4');
    const zlib = deflateSync(gelf(3));
    const datagrams = [
      Buffer.from(gelf(1)),
      gzipSync(gelf(2)),
      chunk(1, 1, 2, '').subarray(0, 12),
      Buffer.concat([chunk(2, 1, 2, ''), zlib.subarray(40)]),
      Buffer.concat([chunk(2, 0, 2, ''), zlib.subarray(0, 40)]),
      Buffer.from('nonsense'),
    ];
    for (const datagram of datagrams) socket.send(datagram, live.port, '127.0.0.1');
    await vi.waitFor(() => expect(live.capture.counts.messages).toBe(3));
    await live.stop();
    expect(live.written()).toBe(lines(1, 2, 3));
    expect(live.notices.join('\n')).toMatch(/8 bytes that are no Janus event[^]*1 chunks made no sense/);
    socket.close();
  });

  test('half of a compressed message, and JSON that is cut, are told of', async () => {
    const live = await running(new GelfUdpSource(LOCAL));
    const socket = createSocket('udp4');
    const gzip = gzipSync(gelf(1));
    for (const datagram of [
      gzip.subarray(0, gzip.length / 2),
      Buffer.from(gelf(2).slice(0, -20)),
      Buffer.from(gelf(3)),
    ])
      socket.send(datagram, live.port, '127.0.0.1');
    await vi.waitFor(() => {
      expect(live.written()).toBe(lines(3));
    });
    expect(live.notices.join('\n')).toMatch(
      /compressed message in .* was cut or damaged; the whole events in it were kept/,
    );
    expect(live.notices.join('\n')).toMatch(/bytes that are no Janus event; they were not kept/);
    socket.close();
  });

  test('what cannot be kept is counted and told', async () => {
    const live = await running(new GelfUdpSource(LOCAL), () => ({
      take: () => Promise.reject(new SourceProblem('The disk is full.')),
    }));
    const socket = createSocket('udp4');
    const large = Buffer.from(gelf(1).replace('created', 'x'.repeat(60_000)));
    // A few at a time: what the system has no room for is lost before it can be counted.
    await vi.waitFor(
      () => {
        for (let n = 0; n < 4; n++) socket.send(large, live.port, '127.0.0.1');
        expect(live.notices.join()).toMatch(/[1-9]\d* that came faster/);
      },
      { timeout: 30_000, interval: 5 },
    );
    await live.stop();
    expect(live.notices.join()).toMatch(/\d+ messages could not be written before the end/);
    socket.close();
  });
});

describe('over TCP', () => {
  test('a message without its NUL is taken at the end, a cut one is not', async () => {
    const live = await running(new GelfTcpSource(LOCAL));
    for (const text of [`${gelf(1)}\0${gelf(2)}`, `${gelf(3)}\0${gelf(4).slice(0, -20)}`]) {
      const connection = connect(live.port, '127.0.0.1');
      connection.end(text);
      await once(connection.resume(), 'close');
    }
    await vi.waitFor(() => expect(live.capture.counts.events).toBe(3));
    await live.stop();
    expect(live.written().split('\n').sort()).toEqual(lines(1, 2, 3).split('\n').sort());
    expect(live.notices.join()).toContain('bytes that are no Janus event');
  });

  test('what is no event is told of, and the connection stays', async () => {
    const live = await running(new GelfTcpSource(LOCAL));
    const connection = connect(live.port, '127.0.0.1');
    connection.write(`{"temperature": 21}\0${gelf(1).slice(0, -20)}\0${gelf(2)}\0`);
    await vi.waitFor(() => {
      expect(live.written()).toBe(lines(2));
    });
    expect(live.notices[0]).toMatch(/bytes that are no Janus event; they were not kept\. Is an event handler of Janus/);
    connection.destroy();
  });

  test('a message without an end is cut off', async () => {
    const live = await running(new GelfTcpSource(LOCAL));
    const connection = connect(live.port, '127.0.0.1');
    connection.on('error', () => undefined);
    connection.write(Buffer.alloc(20 * 1024 * 1024, 0x20));
    await new Promise((resolve) => connection.once('close', resolve));
    expect(live.notices.join()).toContain('16 MB without the NUL');
    const good = connect(live.port, '127.0.0.1');
    good.end(`${gelf(1)}\0`);
    await vi.waitFor(() => expect(live.written()).toBe(lines(1)));
  });
});

test('an array, or a message behind white space, is GELF too', async () => {
  const live = await running(new GelfUdpSource(LOCAL));
  const socket = createSocket('udp4');
  for (const text of [`[${gelf(1)}]`, `\n ${gelf(2)}`]) socket.send(text, live.port, '127.0.0.1');
  await vi.waitFor(() => expect(live.capture.counts.events).toBe(2));
  expect(live.notices).toEqual([]);
  socket.close();
});

describe('what a web page can send', () => {
  test.each([
    ['an HTTP request with events in its body', `POST / HTTP/1.1\r\nHost: x\r\n\r\n\0${gelf(1)}\0`],
    ['TLS with events in a name', `\x16\x03\x01${gelf(1)}\0`],
    ['STUN with events in a user name', `\0\x03\0\x60\x21\x12\xa4\x42${gelf(1)}\0${gelf(2)}\0`],
  ])('%s is no GELF over TCP', async (_, text) => {
    const live = await running(new GelfTcpSource(LOCAL));
    const page = connect(live.port, '127.0.0.1');
    page.on('error', () => undefined);
    page.write(text, 'latin1');
    await new Promise((resolve) => page.resume().once('close', resolve));
    const janus = connect(live.port, '127.0.0.1');
    janus.end(`${gelf(3)}\0`);
    await vi.waitFor(() => expect(live.written()).toBe(lines(3)));
    expect(live.notices).toEqual([expect.stringContaining('sent something that is no GELF, such as HTTP')]);
  });

  test('nor over UDP', async () => {
    const live = await running(new GelfUdpSource(LOCAL));
    const socket = createSocket('udp4');
    socket.send(Buffer.from(`\0\x01\0\x60\x21\x12\xa4\x42${gelf(1)}`, 'latin1'), live.port, '127.0.0.1');
    await vi.waitFor(() => expect(live.notices.join()).toContain('bytes that are no Janus event'));
    socket.send(gelf(2), live.port, '127.0.0.1');
    await vi.waitFor(() => expect(live.written()).toBe(lines(2)));
    socket.close();
  });
});

test('connections that never said a word make room for others, those that did stay', async () => {
  const live = await running(new GelfTcpSource(LOCAL));
  const open = (): Socket => connect(live.port, '127.0.0.1').on('error', () => undefined);
  const speaking = open();
  speaking.write(`${gelf(1)}\0`);
  await vi.waitFor(() => expect(live.written()).toBe(lines(1)));
  const silent = Array.from({ length: 1023 }, open);
  await Promise.all(silent.map((socket) => once(socket, 'connect')));
  const closed = once(silent[0]!.resume(), 'close');
  const late = open();
  late.write(`${gelf(2)}\0`);
  await vi.waitFor(() => expect(live.written()).toBe(lines(1, 2)));
  await closed;
  speaking.write(`${gelf(3)}\0`);
  await vi.waitFor(() => expect(live.written()).toBe(lines(1, 2, 3)));
  for (const socket of [speaking, late, ...silent]) socket.destroy();
});

describe('who may send', () => {
  test('an address others can reach needs a list of those who may', async () => {
    for (const source of [GelfTcpSource, GelfUdpSource]) {
      await expect(running(new source({ ...LOCAL, host: '0.0.0.0' }))).rejects.toThrow('Say which addresses may');
      await expect(running(new source({ ...LOCAL, from: ['10.0.0.0/33'] }))).rejects.toThrow('is no address such as');
    }
  });

  test('others are turned away', async () => {
    const tcp = await running(new GelfTcpSource({ ...LOCAL, from: ['10.0.0.0/8', '::1'] }));
    const connection = connect(tcp.port, '127.0.0.1');
    await once(connection.resume(), 'close');
    expect(tcp.notices.join()).toContain('127.0.0.1 was refused');
    const udp = await running(new GelfUdpSource({ ...LOCAL, from: ['127.0.0.0/8'] }));
    const socket = createSocket('udp4');
    socket.send(gelf(1), udp.port, '127.0.0.1');
    await vi.waitFor(() => expect(udp.written()).toBe(lines(1)));
    socket.close();
  });

  test('a port in use', async () => {
    for (const source of [GelfTcpSource, GelfUdpSource]) {
      const { port } = await running(new source(LOCAL));
      await expect(running(new source({ ...LOCAL, port }))).rejects.toThrow(`port ${port} is in use`);
    }
  });
});
