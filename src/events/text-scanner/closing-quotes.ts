/** Finds where strings between values are closed: those of which the end is still to come are searched once. */
import { findStringEnd, NEED_MORE, stringSearchedTo } from '../bytes.js';

export class ClosingQuotes {
  /** Where the string begins that was searched last in vain, as an offset, and up to where. */
  private offset = -1;
  private searched = 0;

  /**
   * Index before `limit` of the quote that closes the string whose opening quote stands at `i`; see `findStringEnd()`.
   * `base` is the offset of index 0.
   */
  find(bytes: Uint8Array, i: number, limit: number, base: number): number {
    const from = this.offset === base + i ? this.searched - base : i + 1;
    const close = findStringEnd(bytes, from, limit);
    if (close === NEED_MORE) {
      this.offset = base + i;
      this.searched = base + stringSearchedTo(bytes, from, limit);
    }
    return close;
  }

  forget(): void {
    this.offset = -1;
  }
}
