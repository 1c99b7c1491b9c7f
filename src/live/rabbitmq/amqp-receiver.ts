/** What is done with a message that RabbitMQ delivers. */
import * as l10n from '@vscode/l10n';
import amqp, { type Channel, type ConsumeMessage } from 'amqplib';
import { StreamPosition } from './amqp-offset.js';
import { noEventWords, takePatiently } from '../net/deliveries.js';
import { MESSAGE_COST } from '../net/limits.js';
import type { Holding } from '../net/held-bytes.js';
import type { EventSink, SourceEvents, Taken } from '../live-source.js';
import { Notices } from '../notices.js';

/** Gives messages to the sink, as many at once as are prefetched, and acknowledges what it has taken. */
export class AmqpReceiver {
  private stopped = false;
  private readonly underWay = new Set<Promise<void>>();
  private bytes = 0;
  private readonly notices: Notices;

  constructor(
    private readonly sink: EventSink,
    events: SourceEvents,
    private readonly position: StreamPosition,
  ) {
    this.notices = new Notices((message) => events.notice(message));
  }

  /** Returns how many messages are under way with this one. */
  receive(channel: Channel, message: ConsumeMessage, holding: Holding): number {
    // Not acknowledged: it comes again.
    if (this.stopped) return 0;
    const length = message.content.length + MESSAGE_COST;
    const taking = this.take(channel, message).finally(() => {
      holding.set((this.bytes -= length));
      this.underWay.delete(taking);
    });
    this.underWay.add(taking);
    holding.set((this.bytes += length));
    return this.underWay.size;
  }

  /** Resolves when what is under way is taken; no more is. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.settled();
    this.notices.end();
  }

  /** Resolves when what is under way is taken. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async take(channel: Channel, message: ConsumeMessage): Promise<void> {
    const offset = StreamPosition.of(message.properties.headers);
    if (offset !== undefined) this.position.came(offset);
    let taken: Taken;
    try {
      taken = await takePatiently(this.sink, message.content, () => this.stopped);
    } catch (error) {
      // Not acknowledged: it comes again. While it is being stopped the capture has told why.
      if (!this.stopped) this.notices.say(String(error));
      return;
    }
    if (offset !== undefined) this.position.taken(offset);
    if (taken.events === 0 && taken.otherBytes > 0)
      this.notices.say(noEventWords(l10n.t('the queue'), taken.otherBytes), 'no event');
    acknowledge(channel, message);
  }
}

/** On a channel that was closed meanwhile nothing can be acknowledged: the message comes again. */
function acknowledge(channel: Channel, message: ConsumeMessage): void {
  try {
    channel.ack(message);
  } catch (error) {
    if (!(error instanceof amqp.IllegalOperationError)) throw error;
  }
}
