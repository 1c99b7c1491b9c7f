/**
 * Which media statistics are read. Their counters are cumulative, so what a few of them say of loss is as exact as what all
 * say; reading each of them would cost more than all the rest of a log.
 */

import { agree, type ColumnReader, type ColumnWriter } from './kept-columns.js';

/**
 * Of the first ones of a handle those of every other second are read, µs. They come a little early or late: less a quarter
 * of a second, so that the same are read however the log is cut.
 */
const OFTEN = 1_750_000;
const FIRST = 3;
/** Later those of every twentieth second. */
const SELDOM = 19_750_000;
/** The media of a handle have an event each, one right behind the other: what comes within this is read together, µs. */
const TOGETHER = 500_000;
const FEW = 64;

/** The same where handles cannot be told apart: one of ten, by the last digit of its time, µs. */
export const isByChance = (at: number): boolean => at % 10 === 0;

export class Samples {
  /** By number of a handle: when the reading under way began, µs, and how many there were. */
  private began = new Float64Array(FEW).fill(-Infinity);
  private count = new Uint8Array(FEW);

  /** Whether the statistics of a handle at a time, µs, are read. Where time goes backwards all are. */
  isDue(handle: number, at: number): boolean {
    if (handle >= this.began.length) this.grow(handle);
    const since = at - this.began[handle]!;
    const count = this.count[handle]!;
    if (since >= 0 && since < (count < FIRST ? OFTEN : SELDOM)) return since < TOGETHER;
    this.began[handle] = at;
    if (count < FIRST) this.count[handle] = count + 1;
    return true;
  }

  write(to: ColumnWriter): void {
    to.numbers(Float64Array, [this.began]);
    to.numbers(Uint8Array, [this.count]);
  }

  /** Takes what another one wrote, itself unused. */
  read(from: ColumnReader): void {
    this.began = from.numbers(Float64Array);
    this.count = from.numbers(Uint8Array);
    agree(this.began.length === this.count.length);
  }

  private grow(handle: number): void {
    const size = Math.max(handle + 1, 2 * this.began.length);
    const began = new Float64Array(size).fill(-Infinity);
    began.set(this.began);
    const count = new Uint8Array(size);
    count.set(this.count);
    this.began = began;
    this.count = count;
  }
}
