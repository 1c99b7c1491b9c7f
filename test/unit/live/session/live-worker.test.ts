import { build } from 'esbuild';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { kernelForEsbuild } from '../../../../src/events/wasm/kernel/build.mjs';
import { LiveWorker } from '../../../../src/live/session/client.js';
import type { LiveCounts } from '../../../../src/live/session/messages.js';
import type { Thread } from '../../../../src/live/session/thread.js';
import type { LiveProfile } from '../../../../src/live/profile.js';
import type { SourceState } from '../../../../src/live/live-source.js';

const folder = mkdtempSync(join(tmpdir(), 'janus-live-worker-'));
const bundled = join(folder, 'live-worker.cjs');
const EVENT = {
  emitter: 'janus',
  type: 1,
  timestamp: 1_795_417_881_164_729,
  session_id: 5,
  event: { name: 'destroyed' },
};

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, '../../../../src/live/session/worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: bundled,
    plugins: [kernelForEsbuild],
    define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    logLevel: 'error',
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const started: Started[] = [];
afterEach(async () => {
  for (const { worker } of started.splice(0)) await worker.stop();
});

interface Started {
  readonly worker: LiveWorker;
  readonly states: SourceState[];
  readonly notices: string[];
  readonly counts: LiveCounts[];
  readonly path: string;
}

function start(
  profile: LiveProfile,
  secret: string | null = null,
  path = join(folder, `${String(Math.random()).slice(2)}.jsonl`),
): Started {
  const states: SourceState[] = [];
  const notices: string[] = [];
  const counts: LiveCounts[] = [];
  const worker = new LiveWorker(
    bundled,
    { profile, secret, capture: { path, fsync: false, maxSize: 1_000_000, maxTotal: 10_000_000 } },
    {
      state: (state) => states.push(state),
      notice: (message) => notices.push(message),
      counts: (now) => counts.push(now),
      captured: () => expect.fail('A thread writes its capture itself.'),
    },
  );
  const one = { worker, states, notices, counts, path };
  started.push(one);
  return one;
}

const http = (port: number): LiveProfile => ({ source: 'http', name: 'test', host: '127.0.0.1', port });

async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function freePort(): Promise<number> {
  const { server, port } = await listening();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function postEvents(port: number, body: unknown): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${String(port)}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

const until = (condition: () => boolean): Promise<void> =>
  vi.waitFor(() => {
    expect(condition()).toBe(true);
  }, 20_000);

test('what is answered is in the file, and the last counts come before the end', async () => {
  const port = await freePort();
  const { worker, states, counts, path } = start(http(port));
  await until(() => states.at(-1)?.kind === 'running');
  await postEvents(port, [EVENT, { ...EVENT, timestamp: EVENT.timestamp + 1 }]);
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
  await worker.stop();
  expect(counts.at(-1)).toMatchObject({ events: 2, messages: 1, otherBytes: 0 });
  expect(states.map(({ kind }) => kind)).toEqual(['starting', 'running', 'stopped']);
  await expect(fetch(`http://127.0.0.1:${String(port)}/`)).rejects.toThrow();
});

test('what keeps it from starting is its last state, in words', async () => {
  const { server, port } = await listening();
  try {
    const { states } = start(http(port));
    await until(() => states.at(-1)?.kind === 'failed');
    expect(states.at(-1)).toMatchObject({
      message: expect.stringContaining(`port ${String(port)} is in use`) as string,
    });
  } finally {
    server.close();
  }
});

test('the worker dying is told, and says that what was acknowledged is safe', async () => {
  const { states } = start({ source: 'teletype', name: 'no such source' } as unknown as LiveProfile);
  await until(() => states.at(-1)?.kind === 'failed');
  expect(states).toEqual([
    { kind: 'failed', message: expect.stringMatching(/stopped unexpectedly .* Start it again\.$/s) as string },
  ]);
});

test('two sessions do not write the same capture', async () => {
  const first = start(http(await freePort()));
  await until(() => first.states.at(-1)?.kind === 'running');
  const second = start(http(await freePort()), null, first.path);
  await until(() => second.states.at(-1)?.kind === 'failed');
  expect(second.states.at(-1)).toMatchObject({
    message: expect.stringContaining('Stop that session or choose another file.') as string,
  });
  await first.worker.stop();
  expect(existsSync(`${first.path}.lock`)).toBe(false);
});

test('when the worker dies its capture is free as soon as that is told, and goes on', async () => {
  const port = await freePort();
  const link = join(folder, 'link.jsonl');
  symlinkSync('linked.jsonl', link);
  const first = start(http(port), null, link);
  await until(() => first.states.at(-1)?.kind === 'running');
  await postEvents(port, EVENT);
  // No message of the protocol: the worker's fault, as far as it can know.
  (first.worker as unknown as { thread: Thread }).thread.post('nonsense');
  await until(() => first.states.at(-1)?.kind === 'failed');
  const second = start(http(port), null, first.path);
  await until(() => second.states.at(-1)?.kind !== 'starting' && second.states.length > 0);
  expect(second.states.at(-1)?.kind).toBe('running');
  await postEvents(port, { ...EVENT, timestamp: EVENT.timestamp + 1 });
  expect(readFileSync(first.path, 'utf8').split('\n')).toHaveLength(3);
});

test('a password goes no further, whoever says it', async () => {
  const port = await freePort();
  const profile: LiveProfile = {
    source: 'mqtt',
    name: 'test',
    url: `mqtt://127.0.0.1:${String(port)}`,
    topic: 't',
    version: '5',
    user: 'u',
  };
  // A message names the address: here it is the password too.
  const { states, notices } = start(profile, '127.0.0.1');
  await until(() => states.some((state) => 'message' in state));
  expect(JSON.stringify([states, notices])).not.toContain('127.0.0.1');
  expect(JSON.stringify([states, notices])).toContain('•••');
});

test('one that still tries to connect is stopped', async () => {
  const port = await freePort();
  const url = `amqp://127.0.0.1:${String(port)}`;
  const { worker, states } = start({ source: 'rabbitmq', name: 'test', url, queue: 'q' });
  await until(() => states.length > 0);
  await worker.stop();
  expect(['stopped', 'failed']).toContain(states.at(-1)?.kind);
});
