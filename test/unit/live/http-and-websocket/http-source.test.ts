import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { HttpSource } from '../../../../src/live/http-and-websocket/http-source.js';
import { event, lines } from '../events.js';
import { running } from '../listening.js';
import { CREDENTIAL, listening, LOCAL, post } from './posts.js';

const basic = (password: string): string => `Basic ${Buffer.from(`janus:${password}`).toString('base64')}`;

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
