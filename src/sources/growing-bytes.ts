/** Bytes in memory that grow at their end, such as the capture of a live session where there are no files. */

/** They are kept in blocks of this size: nothing that is there is copied when more comes. */
const BLOCK = 1024 * 1024;

export class GrowingBytes {
  private readonly blocks: Uint8Array[] = [];
  private length = 0;

  /** `changedAt`: when somebody last added to them, ms since the Unix epoch. */
  constructor(public changedAt: number) {}

  get size(): number {
    return this.length;
  }

  /** Adds a copy of `bytes`. */
  add(bytes: Uint8Array, at: number): void {
    for (let taken = 0; taken < bytes.length;) {
      const within = this.length % BLOCK;
      if (within === 0) this.blocks.push(new Uint8Array(BLOCK));
      const piece = bytes.subarray(taken, taken + BLOCK - within);
      this.blocks.at(-1)!.set(piece, within);
      taken += piece.length;
      this.length += piece.length;
    }
    this.changedAt = at;
  }

  /** A copy of `length` bytes from `offset` on, or of those of them that are there. */
  read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.length - offset)));
    let at = 0;
    for (const piece of this.pieces(offset, offset + bytes.length)) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  /** The bytes from `from` to before `to`, in pieces that are not to be written to. */
  *pieces(from: number, to = this.length): Generator<Uint8Array, void, undefined> {
    for (let at = from; at < to;) {
      const within = at % BLOCK;
      const piece = this.blocks[Math.floor(at / BLOCK)]!.subarray(within, Math.min(BLOCK, within + to - at));
      yield piece;
      at += piece.length;
    }
  }
}
