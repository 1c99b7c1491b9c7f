/** The command line of `janus-events`. */
import { parseArgs } from 'node:util';
import * as l10n from '@vscode/l10n';
import { EXPECTED_FILE } from '../expected/expected-file.js';
import { LONGEST_REASON } from '../expected/expected-finding.js';
import { UTC, type Clock } from '../lives/query/language/moments.js';
import type { Test } from '../lives/query/subjects/subject.js';
import { queryOf } from '../lives/query/query.js';
import { QueryError } from '../lives/query/language/tokens.js';
import { KIND_NAMES } from '../lives/registry.js';
import { isPerson, type Selection } from '../lives/selection.js';
import { list } from '../words/sentences.js';
import type { WantedBaseline } from './baseline-file.js';
import { FORMATS, isFormat, type Format } from './formats.js';
import { UsageError } from './usage-error.js';

/** The first line of the usage, which is all that is shown with an error. */
export const synopsis = (): string =>
  l10n.t('Usage: janus-events report [--format {0}] [--server-log FILE]… LOG…', FORMATS.join('|'));

export const usage = (): string => `${synopsis()}
       ${l10n.t('janus-events listen … --out FILE     (janus-events listen --help)')}
       ${l10n.t('janus-events mcp [LOG|FOLDER]…')}

${l10n.t(`report finds the sessions in Janus event logs that ended without their session-level event; listen takes events from
running servers into such a log; mcp answers assistants (Model Context Protocol, over standard input and output) about
the logs and folders it is given, else about those of the working folder.`)}

  ${l10n.t(`LOG                 an event log in any form Janus or a log collector writes, gzip too; - is standard input.
                      Several logs are one story: give every part of a rotated log.
  --format FORMAT     text (default), json, sarif (2.1.0) or csv
  --lang LANGUAGE     such as en or zh-cn. Without it the text report, errors and this help are in the language of LC_ALL,
                      LC_MESSAGES or LANG; the other formats, which programs read, are in English.
  --server-log FILE   Janus' own log of the same time, text or JSON; it decides what the events cannot
  --lives KIND,…      what lives below the session as well, all or some kinds: peerconnection, videoroom,
                      videoroom-participant, …
  --at TIME           who was there at a time (2026-11-23T07:26:59Z, or µs), each with the whole stay
  --room ROOM         only who was in this room
  --where QUERY       only the sessions and lives that a query finds:
                      kind:participant room:1234 ended:untold dur:>30s not plugin:echotest
  --help, --version`)}

  ${l10n.t(
    `--baseline FILE     silent endings that are expected, as VS Code's "Mark as Expected" writes them to
                      {0}: they are told as such and do not make exit status 1
  --write-baseline FILE  add the silent endings of this report that FILE does not have yet; with
  --reason TEXT       why they are expected`,
    EXPECTED_FILE,
  )}

  ${l10n.t(`--index DIR         where to keep what was found in the logs (not their events), so that they are not read again as
                      long as they are the same, and where they have grown only what was added; without it logs of
                      more than 16 MB are kept in the folder for caches. Names, rooms, ids and addresses are in it.
  --no-index          keep nothing, and read everything
  --verbose           say what of the logs was read`)}

${l10n.t('Exit status: 0 no session flagged (or all as expected), 1 at least one, 2 a log could not be read or the command is wrong.')}
`;

export type Request =
  | { readonly command: 'help' | 'version' }
  /** Its arguments are read by the bundle that does it. */
  | { readonly command: 'listen'; readonly args: readonly string[] }
  /** Files and folders that assistants may ask about. */
  | { readonly command: 'mcp'; readonly logs: readonly string[] }
  | {
      readonly command: 'report';
      readonly format: Format;
      readonly logs: readonly string[];
      readonly serverLogs: readonly string[];
      /** Lives to report as well; null: none. */
      readonly lives: WantedSelection | null;
      /** Where the index of logs that were read is, if anywhere. */
      readonly index: 'none' | 'default' | { readonly folder: string };
      /** Whether to say what of the logs was read. */
      readonly verbose: boolean;
      readonly baseline: WantedBaseline | null;
    };

/** Which lives are asked for, the query as it was found in order. */
export interface WantedSelection extends Omit<Selection, 'where'> {
  readonly where: ((clock: Clock) => Test) | null;
}

/** Reads the arguments behind the program's name. Throws {@link UsageError}. */
export function readArguments(args: readonly string[]): Request {
  if (args[0] === 'listen') return { command: 'listen', args: args.slice(1) };
  const { values, positionals } = parsed(args);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...logs] = positionals;
  if (command === undefined) throw new UsageError(l10n.t('No command is given.'));
  if (command === 'mcp') return { command, logs: logs.length === 0 ? ['.'] : logs };
  if (command !== 'report') throw new UsageError(l10n.t('There is no command "{0}".', command));
  if (logs.length === 0) throw new UsageError(l10n.t('No log is given.'));
  const { format, 'server-log': serverLogs, index: folder, 'no-index': without, verbose } = values;
  if (!isFormat(format)) throw new UsageError(l10n.t('There is no format "{0}".', format));
  if ([...logs, ...serverLogs].filter((path) => path === '-').length > 1)
    throw new UsageError(l10n.t('Standard input can be read once only.'));
  if (without && folder !== undefined) throw new UsageError(l10n.t('Give --index or --no-index, not both.'));
  if (folder === '') throw new UsageError(l10n.t('--index needs a folder.'));
  const index = without ? 'none' : folder === undefined ? 'default' : { folder };
  const baseline = baselineIn(values);
  return { command, format, logs, serverLogs, lives: selectionIn(values), index, verbose, baseline };
}

interface BaselineOptions {
  readonly baseline?: string;
  readonly 'write-baseline'?: string;
  readonly reason?: string;
}

function baselineIn({ baseline, 'write-baseline': written, reason }: BaselineOptions): WantedBaseline | null {
  if (baseline !== undefined && written !== undefined)
    throw new UsageError(l10n.t('Give --baseline or --write-baseline, not both.'));
  if ((written === undefined) !== (reason === undefined))
    throw new UsageError(l10n.t('--write-baseline and --reason belong together: each entry says why it is expected.'));
  const path = baseline ?? written;
  if (path === '') throw new UsageError(l10n.t('The baseline needs a file.'));
  if (reason !== undefined && (reason.trim() === '' || reason.length > LONGEST_REASON))
    throw new UsageError(l10n.t('--reason needs a text of at most {0} characters.', LONGEST_REASON));
  return path === undefined ? null : { path, reason: reason?.trim() ?? null };
}

interface LivesOptions {
  readonly lives?: string;
  readonly at?: string;
  readonly room?: string;
  readonly where?: string;
}

/** Which lives are asked for. Who was at a time or in a room is asked of people, unless kinds are named or a query. */
function selectionIn({ lives, at, room, where }: LivesOptions): WantedSelection | null {
  if (lives === undefined && at === undefined && room === undefined && where === undefined) return null;
  const unnamed = where === undefined ? KIND_NAMES.filter(isPerson) : KIND_NAMES;
  const kinds = lives === undefined ? new Set(unnamed) : kindsIn(lives);
  const test = where === undefined ? null : testIn(where);
  return { kinds, at: at === undefined ? null : timeIn(at), room: room ?? null, where: test };
}

/** Of a log that begins at a time, which `+90s` counts from; what is wrong with the query is told now. */
function testIn(query: string): (clock: Clock) => Test {
  const testOf = (clock: Clock): Test => queryOf(query, { kinds: KIND_NAMES, clock });
  try {
    testOf(UTC);
    return testOf;
  } catch (error) {
    throw error instanceof QueryError ? new UsageError(`--where: ${error.message}`) : error;
  }
}

/** µs as in the JSON report, or a date and time, UTC unless it says its zone. */
function timeIn(text: string): number {
  if (/^\d{15,16}$/.test(text)) return Number(text);
  const iso = text
    .trim()
    .replace(/^(\d{4}-\d\d-\d\d)[ T]/, '$1T')
    .replace(/ ?UTC$/, 'Z');
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(iso) || Number.isNaN(time))
    throw new UsageError(l10n.t('"{0}" is no time. Write it as 2026-11-23T07:26:59Z, or as µs.', text));
  return time * 1000;
}

/** The kinds that a list names; a plugin's name stands for all of its kinds. */
function kindsIn(names: string): ReadonlySet<string> {
  const kinds = new Set<string>();
  for (const name of names.split(',').map((part) => part.trim())) {
    const named = KIND_NAMES.filter((kind) => name === 'all' || kind === name || kind.startsWith(`${name}-`));
    if (named.length === 0)
      throw new UsageError(
        l10n.t('There is no kind of life "{0}". There are: {1}.', name, list(['all', ...KIND_NAMES])),
      );
    for (const kind of named) kinds.add(kind);
  }
  return kinds;
}

function parsed(args: readonly string[]): {
  values: LivesOptions &
    BaselineOptions & {
      help: boolean;
      version: boolean;
      format: string;
      'server-log': string[];
      index?: string;
      'no-index': boolean;
      verbose: boolean;
    };
  positionals: string[];
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
        format: { type: 'string', default: 'text' },
        'server-log': { type: 'string', multiple: true, default: [] },
        lives: { type: 'string' },
        at: { type: 'string' },
        room: { type: 'string' },
        where: { type: 'string' },
        baseline: { type: 'string' },
        'write-baseline': { type: 'string' },
        reason: { type: 'string' },
        index: { type: 'string' },
        'no-index': { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        // Has been read before: errors of the arguments are told in it.
        lang: { type: 'string' },
      },
    });
  } catch (error) {
    throw argumentProblem(error);
  }
}

/** What `parseArgs()` says of options it does not know: its messages name the option, and go on to advise about "--". */
export function argumentProblem(error: unknown): UsageError {
  return new UsageError(error instanceof Error ? error.message.split('. ', 1)[0]!.replace(/\.?$/, '.') : String(error));
}
