/** The tallies of each handle in the order of time. */
import type { Tallies } from './tallies.js';

/** Of those that began before a span so many are looked at: more media go on at once nowhere. */
const MOST_BEFORE = 64;

export class TalliesByHandle {
  /** By handle: where its tallies begin in {@link order}. */
  private readonly starts: Uint32Array;
  private readonly order: Uint32Array;

  constructor(
    private readonly tallies: Tallies,
    handles: number,
  ) {
    const { count } = tallies;
    this.starts = new Uint32Array(handles + 1);
    for (let tally = 0; tally < count; tally++) this.starts[tallies.handle(tally) + 1]!++;
    for (let handle = 0; handle < handles; handle++) this.starts[handle + 1]! += this.starts[handle]!;
    const next = this.starts.slice();
    this.order = new Uint32Array(count);
    for (let tally = 0; tally < count; tally++) this.order[next[tallies.handle(tally)]!++] = tally;
    for (let handle = 0; handle < handles; handle++) this.sort(handle);
  }

  /** Those of a handle that have something between two times, µs. */
  within(handle: number, from: number, to: number): number[] {
    const { tallies, order, starts } = this;
    const found: number[] = [];
    const start = starts[handle]!;
    let before = 0;
    for (let k = this.firstAfter(handle, to) - 1; k >= start && before < MOST_BEFORE; k--) {
      const tally = order[k]!;
      if (tallies.first(tally) < from) before++;
      if (tallies.last(tally) >= from) found.push(tally);
    }
    return found.reverse();
  }

  private firstAfter(handle: number, at: number): number {
    let low = this.starts[handle]!;
    let high = this.starts[handle + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.tallies.first(this.order[middle]!) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Most often they are in order already. */
  private sort(handle: number): void {
    const { tallies } = this;
    const own = this.order.subarray(this.starts[handle], this.starts[handle + 1]);
    for (let k = 1; k < own.length; k++)
      if (tallies.first(own[k - 1]!) > tallies.first(own[k]!)) {
        own.sort((a, b) => tallies.first(a) - tallies.first(b) || a - b);
        return;
      }
  }
}
