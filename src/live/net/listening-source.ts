/** A source that listens: what its start gives is what ends it. */
import type { EventSink, LiveSource, SourceEvents } from '../live-source.js';

/** Lets what is under way be taken, and frees ports and connections. Never rejects. */
export type Stop = () => Promise<void>;

export abstract class ListeningSource implements LiveSource {
  abstract readonly name: string;
  private begun: Promise<Stop> | null = null;
  private events: SourceEvents | null = null;

  /** Listens, and gives what ends that. Rejects with a SourceProblem, and then nothing is left of it. */
  protected abstract listen(sink: EventSink, events: SourceEvents): Promise<Stop>;

  async start(sink: EventSink, events: SourceEvents): Promise<void> {
    this.events = events;
    this.begun = this.listen(sink, events);
    await this.begun;
  }

  async stop(): Promise<void> {
    const { begun } = this;
    this.begun = null;
    const stop = await begun?.catch(() => null);
    await stop?.();
    this.events?.state({ kind: 'stopped' });
  }
}
