/** Events that rabbitmqevh publishes through RabbitMQ: from a queue, from an exchange, or from a stream. */
import * as l10n from '@vscode/l10n';
import { createHash } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import amqp, { type Channel, type ChannelModel } from 'amqplib';
import * as z from 'zod/mini';
import { StreamPosition, streamOffset, type StreamOffset } from './amqp-offset.js';
import { amqpProblem, MORE_THAN_HELD, type AmqpAddressee } from './amqp-words.js';
import { brokerAddress, type BrokerAddress } from '../net/broker-address.js';
import { checkedOptions } from '../net/checked-options.js';
import { ClientTls } from '../net/client-tls-options.js';
import { readClientTls } from '../net/client-tls.js';
import { AmqpReceiver } from './amqp-receiver.js';
import { heldBytes } from '../net/held-bytes.js';
import { MOST_MESSAGE } from '../net/limits.js';
import { KeptLink, type Link } from '../net/kept-link.js';
import { SourceProblem, type EventSink, type LiveSource, type SourceEvents } from '../live-source.js';
import { isCut } from '../net/network-words.js';
import { plural } from '../../words/numbers.js';

export const AmqpOptions = z.strictObject({
  /** `amqp://broker:5672/vhost`; also amqps. May hold user and password; RabbitMQ's own default is guest. */
  url: z.string(),
  username: z.optional(z.string()),
  password: z.optional(z.string()),
  /** A queue that is there already, or a stream. */
  queue: z.optional(z.string().check(z.minLength(1))),
  /** Or an exchange that is there already: an own queue gets a copy of what comes through it. */
  exchange: z.optional(z.string().check(z.minLength(1))),
  /** What the own queue is bound with. `#` takes all of a topic exchange; a fanout exchange does not look at it. */
  routingKey: z._default(z.string(), '#'),
  /** Of a stream: where to begin, see {@link streamOffset}. */
  offset: z.optional(z.string()),
  /** Messages that may be here unacknowledged. */
  prefetch: z._default(z.int().check(z.gte(1), z.lte(65_535)), 200),
  /** Whether the own queue is to keep what comes while we are away, for a day. */
  keep: z._default(z.boolean(), true),
  tls: z.optional(ClientTls),
});

/** ms that a broker keeps an own queue that nobody reads. */
const KEPT = 24 * 3600 * 1000;
/** Bytes in an own queue that nobody reads, from which on the oldest go: a forgotten one must not fill the broker. */
const LARGEST_QUEUE = 1024 * 1024 * 1024;
/** ms */
const CONNECT_TIMEOUT = 10_000;
/** Until the queue is read: a broker that keeps sending, but never the answer it owes, is given up. */
const READY_TIMEOUT = 30_000;
const CLOSE_TIMEOUT = 2000;
/** Seconds without a word from the broker, after twice of which the connection is lost. */
const HEARTBEAT = 30;

/** Throws {@link SourceProblem} for options that do not work. */
export function amqpSource(options: z.input<typeof AmqpOptions>): LiveSource {
  return new AmqpSource(checkedOptions(AmqpOptions, options));
}

class AmqpSource implements LiveSource {
  readonly name: string;
  private readonly address: BrokerAddress;
  private readonly at: AmqpAddressee;
  private readonly offset: StreamOffset | undefined;
  private readonly position = new StreamPosition();
  private receiver: AmqpReceiver | null = null;
  private link: KeptLink | null = null;

  constructor(private readonly options: z.output<typeof AmqpOptions>) {
    const { url, queue = null, exchange = null, offset } = options;
    if ((queue === null) === (exchange === null))
      throw new SourceProblem(l10n.t('Name either a queue to read or an exchange to bind a queue to.'));
    if (offset !== undefined && queue === null)
      throw new SourceProblem(l10n.t('An offset is of a stream: name the stream as queue.'));
    this.address = brokerAddress(url, ['amqp', 'amqps']);
    const { where, path } = this.address;
    this.offset = offset === undefined ? undefined : streamOffset(offset);
    const vhost = path === '' ? '/' : decodeURIComponent(path.slice(1));
    this.at = { where, vhost, queue, exchange, user: options.username ?? this.address.username ?? 'guest' };
    this.name =
      queue === null
        ? l10n.t('RabbitMQ exchange {0} at {1}', exchange ?? '', where)
        : l10n.t('RabbitMQ queue {0} at {1}', queue, where);
  }

  async start(sink: EventSink, events: SourceEvents): Promise<void> {
    const receiver = new AmqpReceiver(sink, events, this.position);
    this.receiver = receiver;
    this.link = new KeptLink(this.address.where, (signal) => this.connect(receiver, events, signal), events);
    await this.link.start();
  }

  async stop(): Promise<void> {
    await this.receiver?.stop();
    await this.link?.stop();
  }

  private async connect(receiver: AmqpReceiver, events: SourceEvents, signal: AbortSignal): Promise<Link> {
    // What is still being taken of a lost connection is not read again from a stream.
    await receiver.settled();
    const { scheme, host, port } = this.address;
    const { vhost, user } = this.at;
    const tls = await readClientTls(this.options.tls);
    const password = this.options.password ?? this.address.password ?? (user === 'guest' ? 'guest' : '');
    let model: ChannelModel | null = null;
    const givenUp = new AbortController();
    const giveUp = (): void => givenUp.abort();
    const late = setTimeout(giveUp, READY_TIMEOUT);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      const broker = { protocol: scheme, hostname: host, username: user, password, vhost, heartbeat: HEARTBEAT };
      // The library hands all of them to Node, which takes a signal too.
      const socketOptions = { timeout: CONNECT_TIMEOUT, signal: givenUp.signal, ...tls };
      model = await amqp.connect({ ...broker, ...(port !== undefined && { port }) }, socketOptions);
      return await this.consume(model, receiver, events);
    } catch (error) {
      if (givenUp.signal.aborted)
        throw new SourceProblem(
          l10n.t(
            '{0}: connected, but the broker does not answer. Is that the port of RabbitMQ, with or without TLS as the address says?',
            this.at.where,
          ),
        );
      if (model) await closed(model);
      throw new SourceProblem(error instanceof SourceProblem ? error.message : amqpProblem(error, this.at));
    } finally {
      clearTimeout(late);
      signal.removeEventListener('abort', giveUp);
    }
  }

  private async consume(model: ChannelModel, receiver: AmqpReceiver, events: SourceEvents): Promise<Link> {
    let problem: unknown;
    const tell = (error: unknown): void => void (problem ??= error);
    const lost = new Promise<string>((resolve) => {
      const end = (): void => {
        // After a frame that it could not read the library leaves the socket open, and hears nothing more.
        socketOf(model).destroy();
        resolve(
          problem && !isCut(problem)
            ? amqpProblem(problem, this.at)
            : l10n.t('{0}: the connection was lost.', this.at.where),
        );
      };
      model.on('error', (error: unknown) => {
        tell(error);
        // Closing waits for the broker's answer, which may never come.
        setTimeout(end, CLOSE_TIMEOUT).unref();
      });
      model.on('close', (error?: Error) => {
        tell(error);
        end();
      });
      // Of a socket that is ended here the library hears nothing.
      socketOf(model).on('close', end);
    });
    const tooMuch = (): void => {
      tell(new Error(MORE_THAN_HELD));
      void closed(model);
    };
    const holding = heldBytes.hold(tooMuch);
    const messageCame = refuseEndless(socketOf(model), tooMuch);
    const channel = await model.createChannel();
    channel.on('error', tell);
    // Without its channel a connection is of no use.
    channel.on('close', () => void closed(model));
    const queue = await this.queue(channel, events);
    await channel.prefetch(this.options.prefetch);
    const offset = this.position.resumed() ?? this.offset;
    await channel.consume(
      queue,
      (message) => {
        if (message) {
          messageCame();
          // Only a broker that does not keep to what was agreed sends more.
          if (receiver.receive(channel, message, holding) > this.options.prefetch) tooMuch();
        } else {
          tell(new Error(`NOT_FOUND - no queue '${queue}': it was deleted`));
          void closed(model);
        }
      },
      offset === undefined ? {} : { arguments: { 'x-stream-offset': offset } },
    );
    return { lost, close: () => left(model, channel) };
  }

  /** The queue to read. */
  private async queue(channel: Channel, events: SourceEvents): Promise<string> {
    const { queue, exchange } = this.at;
    if (queue !== null) {
      const { consumerCount } = await channel.checkQueue(queue);
      // Of a stream each consumer gets everything, and none is counted here.
      if (consumerCount > 0 && this.offset === undefined)
        events.notice(
          plural(
            consumerCount,
            l10n.t(
              "The queue '{1}' has {0} other consumer: RabbitMQ gives each event to one of them alone. To see all events and take none away, let rabbitmqevh publish to an exchange, and bind a queue of our own to that.|The queue '{1}' has {0} other consumers: RabbitMQ gives each event to one of them alone. To see all events and take none away, let rabbitmqevh publish to an exchange, and bind a queue of our own to that.",
            ),
            queue,
          ),
        );
      return queue;
    }
    await channel.checkExchange(exchange!);
    const own = this.options.keep
      ? await channel.assertQueue(this.ownQueue(), {
          durable: true,
          expires: KEPT,
          arguments: { 'x-max-length-bytes': LARGEST_QUEUE },
        })
      : await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(own.queue, exchange!, this.options.routingKey);
    return own.queue;
  }

  private ownQueue(): string {
    const whose = [hostname(), userInfo().username, this.at.where, this.at.exchange, this.options.routingKey];
    return `janus-events-${createHash('sha256').update(JSON.stringify(whose)).digest('hex').slice(0, 10)}`;
  }
}

/**
 * Refuses a message that has no end: the library gathers one until it is whole, and a broker may announce 2^64 bytes. What is
 * returned is called with each message that came whole.
 */
function refuseEndless(socket: Socket, refuse: () => void): () => void {
  let since = socket.bytesRead;
  socket.on('readable', () => {
    if (socket.bytesRead - since <= MOST_MESSAGE + SLACK) return;
    refuse();
    // It would go on for as long as it takes to say goodbye.
    socket.destroy();
  });
  return () => (since = socket.bytesRead);
}

/** Bytes beside a message that may have come since the last. */
const SLACK = 1024 * 1024;

const socketOf = (model: ChannelModel): Socket => (model.connection as unknown as { readonly stream: Socket }).stream;

/** What is acknowledged goes out before the channel is closed; the rest is the broker's again. */
async function left(model: ChannelModel, channel: Channel): Promise<void> {
  await inTime(channel.close());
  await closed(model);
}

async function closed(model: ChannelModel): Promise<void> {
  await inTime(model.close());
  socketOf(model).destroy();
}

/** A broker that is gone answers no goodbye, and what is closed already cannot be closed. */
async function inTime(closing: Promise<void>): Promise<void> {
  const late = new AbortController();
  await Promise.race([
    closing.catch(() => undefined),
    delay(CLOSE_TIMEOUT, undefined, { signal: late.signal }).catch(() => undefined),
  ]);
  late.abort();
}
