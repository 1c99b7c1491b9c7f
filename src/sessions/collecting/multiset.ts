/** A set in which a thing stays until it was removed as often as it was added. */
export class Multiset<T> {
  private readonly times = new Map<T, number>();

  /** Of different things. */
  get size(): number {
    return this.times.size;
  }

  has(thing: T): boolean {
    return this.times.has(thing);
  }

  add(thing: T): void {
    this.times.set(thing, (this.times.get(thing) ?? 0) + 1);
  }

  /** Each thing, and how often it is in. */
  entries(): Iterable<readonly [T, number]> {
    return this.times;
  }

  remove(thing: T): void {
    const left = (this.times.get(thing) ?? 0) - 1;
    if (left > 0) this.times.set(thing, left);
    else this.times.delete(thing);
  }
}
