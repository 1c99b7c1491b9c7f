/** What is done with a message that an MQTT broker delivers. */
import * as l10n from '@vscode/l10n';
import type { IPublishPacket } from 'mqtt';
import * as z from 'zod/mini';
import { noEventWords, takePatiently } from '../net/deliveries.js';
import { MESSAGE_COST, MOST_UNACKNOWLEDGED } from '../net/limits.js';
import type { Holding } from '../net/held-bytes.js';
import type { EventSink, SourceEvents } from '../live-source.js';
import { RetainedMessages } from './mqtt-retained.js';
import { OccasionalNotice } from '../occasional-notice.js';
import { Notices } from '../notices.js';

/** What mqttevh publishes about itself: `connect_status`, `disconnect_status`. */
const Status = z.looseObject({ event: z.enum(['connected', 'disconnected']) });
const LARGEST_STATUS = 4096;

/** Gives messages to the sink, and has those acknowledged that it has taken, in the order in which they came. */
export class MqttReceiver {
  private stopped = false;
  /** Until the last message that came is taken, and how many bytes are. */
  private underWay: Promise<void> = Promise.resolve();
  private bytes = 0;
  private readonly retained = new RetainedMessages();
  private readonly stale: OccasionalNotice;
  private readonly notices: Notices;

  constructor(
    private readonly sink: EventSink,
    events: SourceEvents,
  ) {
    this.stale = new OccasionalNotice(events, (count) =>
      l10n.t(
        '{0} retained {1} of earlier left out: the broker gives the last one of each topic to every new subscriber.',
        count,
        count === 1 ? 'message' : 'messages',
      ),
    );
    this.notices = new Notices((message) => events.notice(message));
  }

  /** Resolves when the next message may be read; `acknowledge` is called when this one is taken or needs not be. */
  receive(packet: IPublishPacket, acknowledge: () => void, holding: Holding): Promise<void> {
    // Not acknowledged: it comes again.
    if (this.stopped) return Promise.resolve();
    this.begin(packet, acknowledge, holding);
    return this.bytes < MOST_UNACKNOWLEDGED ? Promise.resolve() : this.underWay;
  }

  /** Resolves when the message is taken; false: it is to come again. */
  async receiveNow(packet: IPublishPacket, holding: Holding): Promise<boolean> {
    let taken = false;
    if (!this.stopped) this.begin(packet, () => (taken = true), holding);
    await this.underWay;
    return taken;
  }

  private begin(packet: IPublishPacket, acknowledge: () => void, holding: Holding): void {
    const cost = packet.payload.length + MESSAGE_COST;
    const taking = this.take(packet);
    holding.set((this.bytes += cost));
    // MQTT 3.1.1 §4.6: in the order in which the messages came.
    this.underWay = Promise.all([taking, this.underWay]).then(([taken]) => {
      holding.set((this.bytes -= cost));
      if (taken) acknowledge();
    });
  }

  /** Resolves when what is under way is taken. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.underWay;
    this.stale.tell();
    this.notices.end();
  }

  /** False: it is to come again. */
  private async take({ topic, payload, retain }: IPublishPacket): Promise<boolean> {
    const message = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
    if (topic.endsWith('/status') && this.tellStatus(topic, message, retain)) return true;
    if (retain && !this.retained.isNews(topic, message)) {
      this.stale.happened();
      return true;
    }
    try {
      const { events, otherBytes } = await takePatiently(this.sink, message, () => this.stopped);
      this.retained.taken(topic, message);
      if (events === 0 && otherBytes > 0)
        this.notices.say(noEventWords(l10n.t('the topic {0}', topic), otherBytes), 'no event');
      return true;
    } catch (error) {
      // While it is being stopped the capture has told why.
      if (!this.stopped) this.notices.say(String(error));
      return false;
    }
  }

  /** False: it is no status of mqttevh. */
  private tellStatus(topic: string, message: Uint8Array, retain: boolean): boolean {
    const status = message.length > LARGEST_STATUS ? null : statusOf(new TextDecoder().decode(message));
    if (!status) return false;
    const handler = l10n.t('The event handler on {0}', topic.slice(0, -'/status'.length));
    if (status === 'connected') {
      // A retained one only shows that there once was a handler.
      if (!retain) this.notices.say(l10n.t('{0} has connected to the broker.', handler));
    } else if (retain) {
      this.notices.say(
        l10n.t('{0} was not connected to the broker when it last told. Is that Janus running?', handler),
      );
    } else {
      this.notices.say(
        l10n.t('{0} has disconnected from the broker: no events of that Janus until it is back.', handler),
      );
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
