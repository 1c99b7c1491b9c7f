/** One row per life, for spreadsheets and databases. */
import type { Life } from '../lives/model.js';
import type { LogReport } from '../sessions/log-report.js';
import { row, utc } from './csv.js';

type Value = string | number | boolean | null;

const id = (life: Life, key: string): Value => {
  const value = life.ids[key];
  return typeof value === 'string' ? value : null;
};

/** Column names and how each is filled. `ids` has all ids as JSON, those of both sides of a call as well. */
const COLUMNS: readonly [name: string, value: (life: Life, report: LogReport) => Value][] = [
  ['kind', (life) => life.kind],
  ['emitter', (life) => life.emitter],
  ['name', (life) => life.name],
  ['state', (life) => life.state],
  ['told', (life) => life.told],
  ['flagged', (life) => life.flagged],
  ['cause', (life) => life.cause],
  ['certainty', (life) => life.certainty],
  ['begun_at', (life) => life.begunAt],
  ['begun_utc', (life) => utc(life.begunAt)],
  ['up_at', (life) => life.upAt],
  ['ended_at', (life) => life.endedAt],
  ['ended_utc', (life) => utc(life.endedAt)],
  ['seconds', ({ begunAt, endedAt }) => (begunAt === null || endedAt === null ? null : (endedAt - begunAt) / 1e6)],
  ['session_id', (life) => id(life, 'session_id')],
  ['handle_id', (life) => id(life, 'handle_id')],
  ['room', (life) => id(life, 'room')],
  ['user_id', (life) => id(life, 'user_id')],
  ['ids', (life) => JSON.stringify(life.ids)],
  ['within', (life) => life.within],
  ['reason', (life) => life.reason],
  ['log', (life, report) => report.logs[life.evidence.at(-1)?.log ?? -1]?.path ?? null],
  ['line', (life) => life.evidence.at(-1)?.line ?? null],
];

export function* livesCsv(lives: Iterable<Life>, report: LogReport): Generator<string> {
  yield `${COLUMNS.map(([name]) => name).join(',')}\r\n`;
  for (const life of lives) yield row(COLUMNS.map(([, value]) => value(life, report)));
}
