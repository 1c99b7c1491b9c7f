/** The command line of `janus-events listen`. */
import * as l10n from '@vscode/l10n';
import { parseArgs } from 'node:util';
import type { LiveSource } from '../live/live-source.js';
import { definitionOf, sourceKinds } from '../live/profile.js';
import { argumentProblem } from '../reports/arguments.js';
import { UsageError } from '../reports/usage-error.js';
import { GivenOnCommandLine, type Values } from './given-options.js';

export interface ListenRequest {
  readonly out: string;
  readonly fsync: boolean;
  /** Bytes. */
  readonly maxSize: number;
  readonly maxTotal: number;
  readonly reportOnExit: boolean;
  /** Makes what is to be listened to. Throws {@link UsageError} and SourceProblem. */
  sources(environment: NodeJS.ProcessEnv): Promise<LiveSource[]>;
}

const parts = sourceKinds.map((kind) => definitionOf(kind).commandLine);

/** Options that say what to listen to. */
const SOURCE_OPTIONS = parts.flatMap(({ options }) =>
  Object.entries(options).flatMap(([name, { multiple }]) => (multiple === true ? [name] : [])),
);

/** Reads the arguments behind `listen`. Throws {@link UsageError}. */
export function readListenArguments(args: readonly string[]): ListenRequest | 'help' {
  const values: Values = parsed(args);
  const text = (option: string): string | undefined => values[option] as string | undefined;
  if (values.help === true) return 'help';
  if (SOURCE_OPTIONS.every((option) => values[option] === undefined))
    throw new UsageError(l10n.t('No source is given.'));
  const out = text('out');
  if (out === undefined) throw new UsageError(l10n.t('No file is given to write to (--out FILE).'));
  const maxSize = size(text('max-size'), '--max-size');
  const maxTotal = size(text('max-total'), '--max-total');
  if (maxTotal !== Infinity && maxSize === Infinity)
    throw new UsageError(l10n.t('{0} needs {1}.', '--max-total', '--max-size'));
  return {
    out,
    fsync: values.fsync === true,
    maxSize,
    maxTotal,
    reportOnExit: values['report-on-exit'] === true,
    async sources(environment) {
      const given = new GivenOnCommandLine(values, environment);
      return (await Promise.all(parts.map((part) => part.sources(given)))).flat();
    },
  };
}

function parsed(args: readonly string[]): Values {
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...Object.fromEntries(parts.flatMap(({ options }) => Object.entries(options))),
        help: { type: 'boolean', short: 'h' },
        lang: { type: 'string' },
        from: { type: 'string', multiple: true },
        'broker-ca': { type: 'string' },
        out: { type: 'string' },
        fsync: { type: 'boolean' },
        'max-size': { type: 'string' },
        'max-total': { type: 'string' },
        'report-on-exit': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw argumentProblem(error);
  }
}

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** `256M` in bytes; Infinity where none is given. */
function size(text: string | undefined, option: string): number {
  if (text === undefined) return Infinity;
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)([KMGT]?)B?$/i.exec(text) ?? [];
  const bytes = Number(digits) * (UNITS[unit.toUpperCase()] ?? NaN);
  if (!(bytes >= 1)) throw new UsageError(l10n.t('{0} is a size such as 256M, not "{1}".', option, text));
  return bytes;
}
