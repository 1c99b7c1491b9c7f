import { Random } from './random.js';
import type { Life } from './truth.js';

export const MS = 1_000;
export const SECOND = 1_000_000;
const BEGINNING = 1_795_417_200_000_000;

/** An event on its way: its place in the log, its type and the life it is of, if it is of one. */
export interface Told {
  readonly type: number;
  readonly text: string;
  readonly life: Life | undefined;
  /** `destroyed` or `timeout`. */
  readonly end: 'destroyed' | 'timeout' | undefined;
  /** True time, µs since the world's beginning. */
  readonly at: number;
}

/** True time, what is due in it, and the log that comes of it. Times in µs since the beginning. */
export class World {
  readonly random: Random;
  readonly log: Told[] = [];
  readonly lives: Life[] = [];
  /** How far the clock on the wall stands from true time. */
  clock = 0;
  now = 0;
  private order = 0;
  private read = 0;
  private due: { at: number; order: number; act: () => void }[] = [];

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  /** Has `act` done `delay` µs from now. */
  after(delay: number, act: () => void): void {
    this.due.push({ at: this.now + Math.max(0, Math.round(delay)), order: this.order++, act });
  }

  /** Lets everything happen that is due up to `end`. */
  run(end: number): void {
    for (;;) {
      let first = -1;
      for (const [k, one] of this.due.entries()) {
        const best = this.due[first];
        if (one.at <= end && (!best || one.at < best.at || (one.at === best.at && one.order < best.order))) first = k;
      }
      const [next] = first < 0 ? [] : this.due.splice(first, 1);
      if (!next) break;
      this.now = next.at;
      next.act();
    }
    this.now = end;
  }

  /** The clock's reading now; no two readings are the same, as no two events of a server are. */
  stamp(): number {
    this.read = Math.max(this.read + 1, this.now);
    return BEGINNING + this.read + this.clock;
  }
}
