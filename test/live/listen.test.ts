import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CORPUS } from '../unit/corpus/corpus.js';
import { array, event, lines } from '../unit/live/events.js';
import { buildOnce, CLI, startListener } from './harness/listener.js';
import { startMosquitto } from './harness/mosquitto.js';
import { until } from './harness/until.js';

let folder: string;
const file = (name: string): string => join(folder, name);
beforeAll(() => {
  buildOnce();
  folder = mkdtempSync(join(tmpdir(), 'listen-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const post = (url: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    body: new Uint8Array(Buffer.from(body)),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('janus-events listen', () => {
  test('captures from several sources, and ends cleanly', async () => {
    const out = file('several.jsonl');
    const listener = startListener(['--http', '0', '--ws', '--gelf-tcp', '127.0.0.1:0', '--out', out]);
    const http = await listener.where('http');
    const gelf = new URL((await listener.where('gelf+tcp')).replace('gelf+tcp', 'tcp'));
    expect((await post(http, array(1, 2))).status).toBe(200);
    expect(readFileSync(out, 'utf8')).toBe(lines(1, 2));
    connect(Number(gelf.port), gelf.hostname).end(`{"full_message":${event(3)}}\0`);
    await until('the GELF event is captured', () => readFileSync(out, 'utf8') === lines(1, 2, 3));
    const { status, out: printed, err } = await listener.end();
    expect({ status, printed }).toEqual({ status: 0, printed: '' });
    expect(err).toContain(`3 events, 288 bytes, were added to ${out}.`);
  });

  test('takes from a broker, with a password of its own, and follows a file', async () => {
    const out = file('broker.jsonl');
    writeFileSync(file('followed.log'), '');
    const broker = await startMosquitto({ user: { name: 'janus', password: 'of-the-broker' } });
    try {
      const url = broker.url.replace('//', '//janus@');
      const env = { JANUS_EVENTS_MQTT_PASSWORD: 'of-the-broker' };
      const listener = startListener(['--mqtt', url, '--follow', file('followed.log'), '--out', out], { env });
      await listener.where('mqtt');
      await until('the file is followed', () => listener.err().includes('followed.log: running'));
      const publisher = await connectAsync(broker.url, { username: 'janus', password: 'of-the-broker' });
      await publisher.publishAsync('/janus/events/sessions', event(1), { qos: 1 });
      await publisher.endAsync();
      await until('the published event is captured', () => readFileSync(out, 'utf8') === lines(1));
      appendFileSync(file('followed.log'), lines(2));
      await until('the appended event is captured', () => readFileSync(out, 'utf8') === lines(1, 2));
      const { status, err } = await listener.end();
      expect(status).toBe(0);
      expect(err).not.toContain('of-the-broker');
    } finally {
      await broker.dispose();
    }
  });

  test('prints the report at the end, with its status', async () => {
    const out = file('report.jsonl');
    const listener = startListener(['--http', '0', '--out', out, '--max-size', '20K', '--report-on-exit']);
    const http = await listener.where('http');
    const log = readFileSync(join(CORPUS, '1.1.2', 'ws-drop-reclaim0', 'events.jsonl'), 'utf8');
    for (const line of log.trim().split('\n')) await post(http, line);
    const { status, out: report } = await listener.end('SIGINT');
    expect(status).toBe(1);
    const part = /\S+report\.part-000001-[0-9a-f]{8}\.jsonl/.exec(report)?.[0];
    expect(report).toContain('21 ended without a session event');
    const direct = promisify(execFile)(process.execPath, [CLI, 'report', '--format', 'csv', part!, out]);
    await expect(direct).rejects.toMatchObject({ code: 1 });
  });

  test('takes its password from a file or the environment', async () => {
    writeFileSync(file('password'), 'secret\n');
    const by = [
      { args: ['--password-file', file('password')], env: {} },
      { args: [], env: { JANUS_EVENTS_PASSWORD: 'secret' } },
    ];
    for (const [k, { args, env }] of by.entries()) {
      const listener = startListener(
        ['--http', '0.0.0.0:0', '--user', 'janus', ...args, '--out', file(`password-${k}.jsonl`)],
        { env },
      );
      const http = (await listener.where('http')).replace('0.0.0.0', '127.0.0.1');
      expect((await post(http, event(1))).status).toBe(401);
      const authorization = `Basic ${Buffer.from('janus:secret').toString('base64')}`;
      expect((await post(http, event(1), { authorization })).status).toBe(200);
      expect((await listener.end()).err).not.toContain('secret');
    }
  });

  test('a file that another writes', async () => {
    const out = file('locked.jsonl');
    const first = startListener(['--http', '0', '--out', out]);
    await first.where('http');
    const second = await startListener(['--http', '0', '--out', out]).ended;
    expect(second.status).toBe(2);
    expect(second.err).toContain(`is being written by process ${first.pid}`);
    await first.end('SIGKILL');
    const third = startListener(['--http', '0', '--out', out]);
    await third.where('http');
    expect((await third.end()).status).toBe(0);
  });

  test.each([
    [['--out', 'x'], 'No source is given.\nUsage: janus-events listen'],
    [['--http', '0'], 'No file is given to write to'],
    [['--http', 'x', '--out', 'x'], '"x" is no address such as 127.0.0.1:8188.'],
    [['--http', '0', '--out', 'x', '--max-size', 'big'], '--max-size is a size such as 256M, not "big".'],
    [['--http', '0', '--out', 'x', '--user', 'janus'], '--user needs a password'],
    [['--mqtt', 'mqtt://janus:pass@127.0.0.1', '--out', 'x'], 'A password on the command line can be read by others.'],
    [['--amqp', 'amqp://127.0.0.1', '--out', 'OUT'], 'Name either a queue to read or an exchange'],
    [['--mqtt', 'mqtt://127.0.0.1:1', '--out', 'OUT'], '127.0.0.1:1'],
    [['--http', '0', '--nonsense'], "Unknown option '--nonsense'."],
    [['--http', '0.0.0.0:0', '--out', '/tmp'], 'it is a directory'],
    [['--http', '192.0.2.1:0', '--out', 'OUT'], 'Give a user and a password, or listen on 127.0.0.1.'],
    [['--gelf-udp', '192.0.2.1:0', '--from', '10.0.0.0/8', '--out', 'OUT'], 'this machine has no address 192.0.2.1'],
  ])('%j says what is wrong', async (args, words) => {
    const { status, err } = await startListener(args.map((arg) => (arg === 'OUT' ? file('never.jsonl') : arg))).ended;
    expect(status).toBe(2);
    expect(err).toContain(words);
    expect(err).not.toMatch(/^ {4}at /m);
  });
});
