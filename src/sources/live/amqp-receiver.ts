/** What is done with a message that RabbitMQ delivers. */
import amqp, { type Channel, type ConsumeMessage } from 'amqplib';
import { StreamPosition } from './amqp-offset.js';
import type { SourceEvents } from './live-source.js';
import { OccasionalNotice } from './occasional-notice.js';
import type { PatientSink } from './patient-sink.js';

/** Gives messages to the sink, as many at once as are prefetched, and acknowledges what it has taken. */
export class AmqpReceiver {
  private stopped = false;
  private readonly underWay = new Set<Promise<void>>();
  private readonly others: OccasionalNotice;

  constructor(
    private readonly sink: PatientSink,
    events: SourceEvents,
    private readonly position: StreamPosition,
  ) {
    this.others = new OccasionalNotice(
      events,
      (count) => `${count} ${count === 1 ? 'message of the queue is' : 'messages of the queue are'} no Janus events.`,
    );
  }

  receive(channel: Channel, message: ConsumeMessage): void {
    // Not acknowledged: it comes again.
    if (this.stopped) return;
    const taking = this.take(channel, message).finally(() => this.underWay.delete(taking));
    this.underWay.add(taking);
  }

  /** Resolves when what is under way is taken; no more is. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.sink.stop();
    await this.settled();
    this.others.tell();
  }

  /** Resolves when what is under way is taken. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async take(channel: Channel, message: ConsumeMessage): Promise<void> {
    const offset = StreamPosition.of(message.properties.headers);
    if (offset !== undefined) this.position.came(offset);
    const taken = await this.sink.take(message.content).catch(() => null);
    // Stopped while it could not be written.
    if (taken === null) return;
    if (offset !== undefined) this.position.taken(offset);
    if (taken.events === 0 && taken.otherBytes > 0) this.others.happened();
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
