/** The questions of the sources that no other test here starts, in one window, and what their answers make. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, inject } from 'vitest';
import { freePorts } from '../live/harness/free-ports.js';
import { ROOT } from '../setup/steps.mjs';
import { test } from './harness/host-test.js';
import { FLAGGED, liveRows, silentEndings, statusOf } from './harness/live-sessions.js';

/** What gelfevh sent over TCP in a recorded run. */
const GELF = readFileSync(join(ROOT, 'test', 'corpus', '1.1.2', 'handlers-A', 'events.gelf-tcp.raw'));
const EVENT = '{"emitter":"janus","type":1,"timestamp":1795417200000000,"session_id":9,"event":{"name":"created"}}';

/** What a publisher of nanomsg sends over TCP: who it is, then each message with its length before it. */
function published(message: string): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(message.length));
  return Buffer.concat([Buffer.from([0, 0x53, 0x50, 0, 0, 0x20, 0, 0]), length, Buffer.from(message)]);
}

async function sending(port: number, bytes: Buffer): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

const userProfiles = (): unknown =>
  (JSON.parse(readFileSync(inject('settingsFile'), 'utf8')) as Record<string, unknown>)['janusEvents.live.profiles'];

test('GELF, nanomsg and RabbitMQ are asked for step by step, kept as answered, and started', async ({ workbench }) => {
  const [gelfPort, nanomsgPort, nobodys] = (await freePorts(3)) as [number, number, number];
  const { quickInput } = workbench;
  const begin = async (source: string): Promise<void> => {
    await workbench.runCommand('Janus: Start Live Session…');
    await quickInput.choose(source);
  };
  const refused = (words: string): Promise<void> =>
    expect.poll(() => workbench.page.locator('.quick-input-message').innerText()).toContain(words);
  const broker = `amqp://127.0.0.1:${String(nobodys)}`;
  const earlier = { source: 'rabbitmq', name: 'earlier', url: broker, queue: 'a-stream', offset: '2h' };
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' }, { 'janusEvents.live.profiles': [earlier] });

  await begin('GELF');
  await quickInput.choose('TCP');
  await quickInput.answer('Address to listen on', '0.0.0.0');
  await quickInput.answer('Port to listen on', String(gelfPort));
  await quickInput.answer('Addresses and networks that may send', '127.0.0.1, 10.1.0.0/33');
  await refused('An address or a network is meant');
  await quickInput.answer('', '127.0.0.1, 10.1.0.0/16');
  await quickInput.answer('A name for this profile', 'by-gelf');
  await expect.poll(() => statusOf(workbench, 'by-gelf')).toBe('by-gelf: 0/s');
  const gelf = await sending(gelfPort, GELF);
  await silentEndings(workbench, FLAGGED.length);
  gelf.destroy();

  await begin('nanomsg');
  await quickInput.choose('Wait for Janus');
  await quickInput.answer("nanomsgevh's address", `tcp://0.0.0.0:${String(nanomsgPort)}`);
  await refused('nanomsg cannot tell who sends');
  await quickInput.answer('', `tcp://127.0.0.1:${String(nanomsgPort)}`);
  await quickInput.answer('A name for this profile', 'by-nanomsg');
  await expect.poll(() => statusOf(workbench, '2 live sessions')).toBe('2 live sessions: 0/s');
  // Both listen: an item of one that still starts turns.
  await workbench.page.locator('.statusbar-item .codicon-record').waitFor();
  const nanomsg = await sending(nanomsgPort, published(EVENT));
  await expect.poll(async () => (await liveRows(workbench)).join('\n')).toContain('1 event\n');
  nanomsg.destroy();

  await begin('RabbitMQ');
  await quickInput.answer('Address of the broker', broker);
  await quickInput.choose('An exchange');
  await quickInput.answer('Name of the exchange', 'janus-events');
  await quickInput.choose('topic');
  await quickInput.answer('Routing key to bind with');
  await quickInput.answer('User at the broker');
  await quickInput.answer('A name for this profile', 'by-rabbitmq');
  await expect.poll(() => statusOf(workbench, 'by-rabbitmq')).toBe('by-rabbitmq: failed');
  await expect
    .poll(async () => (await liveRows(workbench)).join('\n'))
    .toContain(`${broker}: nobody answers there. Is RabbitMQ running, and is that its port?`);
  await workbench.screenshot('live-three-sources');

  // What a saved profile has stays as it is where it is only confirmed.
  await workbench.runCommand('Janus: Start Live Session…');
  await quickInput.rows.filter({ hasText: 'earlier' }).hover();
  await quickInput.rows.filter({ hasText: 'earlier' }).locator('[aria-label="Edit and Start"]').click();
  for (const question of ['Address of the broker', 'Where are the events', 'Name of the queue', 'From where on'])
    await quickInput.confirm(question);
  for (const question of ['User at the broker', 'A name for this profile']) await quickInput.confirm(question);
  await expect.poll(async () => (await liveRows(workbench)).join('\n')).toMatch(/^earlier\n.*nobody answers there/m);

  expect(userProfiles()).toEqual([
    {
      source: 'gelf',
      name: 'by-gelf',
      protocol: 'tcp',
      host: '0.0.0.0',
      port: gelfPort,
      from: ['127.0.0.1', '10.1.0.0/16'],
    },
    { source: 'nanomsg', name: 'by-nanomsg', address: `tcp://127.0.0.1:${String(nanomsgPort)}`, mode: 'bind' },
    {
      source: 'rabbitmq',
      name: 'by-rabbitmq',
      url: broker,
      exchange: 'janus-events',
      exchangeType: 'topic',
      routingKey: '#',
    },
    earlier,
  ]);
});

test('what is being answered when the timeline of a new session comes stays open', async ({ workbench }) => {
  const [port] = (await freePorts(1)) as [number];
  const { quickInput } = workbench;
  const profile = { source: 'http', name: 'eu-1', host: '127.0.0.1', port };
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' }, { 'janusEvents.live.profiles': [profile] });
  await workbench.openFile('notes.txt');
  await workbench.runCommand('Janus: Start Live Session…');
  await quickInput.choose('eu-1');
  await workbench.pressKey('F1');
  const frame = await workbench.timelineFrame();
  await frame.locator('.notice:visible').waitFor();
  await workbench.page.keyboard.type('janus');
  expect(await quickInput.input.inputValue()).toBe('>janus');
  await workbench.pressKey('Escape');
  // It is the log at hand all the same.
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text).join())
    .toContain('eu-1: 0/s');
  expect((await workbench.activeEditor()).name).toBe('notes.txt');
});
