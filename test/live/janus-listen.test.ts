/** A real Janus sends into the listener: what was done with its sessions is what the report on the capture says. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startJanus, type Handler, type Janus } from './harness/janus.js';
import * as api from './harness/janus-sessions.js';
import { buildOnce, startListener, type Listener } from './harness/listener.js';
import { startAgain } from './harness/restart.js';
import { until } from './harness/until.js';
import { verdicts } from './harness/verdicts.js';

let folder: string;
beforeAll(() => {
  buildOnce();
  folder = mkdtempSync(join(tmpdir(), 'janus-listen-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Ends sessions in each way that leaves Janus running; returns what is to be said of each. */
async function endSessions(janus: Janus): Promise<Map<string, string>> {
  const done = new Map<string, string>();
  const socket = await api.JanusSocket.open(janus);
  const destroyed = await socket.create();
  await socket.attach(destroyed);
  await socket.destroy(destroyed);
  done.set(destroyed, 'destroyed');
  const byAdmin = await socket.create();
  await api.destroyByAdmin(janus, byAdmin);
  done.set(byAdmin, 'destroyed');
  const http = await api.createOverHttp(janus);
  await api.attachOverHttp(janus, http);
  await api.destroyOverHttp(janus, http);
  done.set(http, 'destroyed');
  const dropping = await api.JanusSocket.open(janus);
  const dropped = await dropping.create();
  await dropping.attach(dropped);
  await dropping.attach(dropped, 'janus.plugin.videoroom');
  const bare = await dropping.create();
  await dropping.drop();
  done.set(dropped, 'transport-gone');
  done.set(bare, 'transport-gone');
  // Claimed by another connection, it outlives its own.
  const first = await api.JanusSocket.open(janus);
  const claimed = await first.create();
  await first.attach(claimed);
  await socket.claim(claimed);
  await first.drop();
  done.set(claimed, 'open');
  const open = await socket.create();
  await socket.attach(open);
  done.set(open, 'open');
  const left = await api.createOverHttp(janus);
  await api.attachOverHttp(janus, left);
  done.set(left, 'timeout');
  await until('the watchdog ends the HTTP session', async () => {
    for (const id of [claimed, open]) await socket.request({ janus: 'keepalive', session_id: id });
    return !(await api.listedSessions(janus)).includes(left);
  });
  // A handler sends what Janus tells it in that order: once the end of this one is captured, all before it is.
  const last = await api.createOverHttp(janus);
  await api.destroyOverHttp(janus, last);
  done.set(last, 'destroyed');
  return done;
}

/** Seconds after which Janus ends a session that is not kept alive. */
const SHORT = 8;

/** Waits until the capture at `path` has the last event of each session of `done`. */
async function settled(path: string, done: Map<string, string>): Promise<void> {
  await until('the last session event is captured', () => {
    const text = readFileSync(path, 'utf8');
    return [...done].every(([id, cause]) => {
      const lines = text.split('\n').filter((line) => line.includes(id));
      if (cause === 'destroyed' || cause === 'timeout') return lines.some((line) => line.includes(`"${cause}"`));
      return lines.some((line) => line.includes('"created"'));
    });
  });
}

const HANDLERS: [string, Handler, (listener: Listener) => Promise<Record<string, string | number | boolean>>][] = [
  [
    'sampleevh, grouped and gzip',
    'sampleevh',
    async (listener) => ({ backend: await listener.where('http'), grouping: true, compress: true, compression: 9 }),
  ],
  [
    'sampleevh, one event each, indented, with a password',
    'sampleevh',
    async (listener) => ({
      backend: await listener.where('http'),
      grouping: false,
      json: 'indented',
      backend_user: 'janus',
      backend_pwd: 'live',
    }),
  ],
  [
    'wsevh',
    'wsevh',
    async (listener) => ({
      backend: `${(await listener.where('http')).replace('http', 'ws')}/?user=janus&password=live`,
      grouping: true,
      json: 'plain',
    }),
  ],
  ['gelfevh over TCP', 'gelfevh', async (listener) => gelf(await listener.where('gelf+tcp'), 'tcp')],
  [
    'gelfevh over UDP, compressed, in chunks',
    'gelfevh',
    async (listener) => ({ ...gelf(await listener.where('gelf+udp'), 'udp'), compress: true, max_message_len: 500 }),
  ],
];

function gelf(where: string, protocol: string): Record<string, string> {
  const [, host = '', port = ''] = /\/\/(.*):(\d+)$/.exec(where) ?? [];
  return { backend: host, port, protocol };
}

describe.each(HANDLERS)('%s', (name, handler, settings) => {
  test('every session is judged by what was done with it', async () => {
    const out = join(folder, `${name.replace(/\W+/g, '-')}.jsonl`);
    const protectedBy = /password|wsevh/.test(name) ? ['--user', 'janus'] : [];
    const listener = startListener(
      ['--http', '0', '--ws', '--gelf-tcp', '0', '--gelf-udp', '0', ...protectedBy, '--out', out],
      { env: { JANUS_EVENTS_PASSWORD: 'live' } },
    );
    const janus = await startJanus({ handlers: { [handler]: await settings(listener) }, sessionTimeout: SHORT });
    try {
      const done = await endSessions(janus);
      await settled(out, done);
      expect(await verdicts(out)).toEqual(done);
      expect(readFileSync(out, 'utf8')).not.toMatch(/\n\n|\n +|\n\[/);
      // The server's text log says the same.
      for (const [id, cause] of done) {
        if (cause === 'destroyed') expect(janus.log()).toContain(`Destroying session ${id}`);
        if (cause === 'timeout') expect(janus.log()).toContain(`Timeout expired for session ${id}`);
      }
      await janus.end('SIGKILL');
      await startAgain(janus, out);
      const after = await verdicts(out);
      for (const [id, cause] of done)
        expect([id, after.get(id)], readFileSync(out, 'utf8')).toEqual([
          id,
          cause === 'open' ? 'server-crashed' : cause,
        ]);
    } finally {
      await janus.remove();
    }
    const { status, err } = await listener.end();
    expect(status).toBe(0);
    expect(err).not.toMatch(/refused|no Janus event|lost/);
  });
});

test('a listener that is away for a while gets from sampleevh and wsevh what they kept', async () => {
  const [post, ws] = ['post.jsonl', 'ws.jsonl'].map((file) => join(folder, file)) as [string, string];
  const start = (out: string, port = '0'): Listener => startListener(['--http', port, '--ws', '--out', out]);
  let listeners = [start(post), start(ws)] as [Listener, Listener];
  const [first, second] = [await listeners[0].where('http'), await listeners[1].where('http')];
  const janus = await startJanus({
    handlers: {
      sampleevh: { backend: first, grouping: true, max_retransmissions: 10, retransmissions_backoff: 200 },
      wsevh: { backend: second.replace('http', 'ws'), grouping: true },
    },
  });
  try {
    const socket = await api.JanusSocket.open(janus);
    const before = await socket.create();
    for (const path of [post, ws])
      await until('the first session is captured', () => readFileSync(path, 'utf8').includes(before));
    await Promise.all(listeners.map((listener) => listener.end('SIGKILL')));
    const meanwhile = await socket.create();
    await socket.attach(meanwhile);
    await socket.destroy(meanwhile);
    listeners = [start(post, new URL(first).port), start(ws, new URL(second).port)];
    const after = await socket.create();
    for (const path of [post, ws]) {
      await until(`${path} has what came meanwhile`, () => readFileSync(path, 'utf8').includes(after));
      expect(await verdicts(path)).toEqual(
        new Map([
          [before, 'open'],
          [meanwhile, 'destroyed'],
          [after, 'open'],
        ]),
      );
    }
    await socket.drop();
  } finally {
    await janus.remove();
    await Promise.all(listeners.map((listener) => listener.end()));
  }
});
