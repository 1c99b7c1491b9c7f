import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configurationText } from '../../../src/live/janus-configuration.js';
import { janusConfiguration, LiveProfile } from '../../../src/live/profile.js';

const text = (profile: unknown): string => configurationText(janusConfiguration(LiveProfile.parse(profile)));
const http = { source: 'http', name: 'h', host: '127.0.0.1', port: 8181 };

test('HTTP and WebSocket go to the same port', () => {
  const files = janusConfiguration(LiveProfile.parse({ ...http, user: 'ja"nus', subprotocol: 'events' }));
  expect(files.map(({ file }) => file)).toEqual([
    'janus.eventhandler.sampleevh.jcfg',
    'janus.eventhandler.wsevh.jcfg',
    'janus.jcfg',
  ]);
  expect(files[0]!.text).toContain('\tbackend = "http://127.0.0.1:8181"\n\tbackend_user = "ja\\"nus"\n');
  expect(files[1]!.text).toContain('\tbackend = "ws://127.0.0.1:8181/?user=ja%22nus&password=');
  expect(files[1]!.text).toContain('\tsubprotocol = "events"\n');
  expect(files[2]!.text).toContain('broadcast = true');
});

test('Janus elsewhere is told how to reach this machine', () => {
  expect(text(http)).toContain('ssh -R 8181:127.0.0.1:8181');
  expect(text({ ...http, host: '0.0.0.0', user: 'u' })).toContain('backend = "http://ADDRESS-OF-THIS-MACHINE:8181"');
});

test('MQTT takes what it calls a URL, and a topic without its wildcard', () => {
  const mqtt = { source: 'mqtt', name: 'm', url: 'mqtts://[::1]', topic: '/janus/events/#', user: 'u', ca: '/ca.pem' };
  const said = text(mqtt);
  for (const line of [
    'url = "ssl://[::1]:8883"',
    'topic = "/janus/events"',
    'tls_enable = true',
    'tls_cacert = "/ca.pem"',
    'username = "u"',
    'qos = 1',
  ])
    expect(said).toContain(`\t${line}\n`);
});

test('RabbitMQ: a queue, a stream, an exchange', () => {
  const rabbit = { source: 'rabbitmq', name: 'r', url: 'amqp://broker/a%2Fb' };
  expect(text({ ...rabbit, queue: 'q' })).toMatch(/port = 5672\n\tvhost = "a\/b"\n\troute_key = "q"\n\}/);
  expect(text({ ...rabbit, queue: 'q', offset: 'first' })).toContain('declare_outgoing_queue = false');
  const exchange = text({ ...rabbit, exchange: 'e', exchangeType: 'direct', routingKey: 'k' });
  expect(exchange).toMatch(/exchange = "e"\n\texchange_type = "direct"\n\troute_key = "k"\n/);
});

test('nanomsg: one binds, the other connects', () => {
  const nanomsg = { source: 'nanomsg', name: 'n', address: 'ipc:///tmp/x.ipc' };
  expect(text({ ...nanomsg, mode: 'connect' })).toContain('mode = "bind"');
  expect(text({ ...nanomsg, mode: 'bind' })).toContain('mode = "connect"');
});

test('a file needs none', () => {
  expect(janusConfiguration(LiveProfile.parse({ source: 'file', name: 'f', path: '/f' }))).toEqual([]);
});

test('the settings schema allows what a profile is, and nothing else', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    contributes: {
      configuration: { properties: Record<string, { items?: { properties: object }; scope?: string }> };
    };
    capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  };
  const { properties } = manifest.contributes.configuration;
  const shapes = LiveProfile._zod.def.options.map((option) => Object.keys(option._zod.def.shape));
  expect(Object.keys(properties['janusEvents.live.profiles']!.items!.properties).sort()).toEqual(
    [...new Set(shapes.flat())].sort(),
  );
  const live = Object.keys(properties).filter((key) => key.startsWith('janusEvents.live.'));
  expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(live);
  expect(live.filter((key) => properties[key]!.scope !== 'application')).toEqual(['janusEvents.live.captureFolder']);
});
