import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import { ROWS_PER_PAGE, type AnalysisSummary, type SessionRow } from '../../../../src/analysis/requests/api.js';
import { bytesOf, corpusLog, corpusLogs, type CorpusLog } from '../../corpus/corpus.js';
import { random } from '../../corpus/random.js';

const folder = mkdtempSync(join(tmpdir(), 'janus-growing-'));
let count = 0;
let path = '';

beforeEach(() => {
  path = join(folder, `log-${String(count++)}`);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A day later nothing is on its way any more. */
const atRest = (): number => Date.now() + 86_400_000;

interface Verdicts {
  /** Its revision left out. */
  readonly summary: AnalysisSummary;
  readonly rows: readonly SessionRow[];
}

async function rowsOf(analysis: LogAnswers): Promise<SessionRow[]> {
  const rows: SessionRow[] = [];
  for (const { emitter, count } of await analysis.ask({ method: 'groups' }))
    for (let from = 0; from < count; from += ROWS_PER_PAGE)
      rows.push(...(await analysis.ask({ method: 'page', emitter, from })));
  return rows;
}

async function verdictsOf(analysis: LogAnswers, log = path): Promise<Verdicts> {
  const summary = await analysis.ask({ method: 'run', source: { kind: 'file', path: log } });
  return { summary: { ...summary, revision: 0 }, rows: await rowsOf(analysis) };
}

/** Of a file as it is now, by an analysis that has never seen it before. */
async function readAtOnce(log = path): Promise<Verdicts> {
  const analysis = new LogAnswers(atRest);
  try {
    return await verdictsOf(analysis, log);
  } finally {
    analysis.dispose();
  }
}

/** What may happen to a log between two looks at it. Returns what it holds then. */
const HAPPENINGS = {
  grows: (now: Uint8Array, whole: Uint8Array, below: (n: number) => number) => {
    const next = whole.subarray(now.length, now.length + 1 + below(whole.length / 3));
    appendFileSync(path, next);
    return whole.subarray(0, now.length + next.length);
  },
  'is cut': (now: Uint8Array, _: Uint8Array, below: (n: number) => number) => {
    const size = below(now.length + 1);
    truncateSync(path, size);
    return now.subarray(0, size);
  },
  'is rotated': (_: Uint8Array, whole: Uint8Array, below: (n: number) => number) => {
    renameSync(path, `${path}.1`);
    const start = whole.subarray(0, below(whole.length));
    writeFileSync(path, start);
    return start;
  },
  'is copied and cut': (_: Uint8Array, whole: Uint8Array, below: (n: number) => number) => {
    truncateSync(path, 0);
    const start = whole.subarray(0, below(whole.length));
    appendFileSync(path, start);
    return start;
  },
  'is left alone': (now: Uint8Array) => now,
} as const;

describe('a growing log is judged as if read at once', () => {
  test.each(corpusLogs.filter(({ name }) => !name.includes('churn')).map((log) => [log.name, log] as const))(
    '%s',
    async (_, log: CorpusLog) => {
      const whole = bytesOf(log);
      await fc.assert(
        fc.asyncProperty(fc.integer(), async (seed) => {
          const chance = random(seed);
          const analysis = new LogAnswers(atRest);
          let now = whole.subarray(0, chance.below(whole.length));
          writeFileSync(path, now);
          for (let step = 0; step < 5; step++) {
            expect(await verdictsOf(analysis)).toEqual(await readAtOnce());
            const what = chance.chance(0.6)
              ? 'grows'
              : chance.pick(Object.keys(HAPPENINGS) as (keyof typeof HAPPENINGS)[]);
            now = HAPPENINGS[what](now, whole, (n) => chance.below(Math.max(1, Math.floor(n))));
          }
          appendFileSync(path, whole.subarray(now.length));
          expect(await verdictsOf(analysis)).toEqual(await readAtOnce());
          analysis.dispose();
        }),
        { numRuns: 2 },
      );
    },
  );
});

const LOG = bytesOf(corpusLog('1.1.2/kill9-restart/events.jsonl'));
const LINES = LOG.toString().split('\n');

describe('a log that is written to', () => {
  test('is told to be cut only as long as its last event is half there', async () => {
    const half = LINES[5]!.slice(0, 50);
    writeFileSync(path, `${LINES.slice(0, 5).join('\n')}\n${half}`);
    const analysis = new LogAnswers(atRest);
    expect((await verdictsOf(analysis)).summary.notes.map(({ code }) => code)).toContain('cut');
    appendFileSync(path, `${LINES[5]!.slice(50)}\n`);
    expect((await verdictsOf(analysis)).summary.notes).toEqual([]);
    analysis.dispose();
  });

  test('costs what is appended, and nothing when nothing is', async () => {
    const filler = `${JSON.stringify({ emitter: 'janus', type: 4, timestamp: 1795417184000000, event: { data: 'y'.repeat(9_000) } })}\n`;
    writeFileSync(path, filler.repeat(2_000));
    const analysis = new LogAnswers(atRest);
    const run = async (): Promise<{ revision: number; reads: number[] }> => {
      const reads: number[] = [];
      const { revision } = await analysis.ask(
        { method: 'run', source: { kind: 'file', path } },
        { news: ({ read }) => reads.push(read) },
      );
      return { revision, reads };
    };
    expect((await run()).reads.length).toBeGreaterThan(3);
    expect(await run()).toEqual({ revision: 1, reads: [] });
    appendFileSync(path, filler);
    expect(await run()).toEqual({ revision: 2, reads: [statSync(path).size] });
    analysis.dispose();
  });

  test('holds a verdict back that may still be cleared, and gives it when nothing more comes', async () => {
    const restart = LINES.findIndex((line, k) => k > 0 && line.includes('"started"'));
    writeFileSync(path, `${LINES.slice(0, restart + 1).join('\n')}\n`);
    let passed = 0;
    const analysis = new LogAnswers(() => statSync(path).mtimeMs + passed);
    const early = await verdictsOf(analysis);
    passed = 10_000;
    const late = await verdictsOf(analysis);
    expect(late).toEqual(await readAtOnce());
    expect(early.summary.provisional).toBeGreaterThan(0);
    expect(early.summary.silent + early.summary.provisional).toBe(late.summary.silent);
    expect(late.summary.provisional).toBe(0);
    analysis.dispose();
  });

  test('changed in its middle at the same size is read from its beginning', async () => {
    writeFileSync(path, LOG);
    const analysis = new LogAnswers(atRest);
    await verdictsOf(analysis);
    writeFileSync(path, LOG.toString().replaceAll('janus-112', 'janus-xyz'));
    expect((await verdictsOf(analysis)).summary.emitters.map(({ name }) => name)).toEqual(['janus-xyz']);
    analysis.dispose();
  });
});

describe('a log that is not what it was', () => {
  const cannotBeRead = async (analysis: LogAnswers, why: string): Promise<void> => {
    await expect(verdictsOf(analysis)).rejects.toThrow(`Cannot read ${path}: ${why}.`);
  };

  test.each<[string, () => void, string]>([
    ['removed', () => undefined, 'there is no such file'],
    ['a directory', () => mkdirSync(path), 'it is a directory'],
    ['a pipe', () => execFileSync('mkfifo', [path]), 'it is a pipe, socket or device, not a file'],
  ])('%s: says so, and reads it again once it can', async (_, become, why) => {
    writeFileSync(path, LOG);
    const analysis = new LogAnswers(atRest);
    const before = await verdictsOf(analysis);
    rmSync(path);
    become();
    await cannotBeRead(analysis, why);
    rmSync(path, { recursive: true, force: true });
    writeFileSync(path, LOG);
    expect(await verdictsOf(analysis)).toEqual(before);
    analysis.dispose();
  });

  test('compressed by logrotate in its place', async () => {
    writeFileSync(path, LOG);
    const analysis = new LogAnswers(atRest);
    const { rows } = await verdictsOf(analysis);
    writeFileSync(path, gzipSync(LOG));
    const packed = await verdictsOf(analysis);
    expect(packed.summary.log.format).toContain('gzip');
    expect(packed.rows).toEqual(rows);
    analysis.dispose();
  });

  test('shorter than it was while it is read: what is there is judged', async () => {
    const filler = `${JSON.stringify({ emitter: 'janus', type: 4, timestamp: 1795417184000000, event: { data: 'y'.repeat(9_000) } })}\n`;
    writeFileSync(path, LOG.toString() + filler.repeat(2_000));
    const analysis = new LogAnswers(atRest);
    let cut = false;
    await analysis.ask(
      { method: 'run', source: { kind: 'file', path } },
      {
        news: () => {
          if (!cut) truncateSync(path, LOG.length);
          cut = true;
        },
      },
    );
    expect(await verdictsOf(analysis)).toEqual(await readAtOnce());
    analysis.dispose();
  });
});

test('a cancelled reading keeps what it has, says so, and can be gone on with', async () => {
  const filler = `${JSON.stringify({ emitter: 'janus', type: 4, timestamp: 1795417184000000, event: { data: 'y'.repeat(9_000) } })}\n`;
  writeFileSync(path, LOG.toString() + filler.repeat(3_000));
  const analysis = new LogAnswers(atRest);
  const abort = new AbortController();
  const partial = await analysis.ask(
    { method: 'run', source: { kind: 'file', path } },
    {
      news: () => {
        abort.abort();
      },
      signal: abort.signal,
    },
  );
  expect(partial.partial?.read).toBeLessThan(statSync(path).size);
  expect(partial.sessions).toBe(10);
  const { summary } = await verdictsOf(analysis);
  expect(summary).toMatchObject({ partial: null, log: { bytes: statSync(path).size } });
  analysis.dispose();
});
