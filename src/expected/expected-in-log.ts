/** Which sessions of a log are expected, and which expectations it does not bear out. */
import { NONE } from '../events/columns.js';
import { CAUSES, flaggedIn, type SessionTable } from '../sessions/session-table.js';
import { timeIn, type ExpectedFinding } from './expected-finding.js';

/** Why an expectation is stale: the session is not there, or stands otherwise by what the log says now. */
export type StaleWhy = 'absent' | 'not-flagged' | 'other-cause';

export interface Stale {
  readonly entry: ExpectedFinding;
  readonly why: StaleWhy;
}

export interface ExpectedInLog {
  /** By the number of the session. */
  readonly of: ReadonlyMap<number, ExpectedFinding>;
  /** Of the servers and times that the log is about. */
  readonly stale: readonly Stale[];
  /** How many entries are about servers or times that are not in the log. */
  readonly elsewhere: number;
}

/** Whether the entry is about the session at an index of the table, whatever became of it. */
type Match = (sessions: SessionTable, index: number) => readonly ExpectedFinding[];

export function expectedInLog(sessions: SessionTable, entries: readonly ExpectedFinding[]): ExpectedInLog {
  const of = new Map<number, ExpectedFinding>();
  const borne = new Set<ExpectedFinding>();
  const otherwise = new Map<ExpectedFinding, StaleWhy>();
  if (entries.length > 0) {
    const match = matching(entries);
    for (let index = 0; index < sessions.count; index++)
      for (const entry of match(sessions, index)) {
        if (sessions.flagged[index] !== 1) otherwise.set(entry, 'not-flagged');
        else if (CAUSES[sessions.cause[index]!] !== entry.cause) otherwise.set(entry, 'other-cause');
        else {
          if (!of.has(index)) of.set(index, entry);
          borne.add(entry);
        }
      }
  }
  const spans = spansOf(sessions);
  const stale: Stale[] = [];
  let elsewhere = 0;
  for (const entry of entries) {
    if (borne.has(entry)) continue;
    const why = otherwise.get(entry) ?? (isWithin(entry, spans) ? 'absent' : null);
    if (why === null) elsewhere++;
    else stale.push({ entry, why });
  }
  return { of, stale, elsewhere };
}

/** The numbers of the sessions that ended silently and are not among those expected; null: nobody has said. */
export const unexpectedIn = (sessions: SessionTable, expected: ExpectedInLog['of'] | null): number[] =>
  flaggedIn(sessions).filter((index) => expected?.has(index) !== true);

/** By times first, which are columns: texts are made of sessions whose time an entry has. */
function matching(entries: readonly ExpectedFinding[]): Match {
  const created = new EntriesByTime(entries, ({ createdAt }) => createdAt);
  const ended = new EntriesByTime(entries, ({ endedAt }) => endedAt);
  return (sessions, index) => {
    const createdAt = Math.floor(sessions.createdAt[index]!);
    const endedAt = Math.floor(sessions.endedAt[index]!);
    if (!created.has(createdAt) && !ended.has(endedAt)) return NO_ENTRIES;
    const number = sessions.emitter[index]!;
    const server = number === NONE ? '' : sessions.emitters[number]!;
    const id = sessions.id(index);
    // Where one of both does not know when it was created, its end tells.
    const atEnd = ended
      .of(server, id, endedAt)
      .filter((entry) => entry.createdAt === undefined || Number.isNaN(createdAt));
    return [...created.of(server, id, createdAt), ...atEnd];
  };
}

const NO_ENTRIES: readonly ExpectedFinding[] = [];

class EntriesByTime {
  private readonly times = new Set<number>();
  private readonly entries = new Map<string, ExpectedFinding[]>();

  constructor(entries: readonly ExpectedFinding[], timeOf: (entry: ExpectedFinding) => string | undefined) {
    for (const entry of entries) {
      const text = timeOf(entry);
      if (text === undefined) continue;
      const at = timeIn(text);
      this.times.add(at);
      const key = keyOf(entry.server, entry.session, at);
      const same = this.entries.get(key);
      if (same === undefined) this.entries.set(key, [entry]);
      else same.push(entry);
    }
  }

  has(at: number): boolean {
    return this.times.has(at);
  }

  of(server: string, session: string, at: number): readonly ExpectedFinding[] {
    return this.entries.get(keyOf(server, session, at)) ?? NO_ENTRIES;
  }
}

const keyOf = (server: string, session: string, at: number): string => JSON.stringify([server, session, at]);

interface Span {
  first: number;
  last: number;
}

/** From when to when the log tells of sessions of each server. */
function spansOf({ count, emitter, emitters, firstAt, lastAt }: SessionTable): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  for (let k = 0; k < count; k++) {
    const server = emitters[emitter[k]!] ?? '';
    const span = spans.get(server);
    if (span === undefined) spans.set(server, { first: firstAt[k]!, last: lastAt[k]! });
    else {
      span.first = Math.min(span.first, firstAt[k]!);
      span.last = Math.max(span.last, lastAt[k]!);
    }
  }
  return spans;
}

function isWithin({ server, createdAt, endedAt }: ExpectedFinding, spans: ReadonlyMap<string, Span>): boolean {
  const span = spans.get(server);
  return (
    span !== undefined &&
    [createdAt, endedAt].every((at) => at === undefined || (timeIn(at) >= span.first && timeIn(at) <= span.last))
  );
}
