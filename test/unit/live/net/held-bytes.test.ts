import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request, type ClientRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { GelfTcpSource } from '../../../../src/live/gelf/gelf-tcp-source.js';
import { HeldBytes, heldBytes } from '../../../../src/live/net/held-bytes.js';
import { HttpSource } from '../../../../src/live/http-and-websocket/http-source.js';
import { nanomsgSource } from '../../../../src/live/nanomsg/nanomsg-source.js';
import { event, lines } from '../events.js';
import { running, type Running } from '../listening.js';

const MEGABYTE = 1024 * 1024;

describe('the bound', () => {
  test('makes the largest let go, and counts it no more', () => {
    const held = new HeldBytes(100);
    const gone: string[] = [];
    const small = held.hold(() => gone.push('small'));
    const large = held.hold(() => gone.push('large'));
    const kept = held.hold();
    kept.set(50);
    small.set(20);
    large.set(30);
    expect(gone).toEqual([]);
    small.set(21);
    expect(gone).toEqual(['large']);
    large.set(0);
    large.set(1000);
    expect(held.bytes).toBe(71);
  });

  test('what is not to be given up counts for the others', () => {
    const held = new HeldBytes(100);
    const gone: string[] = [];
    held.hold().set(90);
    held.hold(() => gone.push('the only one')).set(20);
    expect(gone).toEqual(['the only one']);
    expect(held.bytes).toBe(90);
    held.hold().set(50);
    expect(held.bytes).toBe(140);
  });

  test('is made room for until it holds', () => {
    const held = new HeldBytes(100);
    let gone = 0;
    for (let n = 0; n < 10; n++) held.hold(() => gone++).set(10);
    held.hold().set(35);
    expect([gone, held.bytes]).toEqual([4, 95]);
  });
});

const LOCAL = { host: '127.0.0.1', port: 0, credential: null, tls: null, webSocket: { subprotocol: null } };

function posting({ port }: Running, headers: Record<string, string> = {}): ClientRequest {
  const sent = request({
    host: '127.0.0.1',
    port,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
  });
  sent.on('error', () => undefined);
  return sent;
}

const post = (live: Running, body: string | Buffer, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = posting(live, headers);
    sent.on('response', (response) => resolve(response.resume().statusCode!)).on('error', reject);
    sent.end(body);
  });

/** Watches that no more is held than may be, until the test ends. */
function watched(most: number): { readonly most: number } {
  const seen = { most: 0 };
  const watching = setInterval(() => (seen.most = Math.max(seen.most, heldBytes.bytes)), 1);
  onTestFinished(() => {
    clearInterval(watching);
    expect(seen.most).toBeLessThanOrEqual(most);
  });
  return seen;
}

test('unfinished messages of all protocols together stay below it, and who sends little is not touched', async () => {
  const http = await running(new HttpSource(LOCAL));
  const gelf = await running(new GelfTcpSource({ ...LOCAL, from: [] }));
  const folder = mkdtempSync(join(tmpdir(), 'held-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'events.ipc');
  const nanomsg = await running(nanomsgSource({ address: `ipc://${path}`, mode: 'bind' }));
  const seen = watched(129 * MEGABYTE);
  const sockets: Socket[] = [];
  const dropped = vi.fn();
  const half = Buffer.alloc(13 * MEGABYTE, ' ');
  for (let n = 0; n < 3; n++) {
    const sent = posting(http, { 'content-length': String(15 * MEGABYTE) });
    sent.on('close', dropped).write(half);
    const client = new WebSocket(http.where.replace('http', 'ws'));
    client.on('error', () => undefined).on('close', dropped);
    await once(client, 'open');
    client.send(half, { binary: false, fin: false });
    for (const [address, first] of [
      [{ port: gelf.port, host: '127.0.0.1' }, Buffer.from('{')],
      [{ path }, Buffer.from([0, 0x53, 0x50, 0, 0, 0x20, 0, 0, 1, 0, 0, 0, 0, 0, 0xe0, 0, 0])],
    ] as const) {
      const socket = connect(address);
      socket
        .on('error', () => undefined)
        .on('close', dropped)
        .resume();
      socket.write(Buffer.concat([first, half]));
      sockets.push(socket);
    }
  }
  await vi.waitFor(() => expect(dropped.mock.calls.length).toBeGreaterThan(2), { timeout: 30_000 });
  expect(seen.most).toBeGreaterThan(100 * MEGABYTE);
  expect(await post(http, event(1))).toBe(200);
  expect([...http.notices, ...gelf.notices, ...nanomsg.notices].join()).toMatch(/more .*at once than/i);
  for (const socket of sockets) socket.destroy();
});

test('a body in pieces of one byte counts for what the pieces occupy', async () => {
  const live = await running(new HttpSource(LOCAL));
  const { port } = new URL(live.where);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
  socket.write(head + '1\r\n \r\n'.repeat(10_000));
  await vi.waitFor(() => expect(heldBytes.bytes).toBeGreaterThan(1_000_000), { timeout: 10_000 });
  socket.destroy();
  await vi.waitFor(() => expect(heldBytes.bytes).toBe(0), { timeout: 10_000 });
});

test('so does a message of GELF over TCP', async () => {
  const live = await running(new GelfTcpSource({ ...LOCAL, from: [] }));
  const socket = connect(live.port, '127.0.0.1').setNoDelay();
  socket.on('error', () => undefined).write('{');
  // Each piece is waited for, or the system would hand several over as one.
  for (let n = 1; n <= 20; n++) {
    await vi.waitFor(() => expect(heldBytes.bytes).toBeGreaterThan(n * 100), { timeout: 10_000 });
    socket.write(' ');
  }
  socket.destroy();
  await vi.waitFor(() => expect(heldBytes.bytes).toBe(0), { timeout: 10_000 });
});

test('a few compressed bytes that become many are uncompressed one after another', async () => {
  const live = await running(new HttpSource(LOCAL));
  watched(40 * MEGABYTE);
  const bomb = gzipSync(Buffer.concat([Buffer.from(event(1)), Buffer.alloc(16 * MEGABYTE - 1000, ' ')]));
  const bombs = Array.from({ length: 8 }, () => post(live, bomb, { 'content-encoding': 'gzip' }));
  expect(await post(live, event(2))).toBe(200);
  expect(await post(live, gzipSync(event(3)), { 'content-encoding': 'gzip' })).toBe(200);
  expect(
    live
      .written()
      .split('\n')
      .filter((line) => line === event(1)).length,
  ).toBeLessThan(12);
  expect(new Set(await Promise.all(bombs))).toEqual(new Set([200]));
  await live.stop();
  expect(heldBytes.bytes).toBe(0);
});

test('while a large message is read, other things are done, and the order stays', async () => {
  const live = await running(new HttpSource(LOCAL));
  const many = Array.from({ length: 100_000 }, (_, n) => n);
  let others = 0;
  const doing = setInterval(() => others++, 0);
  const large = live.capture.take(Buffer.from(`[${many.map(event).join(',')}]`));
  const small = live.capture.take(Buffer.from(event(100_000)));
  await Promise.all([large, small]);
  clearInterval(doing);
  expect(others).toBeGreaterThan(3);
  expect(live.written()).toBe(lines(...many, 100_000));
});
