/** Something that happens often is told once in a while, with how often it happened. */
import type { SourceEvents } from './live-source.js';
import { unref } from './unref.js';

/** ms: what comes in a burst is told together; what goes on is told each minute. */
const BURST = 500;
const PAUSE = 60_000;

export class OccasionalNotice {
  private count = 0;
  private timer: NodeJS.Timeout | null = null;
  private toldAt = -Infinity;

  /** `words` says it for a number of times. */
  constructor(
    private readonly events: SourceEvents,
    private readonly words: (count: number) => string,
  ) {}

  happened(): void {
    this.count++;
    if (this.timer) return;
    this.timer = setTimeout(() => this.tell(), Math.max(BURST, this.toldAt + PAUSE - performance.now()));
    unref(this.timer);
  }

  /** Tells what is not told yet; to be called at the end. */
  tell(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.count === 0) return;
    this.toldAt = performance.now();
    this.events.notice(this.words(this.count));
    this.count = 0;
  }
}
