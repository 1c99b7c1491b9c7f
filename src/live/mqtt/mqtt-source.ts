/** Events that mqttevh publishes through an MQTT broker. */
import * as l10n from '@vscode/l10n';
import type { IConnackPacket, IPublishPacket, MqttClient, Packet } from 'mqtt';
import * as z from 'zod/mini';
import { brokerAddress, type BrokerAddress } from '../net/broker-address.js';
import { checkedOptions } from '../net/checked-options.js';
import { ClientTls } from '../net/client-tls-options.js';
import { heldBytes, type Holding } from '../net/held-bytes.js';
import { KeptLink, type Link } from '../net/kept-link.js';
import { MESSAGE_COST } from '../net/limits.js';
import { SourceProblem, type EventSink, type LiveSource, type SourceEvents } from '../live-source.js';
import { ownClientId } from './client-id.js';
import { openClient, SCHEMES, Store, whyNotFromHere } from './mqtt-client.js';
import { MqttReceiver } from './mqtt-receiver.js';
import { MORE_THAN_HELD, mqttClosed, mqttProblem, subscriptionUnanswered, type MqttAddressee } from './mqtt-words.js';
import { isCut } from '../net/network-words.js';

export const MqttOptions = z.strictObject({
  /** `mqtt://broker:1883`; also mqtts, tcp, ssl, ws and wss. May hold user and password. */
  url: z.string(),
  /** A topic filter. mqttevh publishes below its `topic`, or on it where `addevent` is off: `#` takes both. */
  topic: z._default(z.string().check(z.minLength(1)), '/janus/events/#'),
  version: z._default(z.enum(['3.1.1', '5']), '5'),
  username: z.optional(z.string()),
  password: z.optional(z.string()),
  /** By default one of this user, machine, broker and topic: the broker knows us again by it. */
  clientId: z.optional(z.string().check(z.minLength(1))),
  /** Whether the broker is to keep what comes while we are away; MQTT 5 brokers do so for a day. */
  keep: z._default(z.boolean(), true),
  tls: z.optional(ClientTls),
});

/** Seconds that an MQTT 5 broker keeps our session while we are away. */
const KEPT = 24 * 3600;
/** The largest message (bytes) that an MQTT 5 broker may send: far above anything Janus writes. */
const LARGEST_MESSAGE = 16 * 1024 * 1024;
/** Messages that an MQTT 5 broker may send before the first of them is acknowledged. */
const MOST_IN_FLIGHT = 1000;
/** ms */
const CONNECT_TIMEOUT = 10_000;
const SUBSCRIBE_TIMEOUT = 30_000;
const CLOSE_TIMEOUT = 2000;

/** Throws {@link SourceProblem} for options that do not work. */
export function mqttSource(options: z.input<typeof MqttOptions>): LiveSource {
  return new MqttSource(checkedOptions(MqttOptions, options));
}

class MqttSource implements LiveSource {
  readonly name: string;
  private readonly address: BrokerAddress;
  private readonly at: MqttAddressee;
  private receiver: MqttReceiver | null = null;
  private link: KeptLink | null = null;

  constructor(private readonly options: z.output<typeof MqttOptions>) {
    this.address = brokerAddress(options.url, SCHEMES);
    const { scheme, where } = this.address;
    const problem = whyNotFromHere(scheme);
    if (problem !== null) throw new SourceProblem(`${where}: ${problem}`);
    const { topic, version } = options;
    this.name = l10n.t('MQTT {0} at {1}', topic, where);
    this.at = {
      where,
      topic,
      version,
      clientId: options.clientId ?? ownClientId(where, topic),
      withPassword: this.credentials().username !== undefined,
    };
  }

  async start(sink: EventSink, events: SourceEvents): Promise<void> {
    const receiver = new MqttReceiver(sink, events);
    this.receiver = receiver;
    this.link = new KeptLink(this.address.where, (signal) => this.connect(receiver, signal), events);
    await this.link.start();
  }

  async stop(): Promise<void> {
    await this.receiver?.stop();
    await this.link?.stop();
  }

  private async connect(receiver: MqttReceiver, signal: AbortSignal): Promise<Link> {
    const { keep, topic, version } = this.options;
    const tooMuch = (): void => void client.stream.destroy(TOO_MUCH);
    const client: MqttClient = await openClient(this.address, this.options.tls, {
      ...this.credentials(),
      clientId: this.at.clientId,
      clean: !keep,
      protocolVersion: version === '5' ? 5 : 4,
      ...(version === '5' && {
        properties: {
          maximumPacketSize: LARGEST_MESSAGE,
          receiveMaximum: MOST_IN_FLIGHT,
          ...(keep && { sessionExpiryInterval: KEPT }),
        },
      }),
      connectTimeout: CONNECT_TIMEOUT,
      // A lost connection is made anew here, with longer and longer pauses.
      reconnectPeriod: 0,
      incomingStore: new HeldStore(heldBytes.hold(tooMuch)),
    });
    const holding = heldBytes.hold(tooMuch);
    client.handleMessage = (packet, done) => {
      if (packet.qos === 2) {
        // The library confirms this one itself, and before it reads on.
        void receiver.receiveNow(packet, holding).then((taken) => done(taken ? undefined : ACKNOWLEDGED_LATER));
        return;
      }
      const acknowledge = packet.qos === 1 ? () => sendPuback(client, packet.messageId!) : () => undefined;
      const next = receiver.receive(packet, acknowledge, holding);
      // The library acknowledges before it reads on, and not at all after an error. It is done here when the message is
      // taken, which does not hold up those behind it: a disk writes many as fast as one.
      void next.then(() => done(ACKNOWLEDGED_LATER));
    };
    return await this.subscribed(client, topic, signal);
  }

  private async subscribed(client: MqttClient, topic: string, signal: AbortSignal): Promise<Link> {
    let problem: unknown;
    let acceptedAt = 0;
    const tell = (error: unknown): void => void (problem ??= error);
    client.on('error', (error) => {
      tell(error);
      // After a packet that it could not read, the library reports an error and reads no more.
      if (acceptedAt > 0) client.stream.destroy();
    });
    refuseEndless(client);
    // Of a WebSocket's refusal the client itself tells nothing.
    client.stream.on('error', tell);
    client.on('disconnect', ({ reasonCode }) => tell({ code: reasonCode }));
    const lost = new Promise<string>((resolve) => {
      client.on('close', () => {
        const seconds = (performance.now() - acceptedAt) / 1000;
        const cut = acceptedAt > 0 && isCut(problem);
        resolve(
          problem && !cut
            ? mqttProblem(problem, this.at, acceptedAt > 0)
            : mqttClosed(this.at, acceptedAt > 0, seconds),
        );
      });
    });
    const abort = (): void => void client.end(true);
    signal.addEventListener('abort', abort, { once: true });
    try {
      const accepted = new Promise<IConnackPacket>((resolve) => client.once('connect', resolve));
      const failed = Promise.race([lost, new Promise<unknown>((resolve) => client.once('error', resolve))]);
      const connack = await Promise.race([accepted, failed.then(() => null)]);
      if (!connack) throw new SourceProblem(problem ? mqttProblem(problem, this.at) : await lost);
      acceptedAt = performance.now();
      // A session that the broker kept has its subscription; to subscribe again brings retained messages again.
      if (!connack.sessionPresent)
        await inTime(client.subscribeAsync(topic, { qos: 1 }), SUBSCRIBE_TIMEOUT, () => {
          throw new SourceProblem(subscriptionUnanswered(this.at));
        });
    } catch (error) {
      client.end(true);
      throw error instanceof SourceProblem ? error : new SourceProblem(mqttProblem(problem ?? error, this.at));
    } finally {
      signal.removeEventListener('abort', abort);
    }
    return { lost, close: () => closed(client) };
  }

  private credentials(): { username?: string; password?: string } {
    const username = this.options.username ?? this.address.username;
    const password = this.options.password ?? this.address.password;
    return { ...(username !== undefined && { username }), ...(password !== undefined && { password }) };
  }
}

/** What MQTT 3.1.1 has no word for: a packet of up to 256 MB, which the library gathers until it is whole. */
function refuseEndless(client: MqttClient): void {
  let unfinished = 0;
  client.on('packetreceive', () => (unfinished = 0));
  client.stream.on('data', (chunk: Uint8Array) => {
    unfinished += chunk.length;
    if (unfinished > LARGEST_MESSAGE + SLACK) client.stream.destroy(TOO_MUCH);
  });
}

/**
 * Messages of QoS 2 that the broker has not released yet. None were asked for, but a session of our client id that the broker
 * kept may have such a subscription, and each may be as large as any message.
 */
class HeldStore extends Store {
  private bytes = 0;
  private readonly costs = new Map<number, number>();

  constructor(private readonly holding: Holding) {
    super();
  }

  override put(packet: Packet, done: Parameters<Store['put']>[1]): this {
    const { messageId, payload } = packet as IPublishPacket;
    this.forget(messageId!);
    this.costs.set(messageId!, payload.length + MESSAGE_COST);
    this.holding.set((this.bytes += payload.length + MESSAGE_COST));
    return super.put(packet, done);
  }

  override del(packet: Pick<Packet, 'messageId'>, done: Parameters<Store['del']>[1]): this {
    this.forget(packet.messageId!);
    return super.del(packet, done);
  }

  override close(done: Parameters<Store['close']>[0]): void {
    this.costs.clear();
    this.holding.set((this.bytes = 0));
    super.close(done);
  }

  private forget(id: number): void {
    this.holding.set((this.bytes -= this.costs.get(id) ?? 0));
    this.costs.delete(id);
  }
}

/** What `wanted` gives, or `late` when that takes longer than `most` ms. */
async function inTime<T>(wanted: Promise<T>, most: number, late: () => never): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), most)));
  try {
    const first = await Promise.race([wanted, timeout]);
    return first === 'late' ? late() : first;
  } finally {
    clearTimeout(timer);
  }
}

const TOO_MUCH = new Error(MORE_THAN_HELD);
/** Bytes beside a packet's that may have come in one piece with it. */
const SLACK = 1024 * 1024;
const ACKNOWLEDGED_LATER = new Error('Acknowledged when it is taken.');

/** PUBACK, the same in MQTT 3.1.1 (§3.4) and, of success, in MQTT 5. A connection that is gone needs none. */
function sendPuback(client: MqttClient, messageId: number): void {
  if (client.connected) client.stream.write(Uint8Array.of(0x40, 2, messageId >> 8, messageId & 0xff));
}

/** Says goodbye to the broker, which may be gone already. */
async function closed(client: MqttClient): Promise<void> {
  if (!client.connected) {
    client.end(true);
    return;
  }
  const timer = setTimeout(() => client.stream.destroy(), CLOSE_TIMEOUT);
  await new Promise<void>((resolve) => {
    client.stream.once('close', () => resolve());
    client.end(false);
  });
  clearTimeout(timer);
}
