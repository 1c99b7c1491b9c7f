/** Every event of the logs in columns: where it is, when, what kind, whose. About 32 bytes an event. */
import type { EventHeader } from './header.js';

/** Where an event is; see `EventRef` in `sessions/model.ts`. */
export interface EventPlace {
  readonly log: number;
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly at: number;
}

/** The event belongs to no session, or to no handle. */
export const NONE = -1;

const FIRST_CAPACITY = 1024;

export class EventTable {
  count = 0;
  /** µs since the Unix epoch. */
  at = new Float64Array(FIRST_CAPACITY);
  offset = new Float64Array(FIRST_CAPACITY);
  length = new Uint32Array(FIRST_CAPACITY);
  line = new Uint32Array(FIRST_CAPACITY);
  type = new Uint16Array(FIRST_CAPACITY);
  subtype = new Uint8Array(FIRST_CAPACITY);
  log = new Uint16Array(FIRST_CAPACITY);
  /** Number of the (emitter, id) pair, and of the handle, as the collector counts them. */
  owner = new Int32Array(FIRST_CAPACITY);
  handle = new Int32Array(FIRST_CAPACITY);

  /** Appends an event and returns its number. */
  add(header: EventHeader, log: number, owner: number, handle: number): number {
    if (this.count === this.at.length) this.grow();
    const i = this.count++;
    this.at[i] = header.timestamp;
    this.offset[i] = header.offset;
    this.length[i] = header.length;
    this.line[i] = header.line;
    this.type[i] = header.type;
    this.subtype[i] = header.subtype;
    this.log[i] = log;
    this.owner[i] = owner;
    this.handle[i] = handle;
    return i;
  }

  place(i: number): EventPlace {
    return {
      log: this.log[i]!,
      offset: this.offset[i]!,
      length: this.length[i]!,
      line: this.line[i]!,
      at: this.at[i]!,
    };
  }

  /** The events of every owner in time order (order in the log where times are equal), as compressed sparse rows. */
  byOwner(owners: number): EventsByOwner {
    const first = new Uint32Array(owners + 1);
    for (let i = 0; i < this.count; i++) if (this.owner[i]! >= 0) first[this.owner[i]! + 1]!++;
    for (let o = 0; o < owners; o++) first[o + 1]! += first[o]!;
    const events = new Uint32Array(first[owners]!);
    const fill = first.slice(0, owners);
    for (let i = 0; i < this.count; i++) if (this.owner[i]! >= 0) events[fill[this.owner[i]!]!++] = i;
    for (let o = 0; o < owners; o++) this.sortByTime(events.subarray(first[o], first[o + 1]));
    return { of: (owner) => events.subarray(first[owner], first[owner + 1]) };
  }

  private sortByTime(events: Uint32Array): void {
    for (let k = 1; k < events.length; k++)
      if (this.at[events[k]!]! < this.at[events[k - 1]!]!) {
        events.sort((a, b) => this.at[a]! - this.at[b]! || a - b);
        return;
      }
  }

  private grow(): void {
    const capacity = Math.ceil(this.at.length * GROWTH);
    this.at = new Float64Array(enlarged(this.at, capacity));
    this.offset = new Float64Array(enlarged(this.offset, capacity));
    this.length = new Uint32Array(enlarged(this.length, capacity));
    this.line = new Uint32Array(enlarged(this.line, capacity));
    this.type = new Uint16Array(enlarged(this.type, capacity));
    this.subtype = new Uint8Array(enlarged(this.subtype, capacity));
    this.log = new Uint16Array(enlarged(this.log, capacity));
    this.owner = new Int32Array(enlarged(this.owner, capacity));
    this.handle = new Int32Array(enlarged(this.handle, capacity));
  }
}

type Column =
  | Float64Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>;

/** `transfer` is ES2024, in Node from 22 on: the old memory is given back at once, not at some collection of garbage. */
type Transferable = ArrayBuffer & { transfer?(bytes: number): ArrayBuffer };

/** Small steps cost copies, large ones memory that is never used. */
const GROWTH = 'transfer' in ArrayBuffer.prototype ? 1.25 : 2;

/** Memory for `capacity` items that begins with those of the column, which is not to be used any more. */
function enlarged(column: Column, capacity: number): ArrayBuffer {
  const bytes = capacity * column.BYTES_PER_ELEMENT;
  const buffer: Transferable = column.buffer;
  if (buffer.transfer) return buffer.transfer(bytes);
  const larger = new Uint8Array(bytes);
  larger.set(new Uint8Array(buffer));
  return larger.buffer;
}

export interface EventsByOwner {
  of(owner: number): Uint32Array;
}

/** Index of the last of the first `count` ascending values that is not above `value`, or -1. */
export function lastFrom(values: ArrayLike<number>, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
