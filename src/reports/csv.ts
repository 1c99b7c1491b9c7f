/** One row per session, as RFC 4180 has it: for spreadsheets and databases. */
import { csvField } from '../encoding/csv.js';
import type { Session } from '../sessions/model.js';
import type { Baseline } from './baseline.js';
import type { LogReport } from '../sessions/log-report.js';

/** Column names and how each is filled. Times are µs in one column and UTC in the other. */
const COLUMNS: readonly [
  name: string,
  value: (session: Session, report: LogReport) => string | number | boolean | null,
][] = [
  ['emitter', (s) => s.emitter],
  ['id', (s) => s.id],
  ['instance', (s) => s.instance],
  ['state', (s) => s.state],
  ['flagged', (s) => s.flagged],
  ['cause', (s) => s.cause],
  ['session_event', (s) => s.sessionEvent],
  ['certainty', (s) => s.certainty],
  ['created_at', (s) => s.createdAt],
  ['created_utc', (s) => utc(s.createdAt)],
  ['ended_at', (s) => s.endedAt],
  ['ended_utc', (s) => utc(s.endedAt)],
  ['seconds', (s) => (s.createdAt === null || s.endedAt === null ? null : (s.endedAt - s.createdAt) / 1e6)],
  ['transport', (s) => s.transport],
  ['address', (s) => s.address],
  ['handles', (s) => s.handleCount],
  ['plugins', (s) => list(s.handles.map(({ plugin }) => plugin))],
  ['opaque_ids', (s) => list(s.opaqueIds)],
  ['rooms', (s) => list(s.rooms)],
  ['displays', (s) => list(s.displays)],
  ['events', (s) => s.events],
  ['reason', (s) => s.reason],
  ['log', (s, report) => report.logs[placeOf(s)?.log ?? -1]?.path ?? null],
  ['line', (s) => placeOf(s)?.line ?? null],
];

/** With a baseline the last column has the reason why a session's silent ending is expected. */
export function* csvReport(report: LogReport, baseline: Baseline | null = null): Generator<string> {
  const columns =
    baseline === null ? COLUMNS : [...COLUMNS, ['expected', (s: Session) => reasonOf(baseline, s)] as const];
  yield `${columns.map(([name]) => name).join(',')}\r\n`;
  for (const session of report.sessions) yield row(columns.map(([, value]) => value(session, report)));
}

const reasonOf = (baseline: Baseline, { index }: Session): string | null => baseline.of.get(index)?.reason ?? null;

export const row = (values: readonly (string | number | boolean | null)[]): string =>
  `${values.map(csvField).join(',')}\r\n`;

/** Where to look: what ended the session, else its first event. */
const placeOf = (session: Session): Session['ending'] => session.ending ?? session.evidence[0] ?? null;

export const utc = (us: number | null): string | null => (us === null ? null : new Date(us / 1000).toISOString());

const list = (values: readonly string[]): string => [...new Set(values)].filter((value) => value !== '').join(' ');
