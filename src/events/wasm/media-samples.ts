/** Marks the media statistics that are read: see `samples.ts`. */
import { isByChance, Samples } from '../samples.js';
import { EventType, MediaSubtype } from '../types.js';
import { KIND, PLAIN, SAMPLE, SLOT, SLOT_MASK, TIMESTAMP, WAS_OTHERS, WORDS } from '../record.js';

/** {@link KIND} of media statistics without its wrapping; before 0.9.1 without a subtype. */
const KIND_ALONE = 0xffffff;
const STATISTICS = EventType.media | (MediaSubtype.stats << 16);

export class MediaSamples {
  /** By slot. */
  private readonly samples = new Samples();
  /** Another scanner chose before, and what it chose only whoever collects knows: all is left to that choice. */
  private leavesAll = false;

  /** Writes into each of the first `count` records whether it is a sample; `doubles` are the same memory. */
  note(words: Uint32Array, doubles: Float64Array, count: number): void {
    for (let at = 0; at < count * WORDS; at += WORDS) {
      const kind = words[at + KIND]! & KIND_ALONE;
      if (kind !== STATISTICS && kind !== EventType.media) continue;
      const slot = words[at + SLOT]!;
      if (this.isSample(slot, doubles[(at + TIMESTAMP) / 2]!)) words[at + SLOT] = (slot | SAMPLE) & ~PLAIN;
    }
  }

  goOn(): void {
    this.leavesAll = true;
  }

  /** Of ids that are no numbers whoever collects chooses. */
  private isSample(slot: number, at: number): boolean {
    if (this.leavesAll || (slot & SLOT_MASK) === 0) return true;
    if ((slot & WAS_OTHERS) !== 0) return isByChance(at);
    return this.samples.isDue((slot & SLOT_MASK) - 1, at);
  }
}
