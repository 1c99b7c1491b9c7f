/** A capture that the host keeps in memory, and hands on as it grows. */
import { expect, test } from 'vitest';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import { ROWS_PER_PAGE, type AnalysisSummary, type SessionRow } from '../../../../src/analysis/requests/api.js';
import { Outdated } from '../../../../src/rpc/requests.js';
import { bytesOf, corpusLog, corpusLogs } from '../../corpus/corpus.js';
import { random } from '../../corpus/random.js';

const T0 = Date.UTC(2026, 10, 29);
const DAY = 86_400_000;

interface Verdicts {
  readonly summary: AnalysisSummary;
  readonly rows: readonly SessionRow[];
}

async function verdicts(analysis: LogAnswers, summary: AnalysisSummary): Promise<Verdicts> {
  const rows: SessionRow[] = [];
  for (const { emitter, count } of await analysis.ask({ method: 'groups' }))
    for (let from = 0; from < count; from += ROWS_PER_PAGE)
      rows.push(...(await analysis.ask({ method: 'page', emitter, from })));
  return { summary: { ...summary, revision: 0 }, rows };
}

const added = (whole: Uint8Array, from: number, to: number, changedAt = T0, capture = 'one') =>
  ({ kind: 'added', name: 'a.jsonl', capture, from, bytes: whole.slice(from, to), changedAt }) as const;

const plain = corpusLogs.filter(({ name }) => name.endsWith('events.jsonl') && !name.includes('churn'));

test.each(plain.map((log) => [log.name, log] as const))('%s is judged as if read at once', async (_, log) => {
  const whole = bytesOf(log);
  const chance = random(whole.length);
  const analysis = new LogAnswers(() => T0 + DAY);
  let last: AnalysisSummary | null = null;
  for (let from = 0; from < whole.length;) {
    const to = Math.min(whole.length, from + 1 + chance.below(Math.ceil(whole.length / 3)));
    last = await analysis.ask({ method: 'run', source: added(whole, from, to) });
    from = to;
  }
  const once = new LogAnswers(() => T0 + DAY);
  const summary = await once.ask({ method: 'run', source: { kind: 'bytes', name: 'a.jsonl', bytes: whole } });
  expect(await verdicts(analysis, last!)).toEqual(await verdicts(once, summary));
});

test('a session that seems to end just now is open until nothing more has come for a while', async () => {
  const text = new TextDecoder().decode(bytesOf(corpusLog('1.1.2/ws-drop-reclaim0/events.jsonl')));
  const whole = new TextEncoder().encode(text.slice(0, text.indexOf('\n', text.indexOf('"disconnected"')) + 1));
  let now = T0;
  const analysis = new LogAnswers(() => now);
  const first = await analysis.ask({ method: 'run', source: added(whole, 0, whole.length) });
  expect(first).toMatchObject({ provisional: 1, silent: 0 });
  now += 10_000;
  const later = await analysis.ask({ method: 'run', source: added(whole, whole.length, whole.length) });
  expect(later).toMatchObject({ provisional: 0, silent: 1 });
});

test('text of events is that of the capture', async () => {
  const whole = bytesOf(corpusLog('1.1.2/ws-drop-reclaim0/events.jsonl'));
  const analysis = new LogAnswers(() => T0 + DAY);
  const half = whole.indexOf(0x0a, whole.length / 2) + 1;
  await analysis.ask({ method: 'run', source: added(whole, 0, half) });
  await analysis.ask({ method: 'run', source: added(whole, half, whole.length) });
  const once = new LogAnswers(() => T0 + DAY);
  await once.ask({ method: 'run', source: { kind: 'bytes', name: 'a.jsonl', bytes: whole } });
  for (const offset of [0, half, whole.length - 20])
    expect(await analysis.ask({ method: 'eventAt', offset })).toEqual(await once.ask({ method: 'eventAt', offset }));
});

test('bytes behind others that are not known are refused, and all of them are taken then', async () => {
  const whole = bytesOf(corpusLog('1.1.2/ws-drop-reclaim0/events.jsonl'));
  const half = whole.indexOf(0x0a, whole.length / 2) + 1;
  const analysis = new LogAnswers(() => T0 + DAY);
  const run = (from: number, to: number, capture?: string) =>
    analysis.ask({ method: 'run', source: added(whole, from, to, T0, capture) });
  await expect(run(half, whole.length)).rejects.toThrow(Outdated);
  await run(0, half);
  await expect(run(half + 1, whole.length)).rejects.toThrow(Outdated);
  await expect(run(half, whole.length, 'another')).rejects.toThrow(Outdated);
  expect((await run(half, whole.length)).silent).toBe(21);
  expect((await run(0, whole.length)).silent).toBe(21);
});
