/** The report for people: what each log holds, then the sessions that ended silently, by cause, with evidence and advice. */
import type { Cause, Emitter, LogReport, LogSummary, Session } from '../sessions/model.js';
import { CAUSES, flaggedIn, tallyOf } from '../sessions/session-table.js';
import { duration, transportName } from '../sessions/wording.js';
import { adviceOf, FLAGGED_CAUSES, nameOf, titleOf } from './causes.js';
import { colours, plain, type Colours } from './colours.js';

const WIDTH = 100;

export function* textReport(report: LogReport, colour: boolean): Generator<string> {
  const paint = colours(colour);
  for (const log of report.logs) yield* logLines(log, paint);
  yield* emitterLines(report.emitters, paint);
  const flagged = flaggedIn(report.sessions);
  for (const cause of FLAGGED_CAUSES) {
    const code = CAUSES.indexOf(cause);
    const sessions = flagged.filter((index) => report.sessions.cause[index] === code);
    if (sessions.length > 0) yield* causeLines(cause, sessions, report, paint);
  }
  yield `\n${totals(report, paint)}\n`;
}

function* logLines(log: LogSummary, paint: Colours): Generator<string> {
  const facts = [log.format, size(log.bytes)];
  if (log.events > 0) facts.push(count(log.events, 'event'));
  if (log.malformed > 0) facts.push(paint.yellow(count(log.malformed, 'malformed stretch', 'malformed stretches')));
  if (log.duplicates > 0) facts.push(count(log.duplicates, 'duplicate'));
  yield `${paint.bold(plain(log.path))}: ${facts.join(', ')}\n`;
  for (const { message } of log.notes) yield wrapped(`  ${paint.yellow('note')} `, '       ', plain(message));
}

function* emitterLines(emitters: readonly Emitter[], paint: Colours): Generator<string> {
  if (emitters.length === 0) return;
  const names = emitters.map(({ name }) => (name === '' ? '(no name)' : plain(name)));
  const width = Math.max(...names.map((name) => name.length));
  yield `\n${paint.bold(emitters.length === 1 ? 'Server' : 'Servers')}\n`;
  for (const [k, { version, sessionTimeout, reclaimTimeout }] of emitters.entries()) {
    const facts = [version === null ? 'version unknown: its start is not in the log' : `Janus ${plain(version)}`];
    if (sessionTimeout !== null) facts.push(`session timeout ${String(sessionTimeout)} s`);
    if (reclaimTimeout !== null) facts.push(`reclaim timeout ${String(reclaimTimeout)} s`);
    yield `  ${names[k]!.padEnd(width)}  ${facts.join(', ')}\n`;
  }
}

function* causeLines(cause: Cause, sessions: readonly number[], report: LogReport, paint: Colours): Generator<string> {
  yield `\n${paint.red(paint.bold(`${titleOf(cause)} (${cause})`))}: ${count(sessions.length, 'session')}\n`;
  yield wrapped('  ', '  ', adviceOf(cause));
  const emitters = report.emitters.length > 1;
  for (const index of sessions) yield* sessionLines(report.sessions.session(index), report, emitters, paint);
}

function* sessionLines(session: Session, report: LogReport, withEmitter: boolean, paint: Colours): Generator<string> {
  const { createdAt, endedAt, handleCount, certainty } = session;
  const facts = [transportName(session.transport), count(handleCount, 'handle'), certainty ?? ''];
  if (withEmitter && session.emitter !== '') facts.unshift(plain(session.emitter));
  yield `\n  ${paint.bold(plain(nameOf(session)))}  ${paint.dim(facts.join(', '))}\n`;
  const lasted = createdAt === null || endedAt === null ? '' : `, after ${duration(endedAt - createdAt)}`;
  yield `    created ${createdAt === null ? 'before this log, or the event was lost' : time(createdAt)}; ended ${endedAt === null ? 'at a time unknown' : time(endedAt)}${lasted}\n`;
  yield wrapped('    ', '    ', plain(session.reason));
  const places = session.evidence.map(({ log, line }) => `${plain(report.logs[log]?.path ?? '')}:${String(line)}`);
  const width = Math.max(0, ...places.map((place) => place.length));
  for (const [k, { what }] of session.evidence.entries())
    yield `      ${paint.dim(places[k]!.padEnd(width))}  ${plain(what)}\n`;
}

function totals({ sessions }: LogReport, paint: Colours): string {
  const { silent, reported, open, told, unknown } = tallyOf(sessions);
  const words = `${silent.toLocaleString('en')} ended without a session event`;
  const parts = [
    silent > 0 ? paint.red(words) : words,
    `${reported.toLocaleString('en')} ended with one`,
    `${open.toLocaleString('en')} open`,
  ];
  if (told > 0) parts.push(`${told.toLocaleString('en')} ended by the server log`);
  if (unknown > 0) parts.push(`${unknown.toLocaleString('en')} cannot be told`);
  return `${paint.bold(count(sessions.count, 'session'))}: ${parts.join(', ')}`;
}

const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** "2026-11-23 07:26:59.123 UTC" */
const time = (us: number): string => `${new Date(us / 1000).toISOString().slice(0, -1).replace('T', ' ')} UTC`;

function size(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte');
  for (const [k, unit] of ['kB', 'MB', 'GB'].entries())
    if (bytes < 1e6 * 1000 ** k || unit === 'GB') return `${(bytes / 1000 ** (k + 1)).toFixed(1)} ${unit}`;
  return '';
}

/** Words over lines of at most {@link WIDTH} columns; a longer word stays whole. */
function wrapped(first: string, indent: string, text: string): string {
  let out = first;
  let column = indent.length;
  for (const [k, word] of text.split(' ').entries()) {
    if (k > 0 && column + 1 + word.length > WIDTH) {
      out += `\n${indent}`;
      column = indent.length;
    } else if (k > 0) {
      out += ' ';
      column++;
    }
    out += word;
    column += word.length;
  }
  return `${out}\n`;
}
