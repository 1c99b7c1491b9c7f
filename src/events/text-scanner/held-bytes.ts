/** The bytes a scanner has at hand: what came, without what is done with. */

const FIRST_CAPACITY = 64 * 1024;

/** Gives memory for `size` bytes that begins with the bytes held so far. */
type Allocate = (size: number, held: Uint8Array) => Uint8Array;

const copied: Allocate = (size, held) => {
  const bytes = new Uint8Array(size);
  bytes.set(held);
  return bytes;
};

export class HeldBytes {
  bytes: Uint8Array;
  size = 0;

  constructor(private readonly allocate: Allocate = copied) {
    this.bytes = allocate(FIRST_CAPACITY, new Uint8Array(0));
  }

  /** The memory behind the bytes held, `size` bytes of it: what is written there and appended is not copied. */
  room(size: number): Uint8Array {
    const needed = this.size + size;
    if (needed > this.bytes.length) this.bytes = this.allocate(Math.max(this.bytes.length * 2, needed), this.bytes);
    return this.bytes.subarray(this.size, needed);
  }

  append(bytes: Uint8Array): void {
    const room = this.room(bytes.length);
    if (bytes.buffer !== room.buffer || bytes.byteOffset !== room.byteOffset) room.set(bytes);
    this.size += bytes.length;
  }

  /** Drops the first `count` bytes. */
  drop(count: number): void {
    this.bytes.copyWithin(0, count, this.size);
    this.size -= count;
  }
}
