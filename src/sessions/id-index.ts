/** Finds numbers of ids without making texts of them. */

const FIRST_PLACES = 1024;
const FREE = -1;

/**
 * A hash table with open addressing from a 64-bit id (lower and upper half) within a scope (an emitter, an owner) to the
 * number it was given. 16 bytes a place, at most half of them taken.
 */
export class IdIndex {
  private low = new Uint32Array(FIRST_PLACES);
  private high = new Uint32Array(FIRST_PLACES);
  private scope = new Int32Array(FIRST_PLACES);
  private value = new Int32Array(FIRST_PLACES).fill(FREE);
  private count = 0;

  /** The number of an id, or -1. */
  get(low: number, high: number, scope: number): number {
    return this.value[this.place(low, high, scope)]!;
  }

  set(low: number, high: number, scope: number, value: number): void {
    if (2 * this.count >= this.value.length) this.grow();
    const place = this.place(low, high, scope);
    if (this.value[place] === FREE) this.count++;
    this.low[place] = low;
    this.high[place] = high;
    this.scope[place] = scope;
    this.value[place] = value;
  }

  private place(low: number, high: number, scope: number): number {
    const mask = this.value.length - 1;
    let hash = Math.imul(low ^ Math.imul(high ^ Math.imul(scope, 0x9e3779b1), 0x85ebca6b), 0xc2b2ae35);
    hash ^= hash >>> 15;
    let place = hash & mask;
    while (
      this.value[place] !== FREE &&
      (this.low[place] !== low || this.high[place] !== high || this.scope[place] !== scope)
    )
      place = (place + 1) & mask;
    return place;
  }

  private grow(): void {
    const { low, high, scope, value } = this;
    const places = value.length * 2;
    this.low = new Uint32Array(places);
    this.high = new Uint32Array(places);
    this.scope = new Int32Array(places);
    this.value = new Int32Array(places).fill(FREE);
    this.count = 0;
    for (let k = 0; k < value.length; k++) if (value[k] !== FREE) this.set(low[k]!, high[k]!, scope[k]!, value[k]!);
  }
}
