import { once } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { HttpSource } from '../../../../src/live/http-and-websocket/http-source.js';
import { SourceProblem } from '../../../../src/live/live-source.js';
import { array, event, lines } from '../events.js';
import { atRest, running, type Running } from '../listening.js';
import { listening, LOCAL } from './posts.js';

describe('WebSockets', () => {
  async function socket({ where }: Running, protocols: string[] = [], options = {}): Promise<WebSocket> {
    const client = new WebSocket(where.replace('http', 'ws'), protocols, options);
    await once(client, 'open');
    return client;
  }

  test('text frames with any subprotocol, not compressed though that was offered', async () => {
    const live = await listening();
    const client = await socket(live, ['janus-event-handlers'], { perMessageDeflate: { threshold: 0 } });
    expect(client.protocol).toBe('janus-event-handlers');
    expect(client.extensions).toBe('');
    client.send(event(1));
    client.send(array(2, 3));
    await vi.waitFor(() => {
      expect(live.written()).toBe(lines(1, 2, 3));
    });
    (await socket(live)).terminate();
    client.terminate();
  });

  test('what was sent before it stops is in the file', async () => {
    const live = await listening();
    const client = await socket(live);
    for (let n = 0; n < 5000; n++) client.send(event(n));
    client.close();
    await once(client, 'close');
    await live.stop();
    expect(live.written()).toBe(lines(...Array(5000).keys()));
  });

  test('a required subprotocol', async () => {
    const live = await listening({ webSocket: { subprotocol: 'mine' } });
    expect((await socket(live, ['other', 'mine'])).protocol).toBe('mine');
    await expect(socket(live, ['other'])).rejects.toThrow('400');
    expect(live.notices).toEqual([expect.stringContaining('The subprotocol "mine" is required')]);
  });

  test('binary data closes its socket alone', async () => {
    const live = await listening();
    const [good, bad] = [await socket(live), await socket(live)];
    bad.send(Buffer.from(event(1)));
    expect(await once(bad, 'close')).toEqual([1003, expect.anything()]);
    expect(live.notices).toEqual([expect.stringContaining('binary data')]);
    good.send(event(2));
    await vi.waitFor(() => {
      expect(live.written()).toBe(lines(2));
    });
    good.terminate();
  });

  test('what is no event is told of, and the socket stays', async () => {
    const live = await listening();
    const client = await socket(live);
    for (const text of ['{"temperature": 21}', event(1).slice(0, -9), 'hello']) client.send(text);
    client.send(event(2));
    await vi.waitFor(() => {
      expect(live.written()).toBe(lines(2));
    });
    expect(live.notices[0]).toMatch(
      /^What came from a WebSocket of 127\.0\.0\.1 holds 19 bytes that are no Janus event/,
    );
    expect(live.notices[0]).toContain('Is an event handler of Janus what sends there?');
    client.terminate();
  });

  test('too large a message closes its socket, a web page gets none', async () => {
    const live = await listening();
    const client = await socket(live, [], { perMessageDeflate: { threshold: 0 } });
    client.send(' '.repeat(17 * 1024 * 1024));
    expect((await once(client, 'close'))[0]).toBe(1009);
    await expect(socket(live, [], { origin: 'https://example.org' })).rejects.toThrow('403');
  });

  test('none where they are not asked for', async () => {
    await expect(socket(await listening({ webSocket: null }))).rejects.toThrow('405');
  });

  test('while nothing can be written it is read no further, and nothing is lost', async () => {
    let failing = true;
    const live = await running(new HttpSource(LOCAL), (capture) => ({
      take: (message) => (failing ? Promise.reject(new SourceProblem('The disk is full.')) : capture.take(message)),
    }));
    const client = await socket(live, [], { perMessageDeflate: false });
    const large = event(1).replace('created', 'x'.repeat(1024 * 1024));
    for (let n = 0; n < 40; n++) client.send(large);
    expect(await atRest(() => client.bufferedAmount)).toBeGreaterThan(10 * 1024 * 1024);
    failing = false;
    await vi.waitFor(() => expect(live.capture.counts.events).toBe(40), { timeout: 20_000 });
    client.terminate();
  });
});
