/** The events of each owner, an id on an emitter, in time order: compressed sparse rows over the event table. */

/** What the rows need to know of the events. */
interface Events {
  readonly count: number;
  at(event: number): number;
  /** Number of the owner, or a negative number for none. */
  owner(event: number): number;
  /** See `EventTable.isPlain()`. */
  isPlain(event: number): boolean;
}

/** `counts` are the numbers of events by owner; where `disordered` is 1, they did not come in time order. */
export function eventsByOwner(table: Events, counts: Uint32Array, disordered: Uint8Array): EventsByOwner {
  const first = new Uint32Array(counts.length + 1);
  for (let owner = 0; owner < counts.length; owner++) first[owner + 1] = first[owner]! + counts[owner]!;
  const events = new Uint32Array(first[counts.length]!);
  const decisive = new Uint32Array((events.length >>> 5) + 1);
  const fill = first.slice(0, -1);
  for (let i = 0; i < table.count; i++) {
    const owner = table.owner(i);
    if (owner < 0) continue;
    const place = fill[owner]!++;
    events[place] = i;
    if (!table.isPlain(i)) decisive[place >>> 5]! |= 1 << (place & 31);
  }
  return new EventsByOwner(table, first, events, decisive, disordered);
}

export class EventsByOwner {
  private readonly sorted: Uint8Array;

  /**
   * Row k is `events` from `first[k]` to before `first[k + 1]`, in the order they came; `decisive` has a bit for each of
   * them that is not plain.
   */
  constructor(
    private readonly table: Events,
    private readonly first: Uint32Array,
    private readonly events: Uint32Array,
    private readonly decisive: Uint32Array,
    private readonly disordered: Uint8Array,
  ) {
    this.sorted = disordered.map((one) => 1 - one);
  }

  /** The events of an owner in time order (order in the log where times are equal). */
  of(owner: number): Uint32Array {
    const { table } = this;
    const row = this.events.subarray(this.first[owner], this.first[owner + 1]);
    if (this.sorted[owner] === 0) row.sort((a, b) => table.at(a) - table.at(b) || a - b);
    this.sorted[owner] = 1;
    return row;
  }

  /**
   * Where in the row of an owner the events stand that are not plain, one by one in order; null where that is not known,
   * because they did not come in time order.
   */
  decisiveOf(owner: number): readonly number[] | null {
    return this.disordered[owner] === 1 ? null : this.decisiveBetween(this.first[owner]!, this.first[owner + 1]!);
  }

  get bytes(): number {
    const { sorted, disordered, first, events, decisive } = this;
    return [sorted, disordered, first, events, decisive].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  private decisiveBetween(from: number, to: number): number[] {
    const { decisive } = this;
    const places: number[] = [];
    for (let word = from >>> 5; word << 5 < to; word++) {
      let bits = decisive[word]!;
      if (word === from >>> 5) bits &= -1 << (from & 31);
      for (; bits !== 0; bits &= bits - 1) {
        const place = (word << 5) + 31 - Math.clz32(bits & -bits);
        if (place >= to) return places;
        places.push(place - from);
      }
    }
    return places;
  }
}
