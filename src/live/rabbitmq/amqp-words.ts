/** Why a RabbitMQ connection or channel was refused or ended, in words: what it means and what to do. */
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

/** What RabbitMQ writes into the text of an error, and what it means. */
const SAYINGS: readonly (readonly [pattern: RegExp, words: (at: AmqpAddressee) => string])[] = [
  [
    /Handshake terminated.*ACCESS[-_]REFUSED|ACCESS_REFUSED - Login was refused/,
    ({ user }) =>
      `wrong user name or password for '${user}'; or it is 'guest', who may only connect from the broker's own machine.`,
  ],
  [
    // The client library does not tell what the broker's `connection.close` says here.
    /Expected ConnectionOpenOk; got <ConnectionClose/,
    ({ vhost, user }) =>
      `there is no virtual host '${vhost}', or the user '${user}' may not enter it. It is the path of the address: amqp://broker/name, with %2F for a slash in it.`,
  ],
  [
    /NOT_FOUND - no queue/,
    ({ queue }) =>
      `there is no queue '${queue ?? ''}'. rabbitmqevh declares the queue of its route_key when Janus starts, unless declare_outgoing_queue is off.`,
  ],
  [
    /NOT_FOUND - no exchange/,
    ({ exchange }) =>
      `there is no exchange '${exchange ?? ''}'. rabbitmqevh declares its exchange when Janus starts: start that first.`,
  ],
  [
    /in exclusive use|RESOURCE_LOCKED/,
    ({ queue }) =>
      `another reader has the queue '${queue ?? ''}' for itself. Bind a queue to an exchange instead, or stop that reader.`,
  ],
  [
    /ACCESS_REFUSED/,
    ({ queue, exchange, user }) =>
      queue === null
        ? `the user '${user}' may not make a queue on the exchange '${exchange ?? ''}'. It needs to configure, write and read queues whose names begin with 'janus-events-', and to read the exchange.`
        : `the user '${user}' may not read the queue '${queue}'.`,
  ],
  [
    /PRECONDITION_FAILED - .*x-stream-offset/,
    ({ queue }) => `the queue '${queue ?? ''}' is no stream: only a stream can be read from an earlier place.`,
  ],
  [
    /CONNECTION_FORCED|CONNECTION-FORCED/,
    () => 'the broker has closed the connection: it is being stopped, or its administrator did it.',
  ],
  [/MORE THAN CAN BE HELD/, () => 'more came at once than can be held. What is not written yet comes again.'],
  [/Unexpected close/, () => 'the connection was cut.'],
  [/Heartbeat timeout/, () => 'the broker no longer answers.'],
  [
    /Socket closed abruptly|Unexpected end|Protocol version mismatch|Invalid frame/i,
    () =>
      'what answers does not speak AMQP. Is that the port of RabbitMQ, with TLS (amqps) or without (amqp) as the address says?',
  ],
];

export function amqpProblem(error: unknown, at: AmqpAddressee): string {
  const message = error instanceof Error ? error.message : String(error);
  const words = SAYINGS.find(([pattern]) => pattern.test(message))?.[1];
  if (words) return `${at.where}: ${words(at)}`;
  return networkProblem(message === 'connect ETIMEDOUT' ? { code: 'ETIMEDOUT' } : error, at.where, 'RabbitMQ');
}
