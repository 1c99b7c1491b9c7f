/** Logs as the editor opens them: read, judged, read on, and opened again another day. */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LogIndex } from '../../../../src/analysis/index-on-disk/log-index.js';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import { bytesOf, corpusLog } from '../../corpus/corpus.js';

const LOG = bytesOf(corpusLog('1.1.2/webrtc-videoroom/events.jsonl'));
/** Everything in the log is long over. */
const now = (): number => Date.now() + 86_400_000;

let home: string;
let folder: string;
let path: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'janus-index-'));
  folder = join(home, 'index');
  path = join(home, 'events.jsonl');
  writeFileSync(path, LOG);
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const newIndex = (): LogIndex => new LogIndex({ folder, mostBytes: 1e9, leastLog: 0 }, 'test');
/** Verdicts after each piece that was read. */
const ALWAYS = { first: 0, next: 0 };
const opened = (index: LogIndex | null): LogAnswers => new LogAnswers(now, ALWAYS, null, index);

/** Runs, and tells how often a piece of the log was read. */
async function run(analysis: LogAnswers, anew = false): Promise<number> {
  let pieces = 0;
  const params = { source: { kind: 'file' as const, path, ...(anew ? { anew } : {}) } };
  await analysis.ask({ method: 'run', ...params }, { news: () => pieces++ });
  return pieces;
}

/** What lists, findings, overview, lanes and details answer. */
async function answers(analysis: LogAnswers): Promise<string> {
  const log = await analysis.ask({ method: 'timelineLog' });
  const { revision } = log;
  const { stamp, count } = await analysis.ask({ method: 'findings', limit: 1000, first: 'display', expected: true });
  const all = [
    { ...log, revision: 0 },
    count,
    await analysis.ask({ method: 'groups' }),
    await analysis.ask({ method: 'findingsFrom', stamp, from: 0 }),
    await analysis.ask({ method: 'overview', revision }),
    await analysis.ask({ method: 'detail', revision, session: 0, names: 'display' }),
    await analysis.ask({ method: 'eventAt', offset: 0 }),
    await analysis.ask({ method: 'sessionAt', line: 3, character: 5 }),
    await analysis.ask({ method: 'sessionText', session: 0, from: 0, layout: 'written' }),
  ];
  return JSON.stringify(all);
}

async function expectSame(analysis: LogAnswers): Promise<void> {
  const fresh = opened(null);
  await run(fresh);
  expect(await answers(analysis)).toBe(await answers(fresh));
  fresh.dispose();
  analysis.dispose();
}

/** What is kept is written after the answer. */
const kept = (): Promise<void> =>
  expect.poll(() => readdirSync(folder).filter((name) => name.endsWith('.index')).length).toBe(1);

test.each([
  ['a plain log', LOG],
  ['gzip', gzipSync(LOG)],
])('%s is there again without being read', async (_, bytes) => {
  writeFileSync(path, bytes);
  const first = opened(newIndex());
  expect(await run(first)).toBeGreaterThan(0);
  await kept();
  const again = opened(newIndex());
  expect(await run(again)).toBe(0);
  expect(await run(again)).toBe(0);
  await expectSame(again);
  expect(await run(opened(newIndex()), true)).toBeGreaterThan(0);
});

test.each([5_000, 50_000, 200_000])(
  'it grows by %i bytes before it is opened again, and while it is open',
  async (more) => {
    writeFileSync(path, LOG.subarray(0, LOG.length - more));
    await run(opened(newIndex()));
    await kept();
    writeFileSync(path, LOG.subarray(0, LOG.length - 2000));
    const again = opened(newIndex());
    await run(again);
    appendFileSync(path, LOG.subarray(LOG.length - 2000));
    expect(await run(again)).toBeGreaterThan(0);
    await expectSame(again);
  },
);

test('the index that was damaged is replaced', async () => {
  await run(opened(newIndex()));
  await kept();
  const [name] = readdirSync(folder);
  const file = join(folder, name!);
  const whole = readFileSync(file);
  writeFileSync(file, whole.subarray(0, whole.length / 2));
  const again = opened(newIndex());
  expect(await run(again)).toBeGreaterThan(0);
  await expect.poll(() => statSync(file).size).toBe(whole.length);
  await expectSame(again);
});
