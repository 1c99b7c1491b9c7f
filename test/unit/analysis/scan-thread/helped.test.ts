/** Large logs, which a second thread reads and scans, and what becomes of them when they grow. */
import { appendFileSync, copyFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import type { AnalysisSummary, Finding, Progress } from '../../../../src/analysis/requests/api.js';
import { scanThreadOf } from '../../../../src/analysis/scan-thread/scan-in-thread.js';
import { kernelForEsbuild } from '../../../../src/events/wasm/kernel/build.mjs';
import { texts } from '../../../bench/generate.mjs';
import { bytesOf, corpusLog } from '../../corpus/corpus.js';
import { MS, SECOND, Story } from '../../story.js';

const LARGE = 66 * 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'janus-helped-'));
const scanWorker = join(folder, 'scan-worker.cjs');
const busy = join(folder, 'busy.json');
const path = join(folder, 'log.json');
const drops = bytesOf(corpusLog('1.1.2/ws-drop-reclaim0/events.jsonl'));

const atRest = (): number => Date.now() + 86_400_000;

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, '../../../../src/analysis/scan-thread/scan-worker.ts')],
    outfile: scanWorker,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    plugins: [kernelForEsbuild],
  });
  const groups: string[] = [];
  let size = 0;
  for (const text of texts('grouped')) {
    groups.push(text);
    size += text.length;
    if (size > LARGE) break;
  }
  writeFileSync(busy, groups.join(''));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Verdicts {
  readonly summary: AnalysisSummary;
  readonly findings: readonly Finding[];
  readonly total: number;
}

async function verdictsOf(
  analysis: LogAnswers,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<Verdicts> {
  const summary = await analysis.ask({ method: 'run', source: { kind: 'file', path } }, { news: onProgress });
  const { stamp, count, total } = await analysis.ask({
    method: 'findings',
    limit: 1000,
    first: 'display',
    expected: true,
  });
  const findings: Finding[] = [];
  while (findings.length < count)
    findings.push(...(await analysis.ask({ method: 'findingsFrom', stamp, from: findings.length }))!);
  return { summary: { ...summary, revision: 0 }, findings, total };
}

/** By an analysis that has nobody to help it. */
async function alone(): Promise<Verdicts> {
  const analysis = new LogAnswers(atRest);
  const verdicts = await verdictsOf(analysis);
  analysis.dispose();
  return verdicts;
}

/** Verdicts after each piece that was read. */
const ALWAYS = { first: 0, next: 0 };
const helped = (): LogAnswers => new LogAnswers(atRest, ALWAYS, scanThreadOf(scanWorker));

test('the verdicts are the same, come on the way too, and hold when the log grows', async () => {
  copyFileSync(busy, path);
  appendFileSync(path, drops);
  const analysis = helped();
  const told: Progress[] = [];
  const first = await verdictsOf(analysis, (progress) => told.push(progress));
  expect(first).toEqual(await alone());
  expect(first.summary.silent).toBeGreaterThan(10);
  const onTheWay = told.filter(({ summary }) => summary !== null);
  expect(onTheWay.length).toBeGreaterThan(0);
  expect(onTheWay.every(({ summary, total }) => summary!.sessions > 0 && total !== null && total > LARGE)).toBe(true);
  expect(told.map(({ read }) => read)).toEqual(told.map(({ read }) => read).toSorted((a, b) => a - b));

  // An event breaks off, and its rest comes later.
  const more = new Story('later').created(0).handle(MS, 'attached').transport(SECOND, 'c1', 'disconnected').bytes;
  const also = new Story('later').handle(SECOND + MS, 'detached').bytes;
  appendFileSync(path, more.subarray(0, more.length - 30));
  expect(await verdictsOf(analysis)).toEqual(await alone());
  appendFileSync(path, more.subarray(more.length - 30));
  appendFileSync(path, also);
  const last = await verdictsOf(analysis);
  expect(last).toEqual(await alone());
  expect(last.summary.silent).toBe(first.summary.silent + 1);

  truncateSync(path, LARGE / 2);
  expect(await verdictsOf(analysis)).toEqual(await alone());
  analysis.dispose();
});

test('findings of a log that another has taken the place of are not told', async () => {
  writeFileSync(path, drops);
  const analysis = helped();
  await verdictsOf(analysis);
  const { stamp, count } = await analysis.ask({ method: 'findings', limit: 1000, first: 'display', expected: true });
  expect(await analysis.ask({ method: 'findingsFrom', stamp, from: 0 })).toHaveLength(count);
  expect(await analysis.ask({ method: 'findingsFrom', stamp: 'another', from: 0 })).toBeNull();
  appendFileSync(path, '\n');
  await analysis.ask({ method: 'run', source: { kind: 'file', path } });
  expect(await analysis.ask({ method: 'findingsFrom', stamp, from: 0 })).toHaveLength(count);
  writeFileSync(path, drops.subarray(0, drops.length / 2));
  await analysis.ask({ method: 'run', source: { kind: 'file', path } });
  expect(await analysis.ask({ method: 'findingsFrom', stamp, from: 0 })).toBeNull();
  analysis.dispose();
});

test('a log that breaks off within an event goes on with the rest of it', async () => {
  copyFileSync(busy, path);
  const half = drops.length / 2 - 17;
  appendFileSync(path, drops.subarray(0, half));
  const analysis = helped();
  expect(await verdictsOf(analysis)).toEqual(await alone());
  appendFileSync(path, drops.subarray(half));
  expect(await verdictsOf(analysis)).toEqual(await alone());
  analysis.dispose();
});

test('a log that is one large envelope', async () => {
  const text = `"${'x'.repeat(1021)}",`;
  const bytes = Buffer.from(
    `{"hits":[${text.repeat(LARGE / text.length)}${drops.toString().trim().replaceAll('\n', ',')}]}`,
  );
  writeFileSync(path, bytes);
  const analysis = helped();
  expect(await verdictsOf(analysis)).toEqual(await alone());
  analysis.dispose();
});

test('a reading that was stopped is begun anew', async () => {
  copyFileSync(busy, path);
  const analysis = helped();
  const stop = new AbortController();
  const stopped = await analysis.ask(
    { method: 'run', source: { kind: 'file', path } },
    { news: () => stop.abort(), signal: stop.signal },
  );
  expect(stopped.partial).not.toBeNull();
  expect(await verdictsOf(analysis)).toEqual(await alone());
  analysis.dispose();
});

test('a thread that cannot start is an error in words', async () => {
  copyFileSync(busy, path);
  const analysis = new LogAnswers(atRest, ALWAYS, scanThreadOf(join(folder, 'nowhere.cjs')));
  await expect(analysis.ask({ method: 'run', source: { kind: 'file', path } })).rejects.toThrow(/nowhere/);
  analysis.dispose();
});
