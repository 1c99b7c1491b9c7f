/**
 * Logs for the page: recorded ones as the analysis gives them, and synthetic ones of any size. All answers are made
 * beforehand, so that the page can be given them without a process behind it.
 */
import { Analysis } from '../../src/analysis/analysis.js';
import {
  type EventRow,
  FLAG_CREATED_UNSEEN,
  NO_PLUGIN,
  type Outcome,
  OUTCOMES,
  type SessionDetail,
  type SessionTrack,
  type TimelineMark,
} from '../../src/analysis/timeline.js';

/** An overview with plain arrays for columns, as JSON can carry it into the page. */
export interface PlainOverview {
  revision: number;
  name: string;
  origin: number;
  length: number;
  count: number;
  start: number[];
  end: number[];
  outcome: number[];
  flags: number[];
  emitter: number[];
  transport: number[];
  plugin: number[];
  ids: string[];
  labels: string[];
  emitters: { name: string; version: string | null }[];
  transports: string[];
  plugins: string[];
  marks: TimelineMark[];
}

export interface SampleLog {
  overview: PlainOverview;
  tracks: SessionTrack[];
  details: SessionDetail[];
  /** All events of each session. */
  events: EventRow[][];
  /** Pretty-printed events by offset. */
  json: Record<number, string>;
}

/** What the extension would post for a recorded log. */
export async function recordedLog(path: string): Promise<SampleLog> {
  const analysis = new Analysis();
  await analysis.run({ kind: 'file', path }, () => undefined, new AbortController().signal);
  const overview = await analysis.overview();
  const sessions = overview.ids.map((_, index) => index);
  const log: SampleLog = {
    overview: {
      ...overview,
      name: path.slice(path.lastIndexOf('/') + 1),
      start: [...overview.start],
      end: [...overview.end],
      outcome: [...overview.outcome],
      flags: [...overview.flags],
      emitter: [...overview.emitter],
      transport: [...overview.transport],
      plugin: [...overview.plugin],
    },
    tracks: await analysis.tracks(sessions),
    details: await Promise.all(sessions.map((session) => analysis.detail(session))),
    events: [],
    json: {},
  };
  for (const session of sessions) {
    const rows: EventRow[] = [];
    for (
      let page = await analysis.events(session, 0);
      page.length > 0;
      page = await analysis.events(session, rows.length)
    ) {
      rows.push(...page);
    }
    log.events.push(rows);
    for (const row of rows) log.json[row.offset] = await analysis.json(row.offset, row.length);
  }
  analysis.dispose();
  return log;
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
      start,
      end,
      outcome,
      flags: index.map((i) => (i % 17 === 0 ? FLAG_CREATED_UNSEEN : 0)),
      emitter: index.map((i) => (i % 3 === 0 ? 1 : 0)),
      transport: index.map((i) => i % 2),
      plugin: index.map((i) => (i % 5 === 0 ? NO_PLUGIN : i % 2)),
      ids: index.map((i) => String(1_000_000_000_000_000n + BigInt(i) * 7919n)),
      labels: index.map((i) => `user-${i} room-${i % 50}`),
      emitters,
      transports: ['WebSockets', 'HTTP'],
      plugins: ['videoroom', 'echotest'],
      marks: [],
    },
    tracks: [],
    details: [],
    events: [],
    json: {},
  };
}

export function emptyLog(): SampleLog {
  const log = syntheticLog(0);
  return { ...log, overview: { ...log.overview, name: 'events.jsonl' } };
}
