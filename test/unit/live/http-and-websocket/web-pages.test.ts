import { once } from 'node:events';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { event } from '../events.js';
import { CREDENTIAL, listening, post } from './posts.js';

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
