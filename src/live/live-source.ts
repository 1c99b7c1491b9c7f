/**
 * What every source of live events is: something that is started, hands each message to a sink, and is stopped.
 *
 * A source acknowledges a message (HTTP 200, PUBACK, AMQP ack) only after the sink has taken it, and takes the next one no
 * earlier than its protocol makes it: so a slow disk slows the source down and memory does not grow.
 */

/** What became of one message. */
export interface Taken {
  /** Janus events in it that were written. */
  readonly events: number;
  /** Bytes of it that are no Janus event: other people's messages, damaged JSON. */
  readonly otherBytes: number;
}

/** Where messages go: the capture file. */
export interface EventSink {
  /**
   * Takes one message: JSON as an event handler writes it, uncompressed, one event or an array of them. Resolves when all
   * its events are handed to the operating system (or on the disk, if the capture is set to fsync); the bytes belong to
   * the sink until then. Rejects with a {@link SourceProblem} when they cannot be written: then nothing is acknowledged.
   */
  take(message: Uint8Array): Promise<Taken>;
}

/** How a source stands. `message` says what happened and what to do about it. */
export type SourceState =
  | { readonly kind: 'starting' }
  /** Listening, or connected to its broker; `where` is what a person would type: `http://127.0.0.1:8188`. */
  | { readonly kind: 'running'; readonly where: string }
  /** Lost what it was connected to, and tries again. */
  | { readonly kind: 'waiting'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'stopped' };

/** What a source tells while it runs. */
export interface SourceEvents {
  state(state: SourceState): void;
  /** Something a person should know and that stops nothing: a refused password, a message that is no event. */
  notice(message: string): void;
}

export interface LiveSource {
  /** In a few words: "HTTP and WebSocket on 127.0.0.1:8188". */
  readonly name: string;
  /** Resolves when it is running; rejects with a {@link SourceProblem} when it cannot. Called once. */
  start(sink: EventSink, events: SourceEvents): Promise<void>;
  /** Takes no more, lets what is under way be taken and acknowledged, and frees ports and connections. Never rejects. */
  stop(): Promise<void>;
}

/** Why a source or the capture does not work, in words a person can act on; never with a credential in them. */
export class SourceProblem extends Error {
  override readonly name = 'SourceProblem';
}
