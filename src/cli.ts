/** `janus-events`: the same engine without an editor. */
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { version } from '../package.json';
import { noServerSessions } from './analysis/format.js';
import { analyseFiles } from './analysis/read-logs.js';
import { terminalLine } from './encoding/terminal.js';
import { listenSynopsis } from './listen/synopsis.js';
import type { Lives } from './lives/lives.js';
import { subjectsOf } from './lives/query/subjects.js';
import { readArguments, synopsis, usage, type Request, type WantedSelection } from './reports/arguments.js';
import { writePieces } from './reports/output.js';
import { written, type WantedLives } from './reports/report.js';
import type { LogReport } from './sessions/model.js';
import { LogUnreadable } from './sources/log-file.js';

const NOTHING_FLAGGED = 0;
const FLAGGED = 1;
const FAILED = 2;

const SCAN_WORKER = join(import.meta.dirname, 'scan-worker.js');

async function main(args: readonly string[]): Promise<number> {
  const request = readArguments(args);
  if (request.command === 'report') return await report(request);
  if (request.command === 'listen') {
    // A bundle of its own, so that reports start as fast as without it.
    const { listen } = await import('./listen/listen.js');
    const logs = await listen(request.args, write);
    return logs === null
      ? NOTHING_FLAGGED
      : await report({ command: 'report', format: 'text', logs, serverLogs: [], lives: null });
  }
  await write([request.command === 'help' ? usage() : `janus-events ${version}\n`]);
  return NOTHING_FLAGGED;
}

async function report({ format, logs, serverLogs, lives }: Extract<Request, { command: 'report' }>): Promise<number> {
  const result = await analyseFiles(logs, serverLogs, SCAN_WORKER, lives !== null);
  for (const warning of warnings(result, logs.length)) complain(warning);
  const wanted = lives === null || result.lives === null ? null : wantedOf(result, result.lives, lives);
  const colour = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  const given = [...logs, ...serverLogs];
  const paths = result.logs.map(({ path }, k) => given[k] ?? path);
  await write(written(format, result, { paths, version, colour }, wanted));
  if (isUnread(result, logs.length)) return FAILED;
  return result.sessions.flagged.includes(1) ? FLAGGED : NOTHING_FLAGGED;
}

function wantedOf(report: LogReport, lives: Lives, { where, ...asked }: WantedSelection): WantedLives {
  if (where === null) return { lives, selection: { ...asked, where } };
  const subjects = subjectsOf(lives, report.sessions, { until: report.span?.last ?? 0 });
  return { lives, selection: { ...asked, where: (index) => where(subjects.at(index)) } };
}

/** Logs that say nothing, perhaps because another file was meant. */
function warnings(result: LogReport, eventLogs: number): string[] {
  return result.logs.flatMap(({ path, unread, format }, k) => {
    if (k < eventLogs) return unread === null ? [] : [l10n.t('{0} holds no Janus events: {1}.', path, unread.why)];
    return format === noServerSessions() ? [l10n.t('{0} holds no sessions of a Janus server log.', path)] : [];
  });
}

/** Whether no log holds events, or one of them is something else. A part of a log may well be empty. */
function isUnread({ logs }: LogReport, eventLogs: number): boolean {
  const read = logs.slice(0, eventLogs);
  return read.every(({ unread }) => unread !== null) || read.some(({ unread }) => unread?.other === true);
}

const write = (pieces: Iterable<string> | AsyncIterable<string>): Promise<void> => writePieces(pieces, process.stdout);

/** On lines of their own: paths and what a system says of them can hold anything. */
function complain(message: string, ...more: readonly string[]): void {
  for (const line of [`janus-events: ${message}`, ...more]) process.stderr.write(terminalLine([line], false));
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') complain(l10n.t('Cannot write the report: {0}', error.message));
});

function failed(error: unknown): number {
  // By its name: each bundle has the class once.
  if (error instanceof Error && error.name === 'UsageError')
    complain(error.message, process.argv[2] === 'listen' ? listenSynopsis() : synopsis());
  else if (error instanceof LogUnreadable) complain(error.message);
  else complain(error instanceof Error ? error.message : String(error));
  return FAILED;
}

void main(process.argv.slice(2))
  .catch(failed)
  .then((status) => {
    process.exitCode = status;
  });
