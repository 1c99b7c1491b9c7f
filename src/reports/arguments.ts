/** The command line of `janus-events`. */
import { parseArgs } from 'node:util';
import { FORMATS, isFormat, type Format } from './report.js';

export const USAGE = `Usage: janus-events report [--format ${FORMATS.join('|')}] [--server-log FILE]… LOG…
       janus-events listen … --out FILE     (janus-events listen --help)

report finds the sessions in Janus event logs that ended without their session-level event; listen takes events from
running servers into such a log.

  LOG                 an event log in any form Janus or a log collector writes, gzip too; - is standard input.
                      Several logs are one story: give every part of a rotated log.
  --format FORMAT     text (default), json, sarif (2.1.0) or csv
  --server-log FILE   Janus' own log of the same time, text or JSON; it decides what the events cannot
  --help, --version

Exit status: 0 no session flagged, 1 at least one, 2 a log could not be read or the command is wrong.
`;

/** A command line that cannot be understood, said in words. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type Request =
  | { readonly command: 'help' | 'version' }
  /** Its arguments are read by the bundle that does it. */
  | { readonly command: 'listen'; readonly args: readonly string[] }
  | {
      readonly command: 'report';
      readonly format: Format;
      readonly logs: readonly string[];
      readonly serverLogs: readonly string[];
    };

/** Reads the arguments behind the program's name. Throws {@link UsageError}. */
export function readArguments(args: readonly string[]): Request {
  if (args[0] === 'listen') return { command: 'listen', args: args.slice(1) };
  const { values, positionals } = parsed(args);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...logs] = positionals;
  if (command === undefined) throw new UsageError('No command is given.');
  if (command !== 'report') throw new UsageError(`There is no command "${command}".`);
  if (logs.length === 0) throw new UsageError('No log is given.');
  const { format, 'server-log': serverLogs } = values;
  if (!isFormat(format)) throw new UsageError(`There is no format "${format}".`);
  if ([...logs, ...serverLogs].filter((path) => path === '-').length > 1)
    throw new UsageError('Standard input can be read once only.');
  return { command, format, logs, serverLogs };
}

function parsed(args: readonly string[]): {
  values: { help: boolean; version: boolean; format: string; 'server-log': string[] };
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
