/** `janus-events`: the same engine without an editor. */
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { version } from '../package.json';
import { noServerSessions } from './analysis/reading/format.js';
import { defaultFolder } from './analysis/index-on-disk/default-folder.js';
import { LogIndex, MOST_BYTES, programOf, WORTH_KEEPING } from './analysis/index-on-disk/log-index.js';
import { analyseFiles, type ReadLogs } from './analysis/reading/read-logs.js';
import { terminalLine } from './encoding/terminal.js';
import { listenSynopsis } from './listen/synopsis.js';
import type { Lives } from './lives/lives.js';
import { subjectsOf } from './lives/query/subjects/subjects.js';
import type { ExpectedFile } from './expected/expected-file.js';
import { unexpectedIn } from './expected/expected-in-log.js';
import { readArguments, synopsis, usage, type Request, type WantedSelection } from './reports/arguments.js';
import { baselineOf, type Baseline } from './reports/baseline.js';
import { addToBaseline, readBaseline, type WantedBaseline } from './reports/baseline-file.js';
import { wantedSpeech } from './reports/language.js';
import { writePieces } from './reports/output.js';
import { written } from './reports/report.js';
import type { WantedLives } from './reports/lives-text.js';
import { isUsageError } from './reports/usage-error.js';
import type { LogReport } from './sessions/log-report.js';
import { LogUnreadable } from './sources/log-file.js';
import { speak, speech } from './words/language.js';
import { noEventsWords } from './words/logs.js';

const NOTHING_FLAGGED = 0;
const FLAGGED = 1;
const FAILED = 2;

/** What was just written has been read by nobody. */
const AFTER_LISTENING = {
  command: 'report',
  format: 'text',
  serverLogs: [],
  lives: null,
  index: 'none',
  verbose: false,
  baseline: null,
} as const;

const SCAN_WORKER = join(import.meta.dirname, 'scan-worker.js');

async function main(args: readonly string[]): Promise<number> {
  speak(wantedSpeech(args, process.env));
  const request = readArguments(args);
  if (request.command === 'report') return await report(request);
  if (request.command === 'listen') {
    // A bundle of its own, so that reports start as fast as without it.
    const { listen } = await import('./listen/listen.js');
    const { logs, failed } = await listen(request.args, write, speech());
    const status = logs === null || logs.length === 0 ? NOTHING_FLAGGED : await report({ ...AFTER_LISTENING, logs });
    return failed ? FAILED : status;
  }
  if (request.command === 'mcp') {
    const { serveAssistant } = await import('./assistants/mcp/mcp.js');
    await serveAssistant(request.logs, version, speech());
    return NOTHING_FLAGGED;
  }
  await write([request.command === 'help' ? usage() : `janus-events ${version}\n`]);
  return NOTHING_FLAGGED;
}

async function report({
  format,
  logs,
  serverLogs,
  lives,
  index: wantedIndex,
  verbose,
  baseline: wantedBaseline,
}: Extract<Request, { command: 'report' }>): Promise<number> {
  const index = wantedIndex === 'none' ? null : indexOf(wantedIndex);
  const expected = wantedBaseline === null ? null : readBaseline(wantedBaseline);
  const result = await analyseFiles(logs, serverLogs, { scanWorker: SCAN_WORKER, index }, lives !== null);
  if (verbose) complain(howRead(result.known));
  for (const warning of warnings(result, logs.length)) complain(warning);
  const wanted = lives === null || result.lives === null ? null : wantedOf(result, result.lives, lives);
  const colour = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  const given = [...logs, ...serverLogs];
  const paths = result.logs.map(({ path }, k) => given[k] ?? path);
  const unread = isUnread(result, logs.length);
  const baseline = expected === null ? null : baselineFor(wantedBaseline!, expected, result, unread);
  await write(written(format, result, { paths, version, colour, baseline }, wanted));
  await result.keep();
  // Who did not ask for an index does not miss it.
  const isAsked = verbose || wantedIndex !== 'default';
  if (isAsked && index !== null && index.problem !== null) complain(index.problem);
  if (unread) return FAILED;
  return unexpectedIn(result.sessions, baseline?.of ?? null).length > 0 ? FLAGGED : NOTHING_FLAGGED;
}

/** What the report says of its baseline, which gets what it does not have yet where that is asked for and the logs are read. */
function baselineFor(wanted: WantedBaseline, file: ExpectedFile, result: LogReport, unread: boolean): Baseline {
  const grown = wanted.reason === null || unread ? file : addToBaseline(wanted, file, result);
  return baselineOf(wanted.path, grown, result);
}

/** The index in a folder that somebody named, of logs of every size, or in the user's cache; null where there is none. */
function indexOf(wanted: 'default' | { readonly folder: string }): LogIndex | null {
  const [folder, leastLog] =
    wanted === 'default' ? [defaultFolder(process.platform, process.env), WORTH_KEEPING] : [wanted.folder, 0];
  if (folder === null) return null;
  return new LogIndex({ folder, leastLog, mostBytes: MOST_BYTES }, programOf(version, import.meta.filename));
}

function howRead(known: ReadLogs['known']): string {
  switch (known) {
    case 'none':
      return l10n.t('Everything was read.');
    case 'most':
      return l10n.t('The index had what was read before: only what was added since has been read.');
    case 'all':
      return l10n.t('The index had everything: nothing was read again.');
  }
}

function wantedOf(report: LogReport, lives: Lives, { where, ...asked }: WantedSelection): WantedLives {
  if (where === null) return { lives, selection: { ...asked, where } };
  const { first, last } = report.span ?? { first: 0, last: 0 };
  const subjects = subjectsOf(lives, report.sessions, { until: last, emitters: report.emitters });
  const test = where({ zone: 0, origin: first });
  return { lives, selection: { ...asked, where: (index) => test(subjects.at(index)) } };
}

/** Logs that say nothing, perhaps because another file was meant. */
function warnings(result: LogReport, eventLogs: number): string[] {
  return result.logs.flatMap(({ path, unread, format }, k) => {
    if (k < eventLogs) return unread === null ? [] : [noEventsWords(path, unread.why)];
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

function complainOf(error: unknown): number {
  if (isUsageError(error)) complain(error.message, process.argv[2] === 'listen' ? listenSynopsis() : synopsis());
  else if (error instanceof LogUnreadable) complain(error.message);
  else complain(error instanceof Error ? error.message : String(error));
  return FAILED;
}

void main(process.argv.slice(2))
  .catch(complainOf)
  .then((status) => {
    process.exitCode = status;
  });
