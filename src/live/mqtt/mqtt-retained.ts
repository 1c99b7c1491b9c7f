/**
 * Which retained messages are news. A broker hands them to whoever subscribes: the last one of each topic, which may be
 * of yesterday and would bring a session to life that ended long ago. But when the broker has lost our subscription (it
 * was restarted without persistence), the retained message may be the only one left of those that we missed.
 */

/** Topics that are remembered: mqttevh has nine of each Janus. */
const TOPICS = 1024;
/** An event's own time; it is the first key of this name, before the body. */
const TIMESTAMP = /"timestamp"\s*:\s*(\d+)/;
/** Bytes in which it is looked for: the header's ids and names come in no more. */
const HEADER = 4096;

const latin1 = new TextDecoder('latin1');

export class RetainedMessages {
  /** Of each topic the beginning of the last message taken. */
  private readonly last = new Map<string, Uint8Array>();

  taken(topic: string, message: Uint8Array): void {
    // Deleted and set again, so that the topic of longest silence is the first to go.
    this.last.delete(topic);
    this.last.set(topic, Uint8Array.prototype.slice.call(message, 0, HEADER));
    if (this.last.size > TOPICS) this.last.delete(this.last.keys().next().value!);
  }

  /** Whether a retained message is of later than what has been taken of its topic. */
  isNews(topic: string, message: Uint8Array): boolean {
    const last = this.last.get(topic);
    return last !== undefined && timeOf(message) > timeOf(last);
  }
}

function timeOf(message: Uint8Array): number {
  const found = TIMESTAMP.exec(latin1.decode(message.subarray(0, HEADER)));
  return found ? Number(found[1]) : 0;
}
