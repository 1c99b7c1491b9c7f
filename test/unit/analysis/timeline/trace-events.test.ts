import { expect, test } from 'vitest';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import { TRACE_START, type TracePiece, type TraceScope } from '../../../../src/analysis/timeline/trace-events.js';
import { bytesOf, corpusLog, corpusLogs } from '../../corpus/corpus.js';

interface TraceEvent {
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly cat?: string;
  readonly ts: number;
  readonly dur: number;
  readonly args?: Record<string, unknown>;
}

async function analysed(bytes: Uint8Array): Promise<{ analysis: LogAnswers; revision: number; sessions: number }> {
  const analysis = new LogAnswers();
  const source = { kind: 'bytes', name: 'log', bytes } as const;
  const summary = await analysis.ask({ method: 'run', source });
  return { analysis, revision: summary.revision, sessions: summary.sessions };
}

async function exported(analysis: LogAnswers, revision: number, scope: TraceScope): Promise<TraceEvent[]> {
  let text = '';
  let position: typeof TRACE_START | null = TRACE_START;
  while (position !== null) {
    const piece: TracePiece = await analysis.ask({ method: 'trace', revision, scope, position });
    text += piece.text;
    position = piece.next;
  }
  return (JSON.parse(text) as { traceEvents: TraceEvent[] }).traceEvents;
}

/** Pairs of slices of one thread that overlap without one lying in the other: viewers show those wrongly. */
function crossing(events: readonly TraceEvent[]): [TraceEvent, TraceEvent][] {
  const byThread = new Map<string, TraceEvent[]>();
  for (const event of events.filter(({ ph }) => ph === 'X')) {
    const thread = `${String(event.pid)}/${String(event.tid)}`;
    byThread.set(thread, [...(byThread.get(thread) ?? []), event]);
  }
  return [...byThread.values()].flatMap((slices) =>
    slices.flatMap((a) =>
      slices
        .filter((b) => a.ts < b.ts && b.ts < a.ts + a.dur && b.ts + b.dur > a.ts + a.dur)
        .map((b): [TraceEvent, TraceEvent] => [a, b]),
    ),
  );
}

test.each(corpusLogs)('$name: every session once, slices in one another', async (log) => {
  const { analysis, revision, sessions } = await analysed(bytesOf(log));
  const events = await exported(analysis, revision, 'all');
  expect(events.filter(({ cat }) => cat === 'session')).toHaveLength(sessions);
  expect(events.filter(({ ph, ts, dur }) => ph === 'X' && !(ts > 1e15 && dur >= 0))).toEqual([]);
  expect(crossing(events)).toEqual([]);
  analysis.dispose();
});

test('a silent ending says so, with its cause, on the thread of its session', async () => {
  const { analysis, revision } = await analysed(bytesOf(corpusLog('1.1.2/ws-drop-reclaim0/events.jsonl')));
  const events = await exported(analysis, revision, 'silent');
  expect(events.filter(({ cat }) => cat === 'session')).toHaveLength(21);
  const silent = events.filter(({ cat }) => cat === 'finding');
  expect(silent).toHaveLength(21);
  for (const { tid, ts, args } of silent) {
    const session = events.find((event) => event.cat === 'session' && event.tid === tid)!;
    expect(session.ts + session.dur).toBe(ts);
    expect(session.name).toBe('ended silently');
    expect(args).toMatchObject({ cause: 'transport-gone' });
  }
  analysis.dispose();
});

test('chosen sessions alone, with their handles and PeerConnections', async () => {
  const { analysis, revision } = await analysed(bytesOf(corpusLog('1.1.2/webrtc-echotest/events.jsonl')));
  const all = await exported(analysis, revision, 'all');
  const up = all.find(({ name }) => name === 'PeerConnection')!;
  const handle = all.find(({ cat, tid, ts }) => cat === 'handle' && tid === up.tid && ts <= up.ts)!;
  expect(handle.name).toBe('echotest');
  const two = await exported(analysis, revision, [2, 0]);
  expect(two.filter(({ cat }) => cat === 'session').map(({ args }) => args?.session_id)).toEqual(
    [2, 0].map((k) => all.filter(({ cat }) => cat === 'session')[k]!.args?.session_id),
  );
  analysis.dispose();
});

test('a log that has been judged again is not mixed with what it was', async () => {
  const { analysis, revision } = await analysed(bytesOf(corpusLog('1.1.2/churn/events.jsonl')));
  await expect(
    analysis.ask({ method: 'trace', revision: revision + 1, scope: 'all', position: TRACE_START }),
  ).rejects.toThrow('Export it again');
  analysis.dispose();
});

test('a log without sessions is an empty trace', async () => {
  const { analysis, revision } = await analysed(new TextEncoder().encode('{"emitter":"janus"}\n'));
  expect(await exported(analysis, revision, 'all')).toEqual([]);
  analysis.dispose();
});
