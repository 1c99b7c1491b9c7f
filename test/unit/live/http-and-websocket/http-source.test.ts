import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { connect } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { HttpSource, type HttpOptions } from '../../../../src/live/http-and-websocket/http-source.js';
import { SourceProblem } from '../../../../src/live/live-source.js';
import { array, event, lines } from '../events.js';
import { atRest, running, type Running } from '../listening.js';

const LOCAL: HttpOptions = {
  host: '127.0.0.1',
  port: 0,
  credential: null,
  tls: null,
  webSocket: { subprotocol: null },
};
const CREDENTIAL = { user: 'janus', password: 'a secret: with a colon' };
const basic = (password: string): string => `Basic ${Buffer.from(`janus:${password}`).toString('base64')}`;

const listening = (options: Partial<HttpOptions> = {}): Promise<Running> =>
  running(new HttpSource({ ...LOCAL, ...options }));

interface Answer {
  readonly status: number;
  readonly text: string;
}

function post(
  { where }: Running,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  more: { path?: string; agent?: Agent; method?: string } = {},
): Promise<Answer> {
  const send = where.startsWith('https') ? tlsRequest : request;
  return new Promise((resolve, reject) => {
    const sent = send(
      `${where}${more.path ?? '/'}`,
      {
        method: more.method ?? 'POST',
        rejectUnauthorized: false,
        headers: { 'content-type': 'application/json', ...headers },
        ...(more.agent && { agent: more.agent }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode!, text: Buffer.concat(chunks).toString() });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

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
    for (const method of ['GET', 'PUT', 'OPTIONS']) expect((await post(live, '', {}, { method })).status).toBe(405);
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

describe('who may send', () => {
  test('an address others can reach needs a password', async () => {
    const source = new HttpSource({ ...LOCAL, host: '0.0.0.0' });
    await expect(running(source)).rejects.toThrow('Give a user and a password, or listen on 127.0.0.1.');
    await (await listening({ host: '0.0.0.0', credential: CREDENTIAL })).stop();
  });

  test('posts without the right password are refused, and it is never told', async () => {
    const live = await listening({ credential: CREDENTIAL });
    const right = { authorization: basic(CREDENTIAL.password) };
    expect((await post(live, event(1), right)).status).toBe(200);
    for (const headers of [{}, { authorization: basic('guess-1') }, { authorization: 'Bearer x' }])
      expect(await post(live, event(2), headers as Record<string, string>)).toMatchObject({ status: 401 });
    expect(live.written()).toBe(lines(1));
    expect(live.notices.join()).toContain('backend_pwd');
    expect(live.notices.join()).not.toMatch(/secret|guess/);
  });

  test('WebSockets carry it in their address', async () => {
    const live = await listening({ credential: CREDENTIAL });
    const query = `user=janus&password=${encodeURIComponent(CREDENTIAL.password)}`;
    const client = new WebSocket(`${live.where.replace('http', 'ws')}/?${query}`);
    await once(client, 'open');
    client.terminate();
    const refused = new WebSocket(`${live.where.replace('http', 'ws')}/?user=janus&password=guess`);
    await expect(once(refused, 'open')).rejects.toThrow('401');
    expect(live.notices.join()).not.toMatch(/secret|guess/);
  });
});

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

describe('listening', () => {
  test('a port in use', async () => {
    const live = await listening();
    await expect(listening({ port: live.port })).rejects.toThrow(`port ${live.port} is in use. Stop the program`);
  });

  test('an address of another machine', async () => {
    await expect(listening({ host: '192.0.2.1', credential: CREDENTIAL })).rejects.toThrow('has no address 192.0.2.1');
  });
});

describe('TLS', () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);
  const certificate = (name: string): void => {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
        ...['-subj', '/CN=localhost', '-keyout', file(`${name}.key`), '-out', file(`${name}.pem`)],
      ],
      { stdio: 'ignore' },
    );
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tls-'));
    certificate('one');
    certificate('two');
    writeFileSync(file('no.pem'), 'no certificate');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('takes posts and WebSockets, and tells plain HTTP apart', async () => {
    const live = await listening({ tls: { cert: file('one.pem'), key: file('one.key') } });
    expect(live.where).toMatch(/^https:/);
    expect((await post(live, event(1))).status).toBe(200);
    const client = new WebSocket(live.where.replace('https', 'wss'), { rejectUnauthorized: false });
    await once(client, 'open');
    client.send(event(2));
    await vi.waitFor(() => {
      expect(live.written()).toBe(lines(1, 2));
    });
    client.terminate();
    await expect(post({ ...live, where: live.where.replace('https', 'http') }, event(3))).rejects.toThrow();
    await vi.waitFor(() => {
      expect(live.notices).toEqual([expect.stringContaining('speaks plain HTTP')]);
    });
  });

  test.each(['-tls1_2', '-tls1_3'])('a peer that does not accept the certificate is told of (%s)', async (version) => {
    const live = await listening({ tls: { cert: file('one.pem'), key: file('one.key') } });
    const peer = spawn('openssl', [
      ...['s_client', version, '-connect', `127.0.0.1:${String(live.port)}`],
      ...['-CAfile', file('two.pem'), '-verify_return_error'],
    ]);
    await once(peer, 'close');
    await vi.waitFor(() => {
      expect(live.notices).toEqual([
        expect.stringMatching(/127\.0\.0\.1 does not accept the certificate of this listener\. Use one that is for/),
      ]);
    });
    expect((await post(live, event(1))).status).toBe(200);
  });

  test.each([
    ['the key of another certificate', 'one.pem', 'two.key', 'does not belong to the certificate'],
    ['no certificate', 'no.pem', 'one.key', 'is no certificate in PEM form'],
    ['no key', 'one.pem', 'no.pem', 'is no private key in PEM form'],
    ['no file', 'none.pem', 'one.key', 'there is no such file or folder'],
  ])('%s', async (_, cert, key, words) => {
    await expect(listening({ tls: { cert: file(cert), key: file(key) } })).rejects.toThrow(words);
  });
});

describe('what a web page can send', () => {
  /** The first line of the answer to a handshake with these headers. */
  async function handshake(port: number, headers: Record<string, string>): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    const all = { Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Version': '13', ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET / HTTP/1.1\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${lines.join('')}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return answer.toString().split('\r\n', 1)[0]!;
  }

  test.each([
    ['wsevh', { Host: '127.0.0.1', Origin: 'http://127.0.0.1' }],
    ['wsevh over TLS', { Host: 'localhost', Origin: 'https://localhost' }],
    ['wsevh by IPv6', { Host: '::1', Origin: 'http://::1' }],
    ['wsevh in a container', { Host: 'host.docker.internal', Origin: 'http://host.docker.internal' }],
    ['wsevh with a name of the network', { Host: 'workstation', Origin: 'http://workstation' }],
    ['wsevh by an address with its port', { Host: '192.0.2.7:8181', Origin: 'http://192.0.2.7:8181' }],
    ['wsevh by IPv6 with its port', { Host: '[2001:db8::7]:8181', Origin: 'http://[2001:db8::7]:8181' }],
    [
      'wsevh with the name of this machine, and a port',
      { Host: `${hostname()}:8181`, Origin: `http://${hostname()}:8181` },
    ],
    ['a client without an origin', { Host: 'events.example.org' }],
  ])('%s may open a WebSocket', async (_, headers) => {
    const live = await listening();
    expect(await handshake(live.port, headers as Record<string, string>)).toContain('101');
  });

  test.each([
    ['on another address', 'http://203.0.113.9', '127.0.0.1:PORT'],
    ['on an address written as a number', 'http://2130706433', '127.0.0.1:PORT'],
    ['on an IPv6 address', 'https://[2001:db8::1]', '127.0.0.1:PORT'],
    ['of a local server', 'http://localhost:3000', '127.0.0.1:PORT'],
    ['of a local server of the same name', 'http://localhost:3000', 'localhost:PORT'],
    ['of a local server on the port that is not written', 'http://127.0.0.1', '127.0.0.1:PORT'],
    ['with a name', 'http://evil.example', '127.0.0.1:PORT'],
    ['whose name leads here by now', 'http://evil.example:PORT', 'evil.example:PORT'],
    ['whose name of this network leads here by now', 'http://evil:PORT', 'evil:PORT'],
    ['whose name of a private zone leads here by now', 'http://evil.internal:PORT', 'evil.internal:PORT'],
    ['whose name leads here, on the port that is not written', 'http://evil.example', 'evil.example'],
    ['without an origin of its own', 'null', '127.0.0.1:PORT'],
    ['in a file', 'file://', '127.0.0.1:PORT'],
    ['that hides both', 'http://', ''],
  ])('a page %s may not', async (_, origin, host) => {
    const live = await listening();
    const own = (text: string): string => text.replace('PORT', String(live.port));
    expect(await handshake(live.port, { Host: own(host), Origin: own(origin) })).toContain('403');
    expect(live.notices).toEqual([expect.stringContaining('Web pages may not send events.')]);
  });

  test('nor one that tells no origin, but where it comes from', async () => {
    const live = await listening();
    expect(await handshake(live.port, { Host: 'localhost', 'Sec-Fetch-Site': 'cross-site' })).toContain('403');
  });

  test.each([
    ['a form', { 'content-type': 'text/plain', origin: 'null' }, 403],
    ['a form of an old browser', { 'content-type': 'text/plain' }, 415],
    ['a beacon without a type', { 'content-type': '' }, 415],
    ['a browser that tells no origin', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('nor does %s post', async (_, headers, status) => {
    const live = await listening();
    expect((await post(live, event(1), headers as Record<string, string>)).status).toBe(status);
    expect(live.written()).toBe('');
  });

  test('refused upgrades that the peer does not close hold no connection', async () => {
    const live = await listening({ credential: CREDENTIAL });
    const held = connect({ port: live.port, host: '127.0.0.1', allowHalfOpen: true });
    held.write(
      'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    let answer = '';
    held.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    await once(held, 'end');
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    // Writing to what the other side has closed for good is refused; what it has half closed would take it.
    const closed = once(held, 'error');
    const writing = setInterval(() => held.write('x'), 20);
    expect(((await closed) as [NodeJS.ErrnoException])[0].code).toMatch(/ECONNRESET|EPIPE/);
    clearInterval(writing);
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
