/** Why an MQTT connection was refused or ended, in words: what it means and what to do. */
import { networkProblem } from '../net/network-words.js';

export interface MqttAddressee {
  /** The broker's address, without credentials. */
  readonly where: string;
  readonly topic: string;
  readonly version: '3.1.1' | '5';
  readonly clientId: string;
  readonly withPassword: boolean;
}

/** Message of an error of ours. */
export const MORE_THAN_HELD = 'more than can be held';

/** `accepted`: the broker had accepted the connection. */
export function mqttProblem(error: unknown, at: MqttAddressee, accepted = false): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: string };
  if (message?.startsWith('Invalid topic')) return `${at.where}: ${notAFilter(at)}`;
  const words = typeof code === 'number' ? REASONS[code]?.(at) : undefined;
  if (words) return `${at.where}: ${words}`;
  if (message === 'connack timeout')
    return `${at.where}: connected, but no MQTT broker answers. Is that the port of MQTT, with or without TLS or WebSocket as the address says?`;
  if (message === 'Keepalive timeout') return `${at.where}: the broker no longer answers.`;
  const status = /^Unexpected server response: (\d+)/.exec(message ?? '')?.[1];
  if (status)
    return `${at.where}: a web server answers with ${status}. Brokers have MQTT over WebSocket on a path, often /mqtt: add it to the address.`;
  if (message === MORE_THAN_HELD)
    return `${at.where}: more came at once than can be held. What is not written yet comes again.`;
  if (accepted && code === undefined && error instanceof Error)
    return `${at.where}: what the broker sent cannot be read as MQTT (${message}).`;
  if (code === undefined && error instanceof Error && !(error instanceof AggregateError))
    return `${at.where}: what answers does not speak MQTT (${error.message}). Is that the port of a broker, with or without TLS or WebSocket as the address says?`;
  return networkProblem(error, at.where, 'an MQTT broker');
}

/** The broker has closed a connection of `seconds` without a word. */
export function mqttClosed({ where, version, clientId }: MqttAddressee, accepted: boolean, seconds: number): string {
  if (!accepted) {
    const other = version === '5' ? '3.1.1' : '5';
    return `${where}: the broker closed the connection before it accepted it. Perhaps it does not speak MQTT ${version}: try ${other}; or this is not its port.`;
  }
  if (seconds > SHORT) return `${where}: the connection was lost.`;
  return `${where}: the broker closed the connection right away. Is another client with the id '${clientId}' connected? Give one of them another id.`;
}

/** Seconds. */
const SHORT = 5;

const refusedProtocol = ({ version }: MqttAddressee): string =>
  `the broker does not speak MQTT ${version}. Choose MQTT ${version === '5' ? '3.1.1' : '5'}.`;
const refusedId = ({ clientId }: MqttAddressee): string =>
  `the broker does not accept the client id '${clientId}'. Choose another.`;
const refusedPassword = ({ withPassword }: MqttAddressee): string =>
  withPassword ? 'wrong user name or password.' : 'the broker wants a user name and a password.';
const refusedUser = ({ withPassword, topic }: MqttAddressee): string =>
  withPassword
    ? `not allowed. Check the password, and that the user may read '${topic}'.`
    : `not allowed without a user name and a password, or nobody may read '${topic}'.`;
const notAFilter = ({ topic }: MqttAddressee): string =>
  `'${topic}' is no topic filter. One looks like /janus/events/#.`;
const unavailable = (): string => 'the broker is not available now.';

/** CONNACK, SUBACK and DISCONNECT: return codes of MQTT 3.1.1 (§3.2.2.3), reason codes of MQTT 5 (§2.4). */
const REASONS: Readonly<Record<number, (at: MqttAddressee) => string>> = {
  1: refusedProtocol,
  2: refusedId,
  3: unavailable,
  4: refusedPassword,
  5: refusedUser,
  128: ({ topic }) => `the broker refuses '${topic}'. May this user read it?`,
  132: refusedProtocol,
  133: refusedId,
  134: refusedPassword,
  135: refusedUser,
  136: unavailable,
  137: () => 'the broker is busy.',
  138: () => 'the broker has banned this client.',
  139: () => 'the broker is shutting down.',
  141: () => 'the broker heard nothing from here for too long.',
  142: ({ clientId }) =>
    `another client with the id '${clientId}' has connected, and the broker keeps one of an id. Give one of them another id.`,
  143: notAFilter,
  149: () => 'the broker says that a message was too large.',
  151: () => 'a quota of the broker is used up.',
  152: () => "the broker's administrator has ended the connection.",
  162: ({ topic }) => `the broker allows no wildcards, so '${topic}' cannot be subscribed to.`,
};
