/** The report for people: what each log holds, then the sessions that ended silently, by cause, with evidence and advice. */
import { terminalLine, type Span } from '../encoding/terminal.js';
import { visible } from '../encoding/visible.js';
import { ENDINGS_HELP } from '../analysis/help.js';
import type { Cause, Emitter, LogReport, LogSummary, Session } from '../sessions/model.js';
import { CAUSES, flaggedIn, tallyOf } from '../sessions/session-table.js';
import { duration, transportName } from '../sessions/wording.js';
import {
  bold,
  count,
  dim,
  EMPTY,
  heading,
  indented,
  red,
  separated,
  time,
  widest,
  wrapped,
  yellow,
  type Line,
} from './text-lines.js';
import { adviceOf, FLAGGED_CAUSES, nameOf, titleOf } from './causes.js';

/** Where the text of a note begins, behind "  note ". */
const NOTE_INDENT = 7;

/** Comes line by line, written for a terminal. */
export function* textReport(report: LogReport, colour: boolean): Generator<string> {
  for (const line of linesOf(report)) yield terminalLine(line, colour);
}

export function* linesOf(report: LogReport): Generator<Line> {
  for (const log of report.logs) yield* logLines(log);
  yield* emitterLines(report.emitters);
  const flagged = flaggedIn(report.sessions);
  for (const cause of FLAGGED_CAUSES) {
    const code = CAUSES.indexOf(cause);
    const sessions = flagged.filter((index) => report.sessions.cause[index] === code);
    if (sessions.length > 0) yield* causeLines(cause, sessions, report);
  }
  yield EMPTY;
  if (flagged.length > 0) yield [`How sessions end: ${ENDINGS_HELP}`];
  yield totals(report);
}

function* logLines(log: LogSummary): Generator<Line> {
  const facts: Span[] = [log.format, size(log.bytes)];
  if (log.events > 0) facts.push(count(log.events, 'event'));
  if (log.malformed > 0) facts.push(yellow(count(log.malformed, 'malformed stretch', 'malformed stretches')));
  if (log.duplicates > 0) facts.push(count(log.duplicates, 'duplicate'));
  yield [bold(log.path), ': ', ...separated(facts)];
  for (const { message } of log.notes)
    for (const [k, words] of wrapped(message, NOTE_INDENT).entries())
      yield k === 0 ? ['  ', yellow('note'), ` ${words}`] : [' '.repeat(NOTE_INDENT), words];
}

function* emitterLines(emitters: readonly Emitter[]): Generator<Line> {
  if (emitters.length === 0) return;
  // Padded as they are shown: a character that is shown by its code is wider than one.
  const names = emitters.map(({ name }) => (name === '' ? '(no name)' : visible(name)));
  const width = widest(names);
  yield EMPTY;
  yield [bold(emitters.length === 1 ? 'Server' : 'Servers')];
  for (const [k, { version, sessionTimeout, reclaimTimeout }] of emitters.entries()) {
    const facts = [version === null ? 'version unknown: its start is not in the log' : `Janus ${version}`];
    if (sessionTimeout !== null) facts.push(`session timeout ${String(sessionTimeout)} s`);
    if (reclaimTimeout !== null) facts.push(`reclaim timeout ${String(reclaimTimeout)} s`);
    yield [`  ${names[k]!.padEnd(width)}  ${facts.join(', ')}`];
  }
}

function* causeLines(cause: Cause, sessions: readonly number[], report: LogReport): Generator<Line> {
  yield EMPTY;
  yield [heading(`${titleOf(cause)} (${cause})`), `: ${count(sessions.length, 'session')}`];
  yield* indented(adviceOf(cause), 2);
  const emitters = report.emitters.length > 1;
  for (const index of sessions) yield* sessionLines(report.sessions.session(index), report, emitters);
}

function* sessionLines(session: Session, report: LogReport, withEmitter: boolean): Generator<Line> {
  const { createdAt, endedAt, handleCount, certainty } = session;
  const facts = [transportName(session.transport), count(handleCount, 'handle'), certainty ?? ''];
  if (withEmitter && session.emitter !== '') facts.unshift(session.emitter);
  yield EMPTY;
  yield ['  ', bold(nameOf(session)), '  ', dim(facts.join(', '))];
  // Where a clock was set back, the times say nothing of how long it lasted.
  const lasted =
    createdAt === null || endedAt === null || endedAt < createdAt ? '' : `, after ${duration(endedAt - createdAt)}`;
  yield [
    `    created ${createdAt === null ? 'before this log, or the event was lost' : time(createdAt)}; ended ${endedAt === null ? 'at a time unknown' : time(endedAt)}${lasted}`,
  ];
  yield* indented(session.reason, 4);
  const places = session.evidence.map(({ log, line }) => `${visible(report.logs[log]?.path ?? '')}:${String(line)}`);
  const width = widest(places);
  for (const [k, { what }] of session.evidence.entries()) yield ['      ', dim(places[k]!.padEnd(width)), `  ${what}`];
}

function totals({ sessions }: LogReport): Line {
  const { silent, reported, open, told, unknown } = tallyOf(sessions);
  const words = `${silent.toLocaleString('en')} ended without a session event`;
  const parts = [
    silent > 0 ? red(words) : words,
    `${reported.toLocaleString('en')} ended with one`,
    `${open.toLocaleString('en')} open`,
  ];
  if (told > 0) parts.push(`${told.toLocaleString('en')} ended by the server log`);
  if (unknown > 0) parts.push(`${unknown.toLocaleString('en')} cannot be told`);
  return [bold(count(sessions.count, 'session')), ': ', ...separated(parts)];
}

function size(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte');
  for (const [k, unit] of ['kB', 'MB', 'GB'].entries())
    if (bytes < 1e6 * 1000 ** k || unit === 'GB') return `${(bytes / 1000 ** (k + 1)).toFixed(1)} ${unit}`;
  return '';
}
