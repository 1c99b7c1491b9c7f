/** Columns that grow: numbers of one kind, one behind the other. */

type Numbers =
  | Float64Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>;

/** `transfer` is ES2024, in Node from 22 on: the old memory is given back at once, not at some collection of garbage. */
type Transferable = ArrayBuffer & { transfer?(bytes: number): ArrayBuffer };

/** Small steps cost copies, large ones memory that is never used. */
const GROWTH = 'transfer' in ArrayBuffer.prototype ? 1.25 : 2;
const FIRST_CAPACITY = 16;

type NumbersType<N extends Numbers> = new (of: ArrayBuffer | number) => N;

export class Column<N extends Numbers> {
  count = 0;
  /** The first {@link count} are the column's. Another array after the column has grown. */
  values: N;

  constructor(private readonly type: NumbersType<N>) {
    this.values = new type(FIRST_CAPACITY);
  }

  /** Appends a number and returns its index. */
  push(value: number): number {
    if (this.count === this.values.length) this.grow();
    this.values[this.count] = value;
    return this.count++;
  }

  /** The numbers alone, without copying. */
  whole(): N {
    return this.values.subarray(0, this.count) as N;
  }

  get bytes(): number {
    return this.values.byteLength;
  }

  private grow(): void {
    const bytes = Math.ceil(this.values.length * GROWTH) * this.values.BYTES_PER_ELEMENT;
    const buffer: Transferable = this.values.buffer;
    if (buffer.transfer) {
      this.values = new this.type(buffer.transfer(bytes));
      return;
    }
    const larger = new this.type(bytes / this.values.BYTES_PER_ELEMENT);
    larger.set(this.values);
    this.values = larger;
  }
}

/** Index of the last of the first `count` ascending values that is not above `value`, or -1. */
export function lastFrom(values: ArrayLike<number>, count: number, value: number): number {
  return lastWhere(count, value, (i) => values[i]!);
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
