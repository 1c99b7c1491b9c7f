/** The command line of `janus-events listen`. */
import { isIPv6 } from 'node:net';
import { parseArgs } from 'node:util';
import { argumentProblem, UsageError } from '../reports/arguments.js';
import type { Address } from '../sources/live/listening.js';

export interface ListenRequest {
  readonly http: readonly Address[];
  readonly ws: boolean;
  readonly wsProtocol: string | null;
  readonly gelfTcp: readonly Address[];
  readonly gelfUdp: readonly Address[];
  readonly gelfFrom: readonly string[];
  readonly user: string | null;
  readonly passwordFile: string | null;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly out: string;
  readonly fsync: boolean;
  /** Bytes. */
  readonly maxSize: number;
  readonly maxTotal: number;
  readonly reportOnExit: boolean;
}

/** Reads the arguments behind `listen`. Throws {@link UsageError}. */
export function readListenArguments(args: readonly string[]): ListenRequest | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  const http = values.http.map(address);
  const gelfTcp = values['gelf-tcp'].map(address);
  const gelfUdp = values['gelf-udp'].map(address);
  if (http.length + gelfTcp.length + gelfUdp.length === 0) throw new UsageError('No source is given.');
  const { out, user = null, 'tls-cert': cert, 'tls-key': key } = values;
  if (out === undefined) throw new UsageError('No file is given to write to (--out FILE).');
  if (values.ws && http.length === 0) throw new UsageError('--ws needs --http: both use one port.');
  if ((cert === undefined) !== (key === undefined)) throw new UsageError('--tls-cert and --tls-key belong together.');
  if (user === null && values['password-file'] !== undefined) throw new UsageError('--password-file needs --user.');
  const maxSize = size(values['max-size'], '--max-size');
  const maxTotal = size(values['max-total'], '--max-total');
  if (maxTotal !== Infinity && maxSize === Infinity) throw new UsageError('--max-total needs --max-size.');
  return {
    http,
    ws: values.ws,
    wsProtocol: values['ws-protocol'] ?? null,
    gelfTcp,
    gelfUdp,
    gelfFrom: values['gelf-from'],
    user,
    passwordFile: values['password-file'] ?? null,
    tls: cert === undefined || key === undefined ? null : { cert, key },
    out,
    fsync: values.fsync,
    maxSize,
    maxTotal,
    reportOnExit: values['report-on-exit'],
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        http: { type: 'string', multiple: true, default: [] },
        ws: { type: 'boolean', default: false },
        'ws-protocol': { type: 'string' },
        'gelf-tcp': { type: 'string', multiple: true, default: [] },
        'gelf-udp': { type: 'string', multiple: true, default: [] },
        'gelf-from': { type: 'string', multiple: true, default: [] },
        user: { type: 'string' },
        'password-file': { type: 'string' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        out: { type: 'string' },
        fsync: { type: 'boolean', default: false },
        'max-size': { type: 'string' },
        'max-total': { type: 'string' },
        'report-on-exit': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw argumentProblem(error);
  }
}

/** `8188`, `127.0.0.1:8188`, `[::1]:8188`. */
function address(text: string): Address {
  const [, host = '127.0.0.1', digits] = /^(?:(.+):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (digits === undefined || port > 65535 || (bare.includes(':') && !isIPv6(bare)))
    throw new UsageError(`"${text}" is no address such as 127.0.0.1:8188.`);
  return { host: bare, port };
}

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** `256M` in bytes; Infinity where none is given. */
function size(text: string | undefined, option: string): number {
  if (text === undefined) return Infinity;
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)([KMGT]?)B?$/i.exec(text) ?? [];
  const bytes = Number(digits) * (UNITS[unit.toUpperCase()] ?? NaN);
  if (!(bytes >= 1)) throw new UsageError(`${option} is a size such as 256M, not "${text}".`);
  return bytes;
}
