/**
 * The bytes of messages that are held: those of which not all has come, those that wait for the capture, and what compressed
 * ones became. One bound holds for all sources of a process together, since all of them share its memory.
 */
import { MOST_HELD } from './limits.js';

/** What one connection or request holds. */
export interface Holding {
  /** It holds so many bytes now. */
  set(bytes: number): void;
}

interface Held {
  bytes: number;
  readonly giveUp: (() => void) | undefined;
}

export class HeldBytes {
  private sum = 0;
  private readonly holdings = new Set<Held>();

  /** `most`: bytes held in all. */
  constructor(private readonly most: number) {}

  get bytes(): number {
    return this.sum;
  }

  /**
   * Begins to count what somebody holds. Above the bound the largest of those with a `giveUp` is told to let go of it: an
   * event handler's messages are small, so that is no event handler unless all of them are.
   */
  hold(giveUp?: () => void): Holding {
    const held: Held = { bytes: 0, giveUp };
    return {
      set: (bytes) => {
        // What was given up counts no more.
        if (held.bytes === Infinity) return;
        this.sum += bytes - held.bytes;
        held.bytes = bytes;
        if (bytes === 0) this.holdings.delete(held);
        else this.holdings.add(held);
        if (this.sum > this.most) this.makeRoom();
      },
    };
  }

  private makeRoom(): void {
    while (this.sum > this.most) {
      let largest: Held | null = null;
      for (const held of this.holdings)
        if (held.giveUp !== undefined && held.bytes > (largest?.bytes ?? 0)) largest = held;
      if (largest === null) return;
      this.holdings.delete(largest);
      this.sum -= largest.bytes;
      largest.bytes = Infinity;
      largest.giveUp?.();
    }
  }
}

/** All that this process holds. */
export const heldBytes = new HeldBytes(MOST_HELD);
