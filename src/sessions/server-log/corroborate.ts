/**
 * Lets the server's own log decide what the events cannot, and corrects what it contradicts. The flag keeps its meaning:
 * the session ended within the event log, and the event log holds no session event for it.
 */
import * as l10n from '@vscode/l10n';
import { sentences } from '../../words/sentences.js';
import { clock } from '../../words/times.js';
import { CAUSE_RECORDS } from '../causes/index.js';
import type { Ending } from '../endings/ending.js';
import type { Facts } from '../collecting/facts.js';
import { livesAfter, type Life } from '../lives.js';
import type { Evidence } from '../model.js';
import type { ServerEnd, ServerTruth, TruthLine } from './server-truth.js';

/** Two tellings of one end are this near each other, µs: a text log cuts to the second. */
const SAME_END = 2_000_000;

/** A verdict after the server log was asked; `evidence` and `reason` are what the server log adds. */
export interface Corroborated {
  readonly ending: Ending;
  readonly evidence: readonly Evidence[];
  /** Replaces the reason where the server log decided; null where the events did. */
  readonly reason: string | null;
  /** The line that ended the session, where no event did. */
  readonly place: Evidence | null;
}

/** The server logs as the report lists them. */
export interface ServerLogNames {
  /** Index among the logs of the report of the first server log. */
  readonly first: number;
  /** Names by number of server log. */
  readonly names: readonly string[];
}

/** Judges again with the server log at hand. `truth` is undefined for a session no server log tells of. */
export function corroborate(
  facts: Facts,
  life: Life,
  ending: Ending,
  truth: ServerTruth | undefined,
  logs: ServerLogNames,
): Corroborated {
  const unchanged: Corroborated = { ending, evidence: [], reason: null, place: null };
  if (truth === undefined || ending.sessionEvent !== null) return unchanged;
  const { end } = truth;
  const lastAt = facts.table.at(life.events.at(-1)!);
  const row = (line: TruthLine, what: string): Evidence => ({
    log: logs.first + line.log,
    offset: line.offset,
    length: line.length,
    line: line.line,
    at: end?.at ?? lastAt,
    kind: 'server',
    what: l10n.t('{0} line {1}: {2}', nameOf(line, logs), line.line, what),
  });
  if (end === null) return stillOpen(ending, truth, logs) ?? unchanged;
  // Janus does not live on after its end: then clock or pairing is wrong, and the events decide.
  if (end.at !== null && livesAfter(facts, life, end.at + SAME_END)) return unchanged;
  const proof = row(end.line, wordsFor(end));
  if (ending.flagged && agrees(ending, end))
    return { ending: { ...ending, certainty: 'certain' }, evidence: [proof], reason: null, place: null };
  if (!end.within && isLater(end, lastAt)) {
    const open = { ...ending, ...OPEN };
    return ending.state === 'ended' || ending.doubt === 'sessions-masked'
      ? {
          ending: open,
          evidence: [proof],
          reason: sentences(l10n.t('Still open where this log ends.'), told(end, logs)),
          place: null,
        }
      : unchanged;
  }
  const flagged = end.within && ending.doubt !== 'sessions-masked' && ending.doubt !== 'damage';
  const cause = end.cause ?? 'destroyed';
  const decided: Ending = {
    ...ending,
    state: 'ended',
    flagged,
    cause,
    certainty: 'certain',
    // A stamp cut to the second can be older than the events of that second.
    at: end.at === null ? null : Math.max(end.at, Math.min(lastAt, end.latest!)),
    event: null,
    disconnect: null,
    rule: null,
    doubt: null,
    pending: null,
  };
  const reason = sentences(
    told(end, logs),
    flagged ? l10n.t('No session event of it is in the event log.') : silence(ending),
  );
  return { ending: decided, evidence: [proof], reason, place: proof };
}

const OPEN = {
  state: 'open',
  flagged: false,
  cause: null,
  certainty: null,
  at: null,
  event: null,
  disconnect: null,
  rule: null,
  doubt: null,
  pending: null,
} as const;

/** The server log goes on past the end that the events suggest, and the session does not end in it. */
function stillOpen(ending: Ending, truth: ServerTruth, logs: ServerLogNames): Corroborated | null {
  const { created, until } = truth;
  if (created === null || until === null) return null;
  const suspected = ending.state === 'ended' ? ending.at : (ending.disconnect?.at ?? null);
  const contradicted = suspected !== null && until >= suspected + SAME_END;
  if (!contradicted && ending.doubt !== 'sessions-masked') return null;
  const reason = l10n.t(
    'Still open: {0} shows its creation (line {1}) and no end of it up to {2}.',
    ...[nameOf(created, logs), created.line, clock(until)],
  );
  return { ending: { ...ending, ...OPEN }, evidence: [], reason, place: null };
}

/** Whether the end is after the last event of the session, as far as is known: then this log need not hold it. */
function isLater(end: ServerEnd, lastAt: number): boolean {
  return end.at === null || end.at + SAME_END > lastAt;
}

/** Whether the server log tells the same end that the events show. */
function agrees(ending: Ending, end: ServerEnd): boolean {
  if (end.cause === 'timeout' || end.cause === 'destroyed') return false;
  // What was open at a shutdown may be destroyed half a minute later: before 0.11.4 connections close that slowly.
  if (end.cause === 'server-stopped' && ending.cause === 'server-stopped')
    return end.at === null || end.at >= ending.at! - SAME_END;
  if (end.cause === ending.cause) return end.at === null || Math.abs(end.at - ending.at!) <= SAME_END;
  if (end.at === null || Math.abs(end.at - ending.at!) > SAME_END) return false;
  return end.cause === null || (ending.certainty === 'certain' && ending.cause !== 'id-reused');
}

function told(end: ServerEnd, logs: ServerLogNames): string {
  const where = [wordsFor(end), nameOf(end.line, logs), end.line.line];
  return end.at === null
    ? l10n.t('The server log shows its end: {0} ({1} line {2}).', ...where)
    : l10n.t('The server log shows its end at {3}: {0} ({1} line {2}).', ...where, clock(end.at));
}

function silence(ending: Ending): string {
  if (ending.doubt === 'sessions-masked') return l10n.t('The event log has no session events at all.');
  if (ending.doubt === 'damage')
    return l10n.t('What looks like its session event stands in a damaged stretch of the event log.');
  return l10n.t('That was before the event log begins.');
}

const nameOf = ({ log }: TruthLine, { names }: ServerLogNames): string => names[log] ?? l10n.t('server log');

const wordsFor = (end: ServerEnd): string => CAUSE_RECORDS[end.cause ?? 'destroyed'].inServerLog();
