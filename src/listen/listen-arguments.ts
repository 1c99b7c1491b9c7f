/** The command line of `janus-events listen`. */
import { isIPv6 } from 'node:net';
import { parseArgs } from 'node:util';
import { argumentProblem, UsageError } from '../reports/arguments.js';
import type { Address } from '../live/net/listening.js';

export interface ListenRequest {
  readonly http: readonly Address[];
  readonly ws: boolean;
  readonly wsProtocol: string | null;
  readonly gelfTcp: readonly Address[];
  readonly gelfUdp: readonly Address[];
  readonly mqtt: readonly string[];
  readonly mqttTopic: string | undefined;
  readonly mqttPasswordFile: string | null;
  readonly amqp: readonly string[];
  readonly amqpQueue: string | undefined;
  readonly amqpExchange: string | undefined;
  readonly amqpRoutingKey: string | undefined;
  readonly amqpOffset: string | undefined;
  readonly amqpPasswordFile: string | null;
  /** Of the authorities that the brokers' certificates are signed by. */
  readonly brokerCa: string | undefined;
  readonly nanomsg: readonly string[];
  readonly nanomsgBind: readonly string[];
  readonly follow: readonly string[];
  /** Who may send GELF, and nanomsg to an address that is bound. */
  readonly from: readonly string[];
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
  const { mqtt, amqp, nanomsg, 'nanomsg-bind': nanomsgBind, follow } = values;
  const sources = [http, gelfTcp, gelfUdp, mqtt, amqp, nanomsg, nanomsgBind, follow];
  if (sources.every(({ length }) => length === 0)) throw new UsageError('No source is given.');
  for (const url of mqtt) refusePassword(url, 'MQTT');
  for (const url of amqp) refusePassword(url, 'AMQP');
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
    mqtt,
    mqttTopic: values['mqtt-topic'],
    mqttPasswordFile: values['mqtt-password-file'] ?? null,
    amqp,
    amqpQueue: values['amqp-queue'],
    amqpExchange: values['amqp-exchange'],
    amqpRoutingKey: values['amqp-routing-key'],
    amqpOffset: values['amqp-offset'],
    amqpPasswordFile: values['amqp-password-file'] ?? null,
    brokerCa: values['broker-ca'],
    nanomsg,
    nanomsgBind,
    follow,
    from: values.from,
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
        mqtt: { type: 'string', multiple: true, default: [] },
        'mqtt-topic': { type: 'string' },
        'mqtt-password-file': { type: 'string' },
        amqp: { type: 'string', multiple: true, default: [] },
        'amqp-queue': { type: 'string' },
        'amqp-exchange': { type: 'string' },
        'amqp-routing-key': { type: 'string' },
        'amqp-offset': { type: 'string' },
        'amqp-password-file': { type: 'string' },
        'broker-ca': { type: 'string' },
        nanomsg: { type: 'string', multiple: true, default: [] },
        'nanomsg-bind': { type: 'string', multiple: true, default: [] },
        follow: { type: 'string', multiple: true, default: [] },
        from: { type: 'string', multiple: true, default: [] },
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

/** Everybody on the machine can read a command line. The address is not repeated. */
function refusePassword(url: string, protocol: 'MQTT' | 'AMQP'): void {
  if (URL.canParse(url) && new URL(url).password !== '')
    throw new UsageError(
      `A password on the command line can be read by others. Leave user@ in the address and put the password into JANUS_EVENTS_${protocol}_PASSWORD or a file (--${protocol.toLowerCase()}-password-file).`,
    );
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
