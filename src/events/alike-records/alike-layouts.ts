/** Learns how the records of a log are laid out, one layout after another, without trying for ever in a log of ever other ones. */
import { layoutOf } from './layout.js';

/** Layouts that are learned: records of ever other ones are not worth it. */
const MOST_LEARNED = 256;
/** Lines that are not looked at, at most, after one that is laid out as was known: something else is unusual about them. */
const LONGEST_REST = 63;

export class AlikeLayouts {
  private learned = 0;
  private rest = 0;
  private nextRest = 1;
  private layout: Uint8Array | null = null;

  /** A record with one of the keys `marks` is like no other. */
  constructor(private readonly marks: ReadonlySet<string>) {}

  /** Whether one has been learned. */
  get any(): boolean {
    return this.layout !== null;
  }

  /**
   * The layout of `line`, of which the text of `member` is wanted, where it is a new one; null otherwise. `line` has a character
   * for each byte.
   */
  learn(line: string, member: string): Uint8Array<ArrayBuffer> | null {
    if (this.learned === MOST_LEARNED || this.rest-- > 0) return null;
    const layout = layoutOf(line, member, this.marks);
    if (layout === null || (this.layout !== null && areEqual(layout, this.layout))) {
      this.rest = this.nextRest;
      this.nextRest = Math.min(2 * this.nextRest, LONGEST_REST);
      return null;
    }
    this.rest = 0;
    this.nextRest = 1;
    this.learned++;
    this.layout = layout;
    return layout;
  }
}

/** Whether two layouts have the same steps. */
export const areEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, k) => byte === b[k]);
