/** Why a RabbitMQ connection or channel was refused or ended, in words: what it means and what to do. */
import * as l10n from '@vscode/l10n';
import { networkProblem } from '../net/network-words.js';

export interface AmqpAddressee {
  /** The broker's address, without credentials. */
  readonly where: string;
  readonly vhost: string;
  readonly user: string;
  /** The queue to read; null for an own one. */
  readonly queue: string | null;
  readonly exchange: string | null;
}

/** Message of an error of ours. */
export const MORE_THAN_HELD = 'more than can be held';

/** What RabbitMQ writes into the text of an error, and what it means. */
const SAYINGS: readonly (readonly [pattern: RegExp, words: (at: AmqpAddressee) => string])[] = [
  [
    /Handshake terminated.*ACCESS[-_]REFUSED|ACCESS_REFUSED - Login was refused/,
    ({ user }) =>
      l10n.t(
        "wrong user name or password for '{0}'; or it is 'guest', who may only connect from the broker's own machine.",
        user,
      ),
  ],
  [
    // The client library does not tell what the broker's `connection.close` says here.
    /Expected ConnectionOpenOk; got <ConnectionClose/,
    ({ vhost, user }) =>
      l10n.t(
        "there is no virtual host '{0}', or the user '{1}' may not enter it. It is the path of the address: amqp://broker/name, with %2F for a slash in it.",
        vhost,
        user,
      ),
  ],
  [
    /NOT_FOUND - no queue/,
    ({ queue }) =>
      l10n.t(
        "there is no queue '{0}'. rabbitmqevh declares the queue of its route_key when Janus starts, unless declare_outgoing_queue is off.",
        queue ?? '',
      ),
  ],
  [
    /NOT_FOUND - no exchange/,
    ({ exchange }) =>
      l10n.t(
        "there is no exchange '{0}'. rabbitmqevh declares its exchange when Janus starts: start that first.",
        exchange ?? '',
      ),
  ],
  [
    /in exclusive use|RESOURCE_LOCKED/,
    ({ queue }) =>
      l10n.t(
        "another reader has the queue '{0}' for itself. Bind a queue to an exchange instead, or stop that reader.",
        queue ?? '',
      ),
  ],
  [
    /ACCESS_REFUSED/,
    ({ queue, exchange, user }) =>
      queue === null
        ? l10n.t(
            "the user '{0}' may not make a queue on the exchange '{1}'. It needs to configure, write and read queues whose names begin with 'janus-events-', and to read the exchange.",
            user,
            exchange ?? '',
          )
        : l10n.t("the user '{0}' may not read the queue '{1}'.", user, queue),
  ],
  [
    /PRECONDITION_FAILED - .*x-stream-offset/,
    ({ queue }) =>
      l10n.t("the queue '{0}' is no stream: only a stream can be read from an earlier place.", queue ?? ''),
  ],
  [
    /CONNECTION_FORCED|CONNECTION-FORCED/,
    () => l10n.t('the broker has closed the connection: it is being stopped, or its administrator did it.'),
  ],
  [
    new RegExp(MORE_THAN_HELD),
    () => l10n.t('more came at once than can be held. What is not written yet comes again.'),
  ],
  [/Unexpected close/, () => l10n.t('the connection was cut.')],
  [/Heartbeat timeout/, () => l10n.t('the broker no longer answers.')],
  [
    /Socket closed abruptly|Unexpected end|Protocol version mismatch|Invalid frame/i,
    () =>
      l10n.t(
        'what answers does not speak AMQP. Is that the port of RabbitMQ, with TLS (amqps) or without (amqp) as the address says?',
      ),
  ],
];

export function amqpProblem(error: unknown, at: AmqpAddressee): string {
  const message = error instanceof Error ? error.message : String(error);
  const words = SAYINGS.find(([pattern]) => pattern.test(message))?.[1];
  if (words) return `${at.where}: ${words(at)}`;
  return networkProblem(message === 'connect ETIMEDOUT' ? { code: 'ETIMEDOUT' } : error, at.where, 'RabbitMQ');
}
