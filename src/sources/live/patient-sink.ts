/**
 * A sink that does not give up: what cannot be written now (a full disk) is held and tried again, so the source reads no
 * further and acknowledges nothing, and what its protocol cannot send again is not lost.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { EventSink, SourceEvents, Taken } from './live-source.js';

/** ms between tries, at first and at most. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5000;

export class PatientSink implements EventSink {
  private readonly stopping = new AbortController();
  /** Takes that have failed and are being tried again. */
  private held = 0;

  constructor(
    private readonly sink: EventSink,
    private readonly events: SourceEvents,
  ) {}

  /** Rejects only when {@link stop} was called before it could be written. */
  async take(message: Uint8Array): Promise<Taken> {
    try {
      return await this.sink.take(message);
    } catch (error) {
      return await this.again(message, error);
    }
  }

  /** What is being tried again is given up: it stays unacknowledged. */
  stop(): void {
    this.stopping.abort();
  }

  private async again(message: Uint8Array, problem: unknown): Promise<Taken> {
    if (this.held++ === 0)
      this.events.notice(`${wordsOf(problem)} What comes is held back and not acknowledged until it can be written.`);
    try {
      for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
        await delay(pause, undefined, { signal: this.stopping.signal });
        const taken = await this.sink.take(message).catch(() => null);
        if (taken === null) continue;
        if (this.held === 1) this.events.notice('The capture can be written again.');
        return taken;
      }
    } finally {
      this.held--;
    }
  }
}

const wordsOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));
