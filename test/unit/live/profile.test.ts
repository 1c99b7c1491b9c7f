import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { hostProblem, portProblem } from '../../../src/live/net/addresses.js';
import { addressProblem } from '../../../src/live/net/urls.js';
import { LiveProfile, needsSecret, placeOf } from '../../../src/live/profile.js';

z.config(z.locales.en());

const http = { source: 'http', name: 'eu-1', host: '127.0.0.1', port: 8181 };

/** What is wrong with a profile, in words; '' where nothing is. */
function wrong(profile: unknown): string {
  const parsed = LiveProfile.safeParse(profile);
  return parsed.success ? '' : z.prettifyError(parsed.error);
}

describe('a profile', () => {
  test.for([
    http,
    { ...http, host: '::1' },
    { ...http, host: '0.0.0.0', user: 'janus' },
    { ...http, certificate: '/c.pem', key: '/k.pem' },
    { source: 'mqtt', name: 'm', url: 'mqtt://localhost:1883', topic: '/janus/events/#' },
    { source: 'mqtt', name: 'm', url: 'ssl://broker.example.com', topic: 't', version: '3.1.1', user: 'u' },
    { source: 'rabbitmq', name: 'r', url: 'amqp://localhost/vhost', queue: 'janus-events', offset: 'first' },
    { source: 'rabbitmq', name: 'r', url: 'amqps://h:5671', exchange: 'e', exchangeType: 'topic', routingKey: '#' },
    { source: 'gelf', name: 'g', protocol: 'udp', host: 'localhost', port: 12201 },
    { source: 'nanomsg', name: 'n', address: 'ipc:///tmp/janusevh.ipc', mode: 'connect' },
    { source: 'nanomsg', name: 'n', address: 'tcp://127.0.0.1:9000', mode: 'bind' },
    { source: 'file', name: 'f', path: '/var/log/events.jsonl' },
  ])('is taken: $source $host$url$address', (profile) => {
    expect(wrong(profile)).toBe('');
  });

  test('of the network needs a user', () => {
    expect(wrong({ ...http, host: '0.0.0.0' })).toContain('set a user');
    expect(wrong({ ...http, host: '192.168.1.5' })).toContain('set a user');
  });

  test('holds no password, however it is put', () => {
    expect(wrong({ ...http, password: 'secret' })).toContain('password');
    expect(wrong({ source: 'mqtt', name: 'm', topic: 't', url: 'mqtt://user:secret@host' })).toMatch(
      /Leave user and password out/,
    );
    expect(wrong({ source: 'rabbitmq', name: 'm', queue: 'q', url: 'amqp://user@host' })).toMatch(/Leave user/);
  });

  test('of GELF in the network says who may send', () => {
    const gelf = { source: 'gelf', name: 'g', protocol: 'udp', host: '0.0.0.0', port: 12201 };
    expect(wrong(gelf)).toContain('which may send');
    expect(wrong({ ...gelf, from: [] })).toContain('which may send');
    expect(wrong({ ...gelf, from: ['10.1.0.0/33'] })).toContain('10.1.0.0/16');
    expect(wrong({ ...gelf, from: ['10.1.0.0/16', '::1', 'fe80::/10'] })).toBe('');
  });

  test('of nanomsg waits for Janus on this machine alone', () => {
    expect(wrong({ source: 'nanomsg', name: 'n', address: 'tcp://0.0.0.0:9000', mode: 'bind' })).toContain('127.0.0.1');
  });

  test('of RabbitMQ has either a queue or an exchange', () => {
    const rabbit = { source: 'rabbitmq', name: 'r', url: 'amqp://localhost' };
    expect(wrong(rabbit)).toContain('either');
    expect(wrong({ ...rabbit, queue: 'q', exchange: 'e' })).toContain('either');
  });

  test('with half of what TLS needs is refused', () => {
    expect(wrong({ ...http, certificate: '/c.pem' })).toContain('key');
  });

  test('tells its place and whether there is a password', () => {
    expect(placeOf(LiveProfile.parse({ ...http, host: '::1' }))).toBe('http://[::1]:8181');
    expect(needsSecret(LiveProfile.parse(http))).toBe(false);
    expect(needsSecret(LiveProfile.parse({ ...http, user: 'janus' }))).toBe(true);
  });
});

test.for([
  ['127.0.0.1', true],
  ['::1', true],
  ['fe80::1', true],
  ['localhost', true],
  ['janus.example.com', true],
  ['127.0.0.256', false],
  ['1.2.3', false],
  [':::', false],
  ['http://localhost', false],
  ['localhost:80', false],
  ['two words', false],
] as const)('%s as an address to listen on: %s', ([host, fine]) => {
  expect(hostProblem(host) === null).toBe(fine);
});

test.for(['0', '65536', '-1', '80.5', 'http', '', ' 80'])('port %j is none', (port) => {
  expect(portProblem(port)).toMatch(/from 1 to 65535/);
});

test.for([
  ['mqtt://broker', null],
  ['MQTT://broker', null],
  ['http://broker', 'The address begins with mqtt:// or mqtts://.'],
  ['broker:1883', 'The address begins with mqtt:// or mqtts://.'],
  ['mqtt://', 'no host|no complete'],
] as const)('%s as a broker: %s', ([address, problem]) => {
  const said = addressProblem(address, ['mqtt:', 'mqtts:']);
  if (problem === null) expect(said).toBeNull();
  else expect(said).toMatch(new RegExp(problem));
});
