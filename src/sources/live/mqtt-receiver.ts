/** What is done with a message that an MQTT broker delivers. */
import type { IPublishPacket } from 'mqtt';
import * as z from 'zod/mini';
import { noEventWords, takePatiently } from './deliveries.js';
import type { EventSink, SourceEvents } from './live-source.js';
import { RetainedMessages } from './mqtt-retained.js';
import { OccasionalNotice } from './occasional-notice.js';
import { Notices } from './notices.js';

/** What mqttevh publishes about itself: `connect_status`, `disconnect_status`. */
const Status = z.looseObject({ event: z.enum(['connected', 'disconnected']) });
const LARGEST_STATUS = 4096;

/** Takes messages one after the other, as the library hands them over: it reads no further until one is taken. */
export class MqttReceiver {
  private stopped = false;
  private underWay: Promise<void> = Promise.resolve();
  private readonly retained = new RetainedMessages();
  private readonly stale: OccasionalNotice;
  private readonly notices: Notices;

  constructor(
    private readonly sink: EventSink,
    private readonly events: SourceEvents,
  ) {
    this.stale = new OccasionalNotice(
      events,
      (count) =>
        `${count} retained ${count === 1 ? 'message' : 'messages'} of earlier left out: the broker gives the last one of each topic to every new subscriber.`,
    );
    this.notices = new Notices((message) => events.notice(message));
  }

  /** Resolves when the message is taken or needs not be; rejects when it is to come again. */
  receive(packet: IPublishPacket): Promise<void> {
    if (this.stopped) return Promise.reject(new Error('The source is being stopped.'));
    this.underWay = this.take(packet);
    return this.underWay;
  }

  /** Resolves when what is under way is taken. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.underWay.catch(() => undefined);
    this.stale.tell();
  }

  private async take({ topic, payload, retain }: IPublishPacket): Promise<void> {
    const message = typeof payload === 'string' ? Buffer.from(payload) : payload;
    if (topic.endsWith('/status') && this.tellStatus(topic, message, retain)) return;
    if (retain && !this.retained.isNews(topic, message)) {
      this.stale.happened();
      return;
    }
    const { events, otherBytes } = await takePatiently(this.sink, message, () => this.stopped);
    this.retained.taken(topic, message);
    if (events === 0 && otherBytes > 0) this.notices.say(noEventWords(`the topic ${topic}`, otherBytes), 'no event');
  }

  /** False: it is no status of mqttevh. */
  private tellStatus(topic: string, message: Buffer, retain: boolean): boolean {
    const status = message.length > LARGEST_STATUS ? null : statusOf(message.toString());
    if (!status) return false;
    const handler = `The event handler on ${topic.slice(0, -'/status'.length)}`;
    if (status === 'connected') {
      // A retained one says no more than that there once was a handler.
      if (!retain) this.events.notice(`${handler} has connected to the broker.`);
    } else if (retain) {
      this.events.notice(`${handler} was not connected to the broker when it last told. Is that Janus running?`);
    } else {
      this.events.notice(`${handler} has disconnected from the broker: no events of that Janus until it is back.`);
    }
    return true;
  }
}

function statusOf(text: string): 'connected' | 'disconnected' | null {
  try {
    const status = z.safeParse(Status, JSON.parse(text));
    return status.success ? status.data.event : null;
  } catch {
    // Not JSON: somebody else's message.
    return null;
  }
}
