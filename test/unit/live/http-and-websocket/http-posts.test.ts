import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { HttpSource } from '../../../../src/live/http-and-websocket/http-source.js';
import { SourceProblem } from '../../../../src/live/live-source.js';
import { array, event, lines } from '../events.js';
import { running } from '../listening.js';
import { listening, LOCAL, post } from './posts.js';

describe('posts', () => {
  test('an object, an array and gzip, on any path, are in the file when they are answered', async () => {
    const live = await listening();
    expect(await post(live, event(1))).toEqual({ status: 200, text: '' });
    expect(live.written()).toBe(lines(1));
    expect((await post(live, array(2, 3), {}, { path: '/and/a?path' })).status).toBe(200);
    expect((await post(live, gzipSync(array(4)), { 'content-encoding': 'gzip' })).status).toBe(200);
    expect(live.written()).toBe(lines(1, 2, 3, 4));
    expect(live.notices).toEqual([]);
  });

  test('on one connection and on one each', async () => {
    const live = await listening();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let n = 0; n < 20; n++) await post(live, event(n), {}, { agent });
    await Promise.all(Array.from({ length: 100 }, (_, n) => post(live, event(100 + n), { connection: 'close' })));
    agent.destroy();
    expect(live.capture.counts.events).toBe(120);
    expect(live.written().startsWith(lines(...Array(20).keys()))).toBe(true);
  });

  test('large compressed bodies', async () => {
    const live = await listening();
    const many = array(...Array(20_000).keys());
    expect((await post(live, gzipSync(many), { 'content-encoding': 'gzip' })).status).toBe(200);
    expect(live.capture.counts.events).toBe(20_000);
  });

  test.each([
    ['text', 'hello', {}, 400, 'This holds no Janus event.'],
    ['other JSON', '{"a":1}', {}, 400, 'This holds no Janus event.'],
    ['a cut event', event(1).slice(0, -9), {}, 400, 'This holds no Janus event.'],
    ['another content type', event(1), { 'content-type': 'text/plain' }, 415, 'application/json'],
    ['an unknown encoding', event(1), { 'content-encoding': 'br' }, 415, 'gzip'],
    ['no gzip', event(1), { 'content-encoding': 'gzip' }, 400, 'cut or damaged; no event'],
    ['a web page', event(1), { origin: 'http://127.0.0.1' }, 403, 'Web pages'],
  ])('%s is refused with words', async (_, body, headers, status, words) => {
    const live = await listening();
    const answer = await post(live, body, headers);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
    expect(live.notices).toHaveLength(1);
    expect(live.written()).toBe('');
    expect((await post(live, event(2))).status).toBe(200);
  });

  test('of a damaged message the whole events are kept', async () => {
    const live = await listening();
    expect((await post(live, array(1, 2).slice(0, -9))).status).toBe(200);
    const gzip = gzipSync(array(...Array(1000).keys()));
    const half = gzip.subarray(0, gzip.length / 2);
    const answer = await post(live, half, { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/cut or damaged; [1-9]\d+ of its events could be read/);
    expect(live.written().startsWith(lines(1, 0, 1, 2, 3))).toBe(true);
  });

  test('only POST is answered', async () => {
    const live = await listening();
    for (const method of ['GET', 'PUT', 'OPTIONS'])
      expect(await post(live, '', {}, { method })).toMatchObject({ status: 405, allow: 'POST' });
    expect(await post(live, event(1))).toMatchObject({ status: 200, allow: undefined });
  });

  test('what is too large, or becomes it', async () => {
    const live = await listening();
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    expect((await post(live, bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
    const body = Buffer.alloc(17 * 1024 * 1024, ' ');
    await post(live, body).then(
      ({ status }) => expect(status).toBe(413),
      // The connection was closed while it was being sent.
      (error: unknown) => expect((error as NodeJS.ErrnoException).code).toMatch(/ECONNRESET|EPIPE/),
    );
    expect(live.notices.join()).toContain('16 MB');
    expect((await post(live, event(1))).status).toBe(200);
  });

  test('no answer as long as it cannot be written; then it is taken', async () => {
    let failing = true;
    let refused = 0;
    const live = await running(new HttpSource(LOCAL), (capture) => ({
      take(message) {
        if (!failing) return capture.take(message);
        refused++;
        return Promise.reject(new SourceProblem('The disk is full.'));
      },
    }));
    const answer = post(live, event(1));
    await vi.waitFor(() => expect(refused).toBeGreaterThan(1), { timeout: 20_000 });
    expect(live.written()).toBe('');
    failing = false;
    expect((await answer).status).toBe(200);
    expect(live.written()).toBe(lines(1));
  });

  test('a listener that stops drops what it cannot write, and answers what it can', async () => {
    const take = vi.fn(() => Promise.reject(new SourceProblem('The disk is full.')));
    const live = await running(new HttpSource(LOCAL), () => ({ take }));
    const answer = post(live, event(1));
    answer.catch(() => undefined);
    await vi.waitFor(() => expect(take).toHaveBeenCalled(), { timeout: 20_000 });
    await live.stop();
    await expect(answer).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(live.states.map(({ kind }) => kind)).toEqual(['starting', 'running', 'stopped']);
    expect(live.notices).toEqual([expect.stringContaining('were not acknowledged')]);
  });

  test('what has come in half when the listener stops is told of', async () => {
    const live = await listening();
    const half = connect(live.port, '127.0.0.1');
    half.on('error', () => undefined);
    half.write(
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 500\r\n\r\n{',
    );
    // The listener reads the body.
    await vi.waitFor(() => expect(half.bytesRead).toBeGreaterThan(0), { timeout: 20_000 });
    await live.stop();
    expect(live.notices).toEqual(['A message had not come whole when the listener ended. It was not acknowledged.']);
  });

  test('half a request leaves nothing, and other traffic is told of', async () => {
    const live = await listening();
    const cut = connect(live.port, '127.0.0.1');
    cut.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n${event(1)}`);
    await once(cut, 'connect');
    cut.destroy();
    const other = connect(live.port, '127.0.0.1');
    other.write(Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]));
    await once(other.resume(), 'close');
    expect(live.notices).toEqual([expect.stringContaining('is no HTTP. Does it speak TLS')]);
    expect(live.written()).toBe('');
    expect((await post(live, event(2))).status).toBe(200);
  });
});

test('sampleevh up to 0.11.3 says of a compressed body that it is application/gzip, and nothing else', async () => {
  const live = await listening();
  expect((await post(live, gzipSync(array(1, 2)), { 'content-type': 'application/gzip' })).status).toBe(200);
  expect(
    (await post(live, gzipSync(array(3)), { 'content-type': 'application/gzip', 'content-encoding': 'gzip' })).status,
  ).toBe(200);
  expect(live.written()).toBe(lines(1, 2, 3));
});
