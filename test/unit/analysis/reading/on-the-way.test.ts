/** Verdicts that are shown while a log is still being read: what comes next may clear a session, so none is accused early. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import type { AnalysisSummary, Progress } from '../../../../src/analysis/requests/api.js';

const INFO = { version_string: '1.1.2', 'session-timeout': 60, 'reclaim-session-timeout': 0 };
const START = 1_795_417_200_000_000;
const SESSIONS = 20_000;
/** Each session's connection closes so many sessions before its `destroyed`. */
const BETWEEN = 40;
const folder = mkdtempSync(join(tmpdir(), 'janus-on-the-way-'));
const path = join(folder, 'log.json');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const event = (type: number, k: number, order: number, body: object): string => {
  const handle = type === 2 ? { handle_id: 9_000_000 + k } : {};
  const id = type === 128 || type === 256 ? {} : { session_id: 1_000_000 + k, ...handle };
  return JSON.stringify({ emitter: 'e', type, timestamp: START + k * 1000 + order, ...id, event: body });
};
const transport = 'janus.transport.websockets';
const connection = (k: number, what: string): object => ({ transport, id: `c${String(k)}`, data: { event: what } });

/** A session of another server, whose connection has closed and that never was destroyed. */
const silent = [
  event(256, -9, 0, { status: 'started', info: INFO }),
  event(128, -8, 0, connection(-8, 'connected')),
  event(1, -8, 1, { name: 'created', transport: { transport, id: 'c-8' } }),
  event(2, -8, 2, { name: 'attached', plugin: 'janus.plugin.echotest' }),
  event(128, -8, 3, connection(-8, 'disconnected')),
  event(2, -8, 4, { name: 'detached', plugin: 'janus.plugin.echotest' }),
].map((line) => line.replace('"emitter":"e"', '"emitter":"other"'));

/** Every session is destroyed, a little after its connection has closed; of this version that is not always told. */
function log(): string {
  const lines = [event(256, 0, -1000, { status: 'started', info: INFO })];
  for (let k = 0; k < SESSIONS + BETWEEN; k++) {
    if (k < SESSIONS)
      lines.push(
        event(128, k, 0, connection(k, 'connected')),
        event(1, k, 1, { name: 'created', transport: { transport, id: `c${String(k)}` } }),
        event(2, k, 2, { name: 'attached', plugin: 'janus.plugin.echotest' }),
        event(128, k, 3, connection(k, 'disconnected')),
        event(2, k, 4, { name: 'detached', plugin: 'janus.plugin.echotest' }),
      );
    // As late as the events around it.
    if (k >= BETWEEN) lines.push(event(1, k - BETWEEN, BETWEEN * 1000 + 5, { name: 'destroyed' }));
  }
  return lines.join('\n');
}

/** What is told of the silent endings of the log, on the way, and at its end. */
async function run(analysis: LogAnswers): Promise<{ onTheWay: number[]; summary: AnalysisSummary }> {
  const told: Progress[] = [];
  const news = (progress: Progress): void => void told.push(progress);
  const summary = await analysis.ask({ method: 'run', source: { kind: 'file', path } }, { news });
  const onTheWay = told.flatMap((progress) => progress.summary?.silent ?? []);
  expect(onTheWay.length).toBeGreaterThan(0);
  return { onTheWay, summary };
}

const newAnalysis = (): LogAnswers => new LogAnswers(() => Date.now() + 86_400_000, { first: 0, next: 0 });

test('a log at rest: no session is accused whose `destroyed` comes right behind what has been read', async () => {
  writeFileSync(path, log());
  const analysis = newAnalysis();
  const { onTheWay, summary } = await run(analysis);
  expect(new Set(onTheWay)).toEqual(new Set([0]));
  expect(summary).toMatchObject({ sessions: SESSIONS, silent: 0, provisional: 0 });
  analysis.dispose();
});

test('a log in the order of its sessions: none is accused before all is read', async () => {
  const sessionIn = (line: string): string => /"session_id":(\d+)/.exec(line)?.[1] ?? '';
  const lines = log().split('\n');
  // Of one session the end is missing.
  const kept = lines.filter((line) => !line.includes('destroyed') || sessionIn(line) !== '1000007');
  writeFileSync(path, kept.toSorted((a, b) => sessionIn(a).localeCompare(sessionIn(b))).join('\n'));
  const analysis = newAnalysis();
  const { onTheWay, summary } = await run(analysis);
  expect(new Set(onTheWay)).toEqual(new Set([0]));
  expect(summary).toMatchObject({ sessions: SESSIONS, silent: 1, provisional: 0 });
  analysis.dispose();
});

test('a log that has grown: who has told nothing new stays accused while the rest is read', async () => {
  writeFileSync(path, silent.join('\n'));
  const analysis = newAnalysis();
  expect((await run(analysis)).summary).toMatchObject({ silent: 1, provisional: 0 });
  appendFileSync(path, `\n${log()}`);
  const { onTheWay, summary } = await run(analysis);
  expect(new Set(onTheWay)).toEqual(new Set([1]));
  expect(summary).toMatchObject({ silent: 1, provisional: 0 });
  analysis.dispose();
});
