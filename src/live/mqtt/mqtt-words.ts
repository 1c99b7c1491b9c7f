/** Why an MQTT connection was refused or ended, in words: what it means and what to do. */
import * as l10n from '@vscode/l10n';
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

/** What the library says of a browser's WebSocket that failed: browsers keep the reason to themselves. */
const WEB_SOCKET_ERROR = 'WebSocket error';

/** `accepted`: the broker had accepted the connection. */
export function mqttProblem(error: unknown, at: MqttAddressee, accepted = false): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: string };
  if (message?.startsWith('Invalid topic')) return `${at.where}: ${notAFilter(at)}`;
  const words = typeof code === 'number' ? REASONS[code]?.(at) : undefined;
  if (words) return `${at.where}: ${words}`;
  if (message === 'connack timeout')
    return l10n.t(
      '{0}: connected, but no MQTT broker answers. Is that the port of MQTT, with or without TLS or WebSocket as the address says?',
      at.where,
    );
  if (message === 'Keepalive timeout') return l10n.t('{0}: the broker no longer answers.', at.where);
  const status = /^Unexpected server response: (\d+)/.exec(message ?? '')?.[1];
  if (status)
    return l10n.t(
      '{0}: a web server answers with {1}. Brokers have MQTT over WebSocket on a path, often /mqtt: add it to the address.',
      at.where,
      status,
    );
  if (message === WEB_SOCKET_ERROR)
    return l10n.t(
      '{0}: no connection. A browser does not tell why: perhaps nobody answers there, brokers have MQTT over WebSocket on another port or path (often /mqtt), or this browser does not trust the certificate. It lets ws:// reach this machine alone: elsewhere use wss://.',
      at.where,
    );
  if (message === MORE_THAN_HELD)
    return l10n.t('{0}: more came at once than can be held. What is not written yet comes again.', at.where);
  if (accepted && code === undefined && error instanceof Error)
    return l10n.t('{0}: what the broker sent cannot be read as MQTT ({1}).', at.where, error.message);
  if (code === undefined && error instanceof Error && !(error instanceof AggregateError))
    return l10n.t(
      '{0}: what answers does not speak MQTT ({1}). Is that the port of a broker, with or without TLS or WebSocket as the address says?',
      at.where,
      error.message,
    );
  return networkProblem(error, at.where, l10n.t('an MQTT broker'));
}

/** The broker has closed a connection of `seconds` without a word. */
export function mqttClosed({ where, version, clientId }: MqttAddressee, accepted: boolean, seconds: number): string {
  if (!accepted) {
    const other = version === '5' ? '3.1.1' : '5';
    return l10n.t(
      '{0}: the broker closed the connection before it accepted it. Perhaps it does not speak MQTT {1}: try {2}; or this is not its port.',
      where,
      version,
      other,
    );
  }
  if (seconds > SHORT) return l10n.t('{0}: the connection was lost.', where);
  return l10n.t(
    "{0}: the broker closed the connection right away. Is another client with the id '{1}' connected? Give one of them another id.",
    where,
    clientId,
  );
}

export const subscriptionUnanswered = ({ where, topic }: MqttAddressee): string =>
  l10n.t("{0}: the broker accepts the connection, but does not answer the subscription to '{1}'.", where, topic);

/** Seconds. */
const SHORT = 5;

const refusedProtocol = ({ version }: MqttAddressee): string =>
  l10n.t('the broker does not speak MQTT {0}. Choose MQTT {1}.', version, version === '5' ? '3.1.1' : '5');
const refusedId = ({ clientId }: MqttAddressee): string =>
  l10n.t("the broker does not accept the client id '{0}'. Choose another.", clientId);
const refusedPassword = ({ withPassword }: MqttAddressee): string =>
  withPassword ? l10n.t('wrong user name or password.') : l10n.t('the broker wants a user name and a password.');
const refusedUser = ({ withPassword, topic }: MqttAddressee): string =>
  withPassword
    ? l10n.t("not allowed. Check the password, and that the user may read '{0}'.", topic)
    : l10n.t("not allowed without a user name and a password, or nobody may read '{0}'.", topic);
const notAFilter = ({ topic }: MqttAddressee): string =>
  l10n.t("'{0}' is no topic filter. One looks like /janus/events/#.", topic);
const unavailable = (): string => l10n.t('the broker is not available now.');

/** CONNACK, SUBACK and DISCONNECT: return codes of MQTT 3.1.1 (§3.2.2.3), reason codes of MQTT 5 (§2.4). */
const REASONS: Readonly<Record<number, (at: MqttAddressee) => string>> = {
  1: refusedProtocol,
  2: refusedId,
  3: unavailable,
  4: refusedPassword,
  5: refusedUser,
  128: ({ topic }) => l10n.t("the broker refuses '{0}'. May this user read it?", topic),
  132: refusedProtocol,
  133: refusedId,
  134: refusedPassword,
  135: refusedUser,
  136: unavailable,
  137: () => l10n.t('the broker is busy.'),
  138: () => l10n.t('the broker has banned this client.'),
  139: () => l10n.t('the broker is shutting down.'),
  141: () => l10n.t('the broker heard nothing from here for too long.'),
  142: ({ clientId }) =>
    l10n.t(
      "another client with the id '{0}' has connected, and the broker keeps one of an id. Give one of them another id.",
      clientId,
    ),
  143: notAFilter,
  149: () => l10n.t('the broker says that a message was too large.'),
  151: () => l10n.t('a quota of the broker is used up.'),
  152: () => l10n.t("the broker's administrator has ended the connection."),
  162: ({ topic }) => l10n.t("the broker allows no wildcards, so '{0}' cannot be subscribed to.", topic),
};
