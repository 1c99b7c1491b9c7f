/** Logs for the page: recorded ones with the real analysis behind them, and synthetic ones of any size. */
import { Analysis } from '../../src/analysis/analysis.js';
import {
  FLAG_CREATED_UNSEEN,
  NO_PLUGIN,
  type Outcome,
  OUTCOMES,
  type TimelineOverview,
  type TimelineRequest,
} from '../../src/analysis/timeline.js';
import { answerFrom } from '../../src/editor/timeline-requests.js';

export interface SampleLog {
  overview: TimelineOverview;
  /** What the extension answers. */
  answer(request: TimelineRequest): Promise<unknown>;
}

/** What the extension would post for a recorded log, and answer about it. */
export async function recordedLog(path: string): Promise<SampleLog> {
  const analysis = new Analysis();
  await analysis.run({ kind: 'file', path }, () => undefined, new AbortController().signal);
  return { overview: await analysis.overview(), answer: (request) => answerFrom(analysis, request) };
}

/** `count` sessions by a fixed recipe: every tenth ends silently, lengths from 1 s to 10 min over an hour per 1000. */
export function syntheticLog(count: number): SampleLog {
  const hour = 3_600e6;
  const length = Math.max(1, count / 1000) * hour;
  const index = Array.from({ length: count }, (_, i) => i);
  let seed = 42;
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const start = index.map((i) => (i / count) * length * 0.95);
  const end = start.map((at) => Math.min(length, at + 1e6 + random() ** 3 * 600e6));
  const kinds: Outcome[] = [
    'silent',
    'destroyed',
    'destroyed',
    'timeout',
    'destroyed',
    'destroyed',
    'open',
    'destroyed',
    'unknown',
    'destroyed',
  ];
  const outcome = index.map((i) => OUTCOMES.indexOf(kinds[i % kinds.length] ?? 'open'));
  const emitters = [
    { name: 'janus-a', version: '1.1.2' },
    { name: 'janus-b', version: '1.3.2' },
  ];
  return {
    overview: {
      revision: 1,
      name: 'synthetic.jsonl',
      origin: 1_795_417_496_000_000,
      length,
      count,
      start: Float64Array.from(start),
      end: Float64Array.from(end),
      outcome: Uint8Array.from(outcome),
      flags: Uint8Array.from(index, (i) => (i % 17 === 0 ? FLAG_CREATED_UNSEEN : 0)),
      emitter: Uint16Array.from(index, (i) => (i % 3 === 0 ? 1 : 0)),
      transport: Uint16Array.from(index, (i) => i % 2),
      plugin: Uint16Array.from(index, (i) => (i % 5 === 0 ? NO_PLUGIN : i % 2)),
      ids: index.map((i) => String(1_000_000_000_000_000n + BigInt(i) * 7919n)),
      labels: index.map((i) => `user-${i} room-${i % 50}`),
      emitters,
      transports: ['WebSockets', 'HTTP'],
      plugins: ['videoroom', 'echotest'],
      marks: [],
    },
    answer: ({ method }) =>
      method === 'tracks' ? Promise.resolve([]) : Promise.reject(new Error('There is nothing behind a synthetic log.')),
  };
}

export function emptyLog(): SampleLog {
  const log = syntheticLog(0);
  return { ...log, overview: { ...log.overview, name: 'events.jsonl' } };
}
