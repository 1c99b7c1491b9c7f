/**
 * Messages on their way into the capture. While it cannot be written (a full disk) they are tried again: a source that
 * knows acknowledgements leaves its peer waiting meanwhile, one that does not keeps what it has in bounded memory.
 */
import * as l10n from '@vscode/l10n';
import { SourceProblem, type EventSink, type Taken } from '../live-source.js';
import { heldBytes } from './held-bytes.js';
import type { Notices } from '../notices.js';
import { number } from '../../words/numbers.js';

/** ms between two tries. */
const TRY_AGAIN_AFTER = 500;

/**
 * Takes `message`, again and again while that fails, until `gone` says that nobody waits for it any more: then the last
 * {@link SourceProblem} is thrown.
 */
export async function takePatiently(sink: EventSink, message: Uint8Array, gone: () => boolean): Promise<Taken> {
  for (;;) {
    try {
      return await sink.take(message);
    } catch (error) {
      if (!(error instanceof SourceProblem) || gone()) throw error;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_AFTER));
      if (gone()) throw error;
    }
  }
}

/** Messages that nobody waits to see acknowledged: WebSocket, GELF. */
export class Deliveries {
  private bytes = 0;
  private readonly holding = heldBytes.hold();
  private ending = false;
  private lost = 0;
  private readonly underWay = new Set<Promise<void>>();
  private readonly resuming = new Set<() => void>();

  /** `most`: bytes under way above which {@link full} asks sources to stop reading. */
  constructor(
    private readonly sink: EventSink,
    private readonly notices: Notices,
    private readonly most: number,
  ) {}

  /** As much is under way as may be. */
  get full(): boolean {
    return this.bytes >= this.most;
  }

  /** Takes a message that came from `from`: "a WebSocket of 127.0.0.1". */
  add(message: Uint8Array, from: string): void {
    const delivery = this.deliver(message, from).finally(() => {
      this.holding.set((this.bytes -= message.length));
      this.underWay.delete(delivery);
      if (!this.full) this.resume();
    });
    this.holding.set((this.bytes += message.length));
    this.underWay.add(delivery);
  }

  /** Calls `resume` once when there is room again. */
  whenRoom(resume: () => void): void {
    this.resuming.add(resume);
  }

  /** Waits for what is under way; what cannot be written now is lost, and told. */
  async end(): Promise<void> {
    this.ending = true;
    this.resume();
    while (this.underWay.size > 0) await Promise.all(this.underWay);
    if (this.lost > 0)
      this.notices.say(l10n.t('{0} messages could not be written before the end, and are lost.', this.lost));
  }

  private resume(): void {
    for (const resume of this.resuming) resume();
    this.resuming.clear();
  }

  private async deliver(message: Uint8Array, from: string): Promise<void> {
    try {
      const { otherBytes } = await takePatiently(this.sink, message, () => this.ending);
      if (otherBytes > 0) this.notices.say(noEventWords(from, otherBytes), `no event from ${from}`);
    } catch {
      // The capture has told why it cannot be written.
      this.lost++;
    }
  }
}

/** What to say about bytes that are no event. */
export function noEventWords(from: string, otherBytes: number): string {
  return l10n.t(
    'What came from {0} holds {1} bytes that are no Janus event; they were not kept. Is an event handler of Janus what sends there?',
    from,
    number(otherBytes),
  );
}
