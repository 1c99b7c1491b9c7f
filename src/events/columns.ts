/** Columns that grow: numbers of one kind, one behind the other. */
import type { ColumnReader, ColumnWriter, Numbers, NumbersType } from './kept-columns.js';

/** `transfer` is ES2024, in Node from 22 on: the old memory is given back at once, not at some collection of garbage. */
type Transferable = ArrayBuffer & { transfer?(bytes: number): ArrayBuffer };

/** Small steps cost copies, large ones memory that is never used. */
const GROWTH = 'transfer' in ArrayBuffer.prototype ? 1.25 : 2;
const FIRST_CAPACITY = 16;

/** In columns of numbers, and where one is looked for: there is none. */
export const NONE = -1;

export interface Column<N extends Numbers> {
  readonly count: number;
  /** The first {@link count} are the column's. Another array after the column has grown. */
  readonly values: N;
  /** Appends a number and returns its index. */
  push(value: number): number;
  /** The numbers alone, without copying. */
  whole(): N;
  readonly bytes: number;
  write(to: ColumnWriter): void;
  /** Takes the place of what is in the column. */
  read(from: ColumnReader): void;
}

/** What all columns have in common but {@link Column.push}. `capacity`: about so many numbers will come. */
abstract class ColumnOf<N extends Numbers> implements Column<N> {
  count = 0;
  values: N;

  constructor(
    private readonly type: NumbersType<N>,
    capacity: number,
  ) {
    this.values = new type(capacity);
  }

  abstract push(value: number): number;

  whole(): N {
    return this.values.subarray(0, this.count) as N;
  }

  get bytes(): number {
    return this.values.byteLength;
  }

  write(to: ColumnWriter): void {
    to.numbers(this.type, [this.whole()]);
  }

  read(from: ColumnReader): void {
    this.values = from.numbers(this.type);
    this.count = this.values.length;
  }

  protected grow(): void {
    const capacity = Math.max(FIRST_CAPACITY, Math.ceil(this.values.length * GROWTH));
    const bytes = capacity * this.values.BYTES_PER_ELEMENT;
    const buffer: Transferable = this.values.buffer;
    // What was read from a disk shares its memory with other columns.
    if (buffer.transfer && buffer.byteLength === this.values.byteLength) {
      this.values = new this.type(buffer.transfer(bytes));
      return;
    }
    const larger = new this.type(capacity);
    larger.set(this.values);
    this.values = larger;
  }
}

/*
 * Each class has a `push` of its own, word for word the same: one that meets arrays of several kinds has to find out at each
 * number which one it has before it, and takes ten times as long. Some ten numbers are pushed for each event.
 */

export class Float64Column extends ColumnOf<Float64Array<ArrayBuffer>> {
  constructor(capacity = FIRST_CAPACITY) {
    super(Float64Array, capacity);
  }

  push(value: number): number {
    if (this.count === this.values.length) this.grow();
    this.values[this.count] = value;
    return this.count++;
  }
}

export class Float32Column extends ColumnOf<Float32Array<ArrayBuffer>> {
  constructor(capacity = FIRST_CAPACITY) {
    super(Float32Array, capacity);
  }

  push(value: number): number {
    if (this.count === this.values.length) this.grow();
    this.values[this.count] = value;
    return this.count++;
  }
}

export class Uint32Column extends ColumnOf<Uint32Array<ArrayBuffer>> {
  constructor(capacity = FIRST_CAPACITY) {
    super(Uint32Array, capacity);
  }

  push(value: number): number {
    if (this.count === this.values.length) this.grow();
    this.values[this.count] = value;
    return this.count++;
  }
}

export class Int32Column extends ColumnOf<Int32Array<ArrayBuffer>> {
  constructor(capacity = FIRST_CAPACITY) {
    super(Int32Array, capacity);
  }

  push(value: number): number {
    if (this.count === this.values.length) this.grow();
    this.values[this.count] = value;
    return this.count++;
  }
}

export class Uint8Column extends ColumnOf<Uint8Array<ArrayBuffer>> {
  constructor(capacity = FIRST_CAPACITY) {
    super(Uint8Array, capacity);
  }

  push(value: number): number {
    if (this.count === this.values.length) this.grow();
    this.values[this.count] = value;
    return this.count++;
  }
}

export class Int8Column extends ColumnOf<Int8Array<ArrayBuffer>> {
  constructor(capacity = FIRST_CAPACITY) {
    super(Int8Array, capacity);
  }

  push(value: number): number {
    if (this.count === this.values.length) this.grow();
    this.values[this.count] = value;
    return this.count++;
  }
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

/** The same for values that are asked for by index. */
export function lastWhere(count: number, value: number, at: (i: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
