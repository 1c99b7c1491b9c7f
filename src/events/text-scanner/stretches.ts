/** Keeps account of the bytes that belong to no event, and joins neighbours into one stretch. */
import { LF } from '../bytes.js';
import type { Stretch } from '../header.js';
import { saysLeftOut } from './left-out.js';
import { MAX_SAMPLE } from './text-account.js';

export class Stretches {
  private start = -1;
  private end = -1;
  private line = 0;
  private broken = false;
  private readonly sample = new Uint8Array(MAX_SAMPLE);
  private sampled = 0;

  constructor(private readonly tell: (stretch: Stretch) => void) {}

  /** Whether damaged JSON has begun and no event has come since: what stands here belongs to it. */
  get inBroken(): boolean {
    return this.start >= 0 && this.broken;
  }

  get empty(): boolean {
    return this.start < 0;
  }

  /** Offset behind the last byte of the stretch under way. */
  get until(): number {
    return this.end;
  }

  /**
   * Adds what stands from offset `offset` to before `end`, from line `line` on; `sample` is its begin. Parts that are
   * apart get a line each.
   */
  add(sample: Uint8Array, offset: number, end: number, line: number, broken: boolean): void {
    if (this.start < 0) {
      this.start = offset;
      this.line = line;
      this.broken = false;
      this.sampled = 0;
    }
    const apart = offset > this.end;
    this.end = Math.max(this.end, end);
    this.broken ||= broken;
    if (this.sampled === MAX_SAMPLE) return;
    if (apart && this.sampled > 0) this.sample[this.sampled++] = LF;
    const size = Math.min(sample.length, MAX_SAMPLE - this.sampled);
    for (let i = 0; i < size; i++) this.sample[this.sampled++] = sample[i]!;
  }

  /** The stretch under way is none. */
  forget(): void {
    this.start = this.end = -1;
  }

  /** Tells the stretch under way, if there is one. */
  flush(): void {
    if (this.start < 0) return;
    const { start, end, line } = this;
    const sample = this.sample.subarray(0, this.sampled);
    const kind = this.broken ? 'broken' : saysLeftOut(sample) ? 'left-out' : 'text';
    this.start = this.end = -1;
    this.tell({ offset: start, length: end - start, line, kind, sample });
  }
}
