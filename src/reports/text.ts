/** The report for people: what each log holds, then the sessions that ended silently, by cause, with evidence and advice. */
import * as l10n from '@vscode/l10n';
import { terminalLine, type Span } from '../encoding/terminal.js';
import { visible } from '../encoding/visible.js';
import { ENDINGS_HELP } from '../analysis/findings/help.js';
import type { CauseRecord } from '../sessions/causes/cause.js';
import { FLAGGED_CAUSES } from '../sessions/causes/index.js';
import type { Session } from '../sessions/model.js';
import type { Emitter, LogReport, LogSummary } from '../sessions/log-report.js';
import { CAUSES, tallyOf } from '../sessions/session-table.js';
import { certaintyWords } from '../words/certainties.js';
import { number, plural, size } from '../words/numbers.js';
import { list } from '../words/sentences.js';
import { dateAndTime, duration } from '../words/times.js';
import { transportName } from '../words/transports.js';
import {
  bold,
  dim,
  EMPTY,
  heading,
  indented,
  padded,
  red,
  separated,
  widest,
  wrapped,
  yellow,
  type Line,
} from './text-lines.js';
import type { Baseline } from './baseline.js';
import { nameOf } from './causes.js';
import { unexpectedIn } from '../expected/expected-in-log.js';
import { staleWords } from './stale-words.js';

/** Comes line by line, written for a terminal. */
export function* textReport(report: LogReport, colour: boolean, baseline: Baseline | null = null): Generator<string> {
  for (const line of linesOf(report, baseline)) yield terminalLine(line, colour);
}

export function* linesOf(report: LogReport, baseline: Baseline | null): Generator<Line> {
  for (const log of report.logs) yield* logLines(log);
  yield* emitterLines(report.emitters);
  const flagged = unexpectedIn(report.sessions, baseline?.of ?? null);
  for (const record of FLAGGED_CAUSES) {
    const code = CAUSES.indexOf(record.cause);
    const sessions = flagged.filter((index) => report.sessions.cause[index] === code);
    if (sessions.length > 0) yield* causeLines(record, sessions, report);
  }
  if (baseline !== null) yield* baselineLines(baseline, report);
  yield EMPTY;
  if (flagged.length > 0) yield [l10n.t('How sessions end: {0}', ENDINGS_HELP)];
  yield totals(report, baseline);
}

/** What the baseline says of these logs, a line for each session; then the entries that they do not bear out. */
function* baselineLines({ path, of, stale, elsewhere }: Baseline, { sessions }: LogReport): Generator<Line> {
  yield EMPTY;
  yield [bold(l10n.t('As expected by {0}', path)), `: ${plural(of.size, l10n.t('{0} session|{0} sessions'))}`];
  for (const [index, { cause, reason }] of of) {
    const session = sessions.session(index);
    const ended = session.endedAt === null ? '' : `  ${dateAndTime(session.endedAt)}`;
    yield [`  ${nameOf(session)}${ended}  ${cause}  `, dim(reason)];
  }
  if (stale.length > 0) {
    const words = l10n.t(
      '{0} entry of it is stale: nothing in these logs answers to it. Take it out.|{0} entries of it are stale: nothing in these logs answers to them. Take them out.',
    );
    yield* wrapped(plural(stale.length, words), 0).map((line): Line => [yellow(line)]);
    for (const one of stale) yield* indented(staleWords(one), 2);
  }
  if (elsewhere > 0)
    yield [dim(plural(elsewhere, l10n.t('{0} entry is about other logs|{0} entries are about other logs')))];
}

function* logLines(log: LogSummary): Generator<Line> {
  const facts: Span[] = [log.format, size(log.bytes)];
  if (log.events > 0) facts.push(plural(log.events, l10n.t('{0} event|{0} events')));
  if (log.malformed > 0)
    facts.push(yellow(plural(log.malformed, l10n.t('{0} malformed stretch|{0} malformed stretches'))));
  if (log.duplicates > 0) facts.push(plural(log.duplicates, l10n.t('{0} duplicate|{0} duplicates')));
  yield [bold(log.path), ': ', ...separated(facts)];
  const note = l10n.t('note');
  const indent = 3 + widest([note]);
  for (const { message } of log.notes)
    for (const [k, words] of wrapped(message, indent).entries())
      yield k === 0 ? ['  ', yellow(note), ` ${words}`] : [' '.repeat(indent), words];
}

function* emitterLines(emitters: readonly Emitter[]): Generator<Line> {
  if (emitters.length === 0) return;
  // Padded as they are shown: a character that is shown by its code is wider than one.
  const names = emitters.map(({ name }) => (name === '' ? l10n.t('(no name)') : visible(name)));
  const width = widest(names);
  yield EMPTY;
  yield [bold(emitters.length === 1 ? l10n.t('Server') : l10n.t('Servers'))];
  for (const [k, { version, sessionTimeout, reclaimTimeout }] of emitters.entries()) {
    const facts = [version === null ? l10n.t('version unknown: its start is not in the log') : `Janus ${version}`];
    if (sessionTimeout !== null) facts.push(l10n.t('session timeout {0} s', sessionTimeout));
    if (reclaimTimeout !== null) facts.push(l10n.t('reclaim timeout {0} s', reclaimTimeout));
    yield [`  ${padded(names[k]!, width)}  ${list(facts)}`];
  }
}

function* causeLines(
  { cause, title, advice }: CauseRecord,
  sessions: readonly number[],
  report: LogReport,
): Generator<Line> {
  yield EMPTY;
  const sessionCount = plural(sessions.length, l10n.t('{0} session|{0} sessions'));
  yield [heading(l10n.t('{0} ({1})', title(), cause)), `: ${sessionCount}`];
  yield* indented(advice(), 2);
  const emitters = report.emitters.length > 1;
  for (const index of sessions) yield* sessionLines(report.sessions.session(index), report, emitters);
}

function* sessionLines(session: Session, report: LogReport, withEmitter: boolean): Generator<Line> {
  const { createdAt, endedAt, handleCount, certainty, evidence } = session;
  const facts = [transportName(session.transport), plural(handleCount, l10n.t('{0} handle|{0} handles'))];
  if (certainty !== null) facts.push(certaintyWords(certainty));
  if (withEmitter && session.emitter !== '') facts.unshift(session.emitter);
  yield EMPTY;
  yield ['  ', bold(nameOf(session)), '  ', dim(list(facts))];
  yield [`    ${spanWords(createdAt, endedAt)}`];
  yield* indented(session.reason, 4);
  const places = evidence.map(({ log, line }) => `${visible(report.logs[log]?.path ?? '')}:${String(line)}`);
  const width = widest(places);
  for (const [k, { what }] of evidence.entries()) yield ['      ', dim(padded(places[k]!, width)), `  ${what}`];
}

/** From when to when a session lasted. Where a clock was set back, the times say nothing of how long that was. */
function spanWords(createdAt: number | null, endedAt: number | null): string {
  if (createdAt === null)
    return endedAt === null
      ? l10n.t('created before this log, or the event was lost; ended at a time unknown')
      : l10n.t('created before this log, or the event was lost; ended {0}', dateAndTime(endedAt));
  if (endedAt === null) return l10n.t('created {0}; ended at a time unknown', dateAndTime(createdAt));
  const times = [dateAndTime(createdAt), dateAndTime(endedAt)];
  if (endedAt < createdAt) return l10n.t('created {0}; ended {1}', ...times);
  return l10n.t('created {0}; ended {1}, after {2}', ...times, duration(endedAt - createdAt));
}

function totals({ sessions }: LogReport, baseline: Baseline | null): Line {
  const { silent, reported, open, told, unknown } = tallyOf(sessions);
  const words = l10n.t('{0} ended without a session event', number(silent));
  const expected = baseline?.of.size ?? 0;
  const parts = [
    silent > expected ? red(words) : words,
    ...(expected > 0 ? [l10n.t('{0} of them expected', number(expected))] : []),
    l10n.t('{0} ended with one', number(reported)),
    l10n.t('{0} open', number(open)),
  ];
  if (told > 0) parts.push(l10n.t('{0} ended by the server log', number(told)));
  if (unknown > 0) parts.push(l10n.t('{0} cannot be told', number(unknown)));
  return [bold(plural(sessions.count, l10n.t('{0} session|{0} sessions'))), ': ', ...separated(parts)];
}
