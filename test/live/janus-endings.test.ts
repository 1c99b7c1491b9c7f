/** A real Janus ends sessions in ways that need a configuration or an end of their own: the report says what was done. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startJanus, type Janus, type JanusOptions } from './harness/janus.js';
import { attachOverHttp, createOverHttp, JanusSocket } from './harness/janus-sessions.js';
import { buildOnce, startListener } from './harness/listener.js';
import { startAgain } from './harness/restart.js';
import { until } from './harness/until.js';
import { flagged, verdicts } from './harness/verdicts.js';

let folder: string;
beforeAll(() => {
  buildOnce();
  folder = mkdtempSync(join(tmpdir(), 'janus-endings-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Captured {
  readonly janus: Janus;
  readonly path: string;
  /** Waits for an event, given by a part of its text, of a session. */
  readonly event: (session: string, text: string) => Promise<void>;
}

/** A Janus whose sampleevh sends into a listener; both end with `run`. */
async function capturing(
  name: string,
  options: Omit<JanusOptions, 'handlers'>,
  run: (captured: Captured) => Promise<void>,
): Promise<void> {
  const path = join(folder, `${name}.jsonl`);
  const listener = startListener(['--http', '0', '--out', path]);
  const backend = await listener.where('http');
  const janus = await startJanus({ ...options, handlers: { sampleevh: { backend, grouping: true, json: 'compact' } } });
  const lines = (): string[] => readFileSync(path, 'utf8').split('\n');
  const event = async (session: string, text: string): Promise<void> => {
    await until(`${text} of ${session}`, () =>
      lines().some((line) => line.includes(session) && line.includes(`"${text}"`)),
    );
  };
  try {
    await run({ janus, path, event });
  } finally {
    await janus.remove();
  }
  expect((await listener.end()).status).toBe(0);
}

test('shut down with sessions open', async () => {
  await capturing('shutdown', {}, async ({ janus, path, event }) => {
    const socket = await JanusSocket.open(janus);
    const overSocket = await socket.create();
    await socket.attach(overSocket);
    const overHttp = await createOverHttp(janus);
    await attachOverHttp(janus, overHttp);
    const over = await socket.create();
    await socket.destroy(over);
    await event(over, 'destroyed');
    await event(overHttp, 'attached');
    await janus.end('SIGTERM');
    await event('', 'shutdown');
    expect(await verdicts(path)).toEqual(
      new Map([
        [overSocket, 'server-stopped'],
        [overHttp, 'server-stopped'],
        [over, 'destroyed'],
      ]),
    );
    expect(await flagged(path)).toEqual(expect.arrayContaining([overSocket, overHttp]));
    // It stays so when Janus is there again.
    await startAgain(janus, path);
    expect((await verdicts(path)).get(overHttp)).toBe('server-stopped');
  });
});

test('a dropped WebSocket whose session may be reclaimed: Janus tells its timeout', async () => {
  await capturing('reclaim', { reclaimTimeout: 3 }, async ({ janus, path, event }) => {
    const kept = await JanusSocket.open(janus);
    const open = await kept.create();
    const dropping = await JanusSocket.open(janus);
    const dropped = await dropping.create();
    await dropping.attach(dropped);
    const claimed = await dropping.create();
    await dropping.attach(claimed);
    await event(claimed, 'attached');
    await dropping.drop();
    await event('', 'disconnected');
    await kept.claim(claimed);
    expect(await flagged(path)).toEqual([]);
    await event(dropped, 'timeout');
    await kept.request({ janus: 'keepalive', session_id: claimed });
    expect(await verdicts(path)).toEqual(
      new Map([
        [open, 'open'],
        [dropped, 'timeout'],
        [claimed, 'open'],
      ]),
    );
    expect(await flagged(path)).toEqual([]);
    await kept.drop();
  });
});

test('sessions over the Unix socket: destroyed, and gone with their connection', async () => {
  await capturing('unix', { unix: true }, async ({ janus, path, event }) => {
    const socket = JanusSocket.openUnix(janus);
    const other = JanusSocket.openUnix(janus);
    const destroyed = await socket.create();
    await socket.attach(destroyed);
    await socket.destroy(destroyed);
    const gone = await socket.create();
    await socket.attach(gone);
    const open = await other.create();
    await other.attach(open);
    await event(open, 'attached');
    await socket.drop();
    await event(gone, 'detached');
    expect(await verdicts(path)).toEqual(
      new Map([
        [destroyed, 'destroyed'],
        [gone, 'transport-gone'],
        [open, 'open'],
      ]),
    );
    expect(readFileSync(path, 'utf8')).toContain('janus.transport.pfunix');
    expect(await flagged(path)).toEqual([gone]);
    await other.drop();
  });
});
