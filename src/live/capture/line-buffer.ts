/** Lines on their way to the capture file. */

/** A buffer that has grown larger than this is not kept. */
const KEPT = 16 * 1024 * 1024;
const FIRST = 64 * 1024;

const LF = 0x0a;
const CR = 0x0d;

export class LineBuffer {
  bytes = new Uint8Array(FIRST);
  size = 0;

  /** What is in it; valid until it is written to again. */
  get filled(): Uint8Array {
    return this.bytes.subarray(0, this.size);
  }

  clear(): void {
    this.size = 0;
    if (this.bytes.length > KEPT) this.bytes = new Uint8Array(FIRST);
  }

  /**
   * Adds the events that stand in `message` from `start` to `end`, each but the last followed by one byte that is not its
   * own: `ends` are the places of those bytes, which become line ends.
   */
  addRun(message: Uint8Array, start: number, end: number, ends: readonly number[]): void {
    this.makeRoom(end - start + 1);
    const { bytes, size } = this;
    bytes.set(start === 0 && end === message.length ? message : message.subarray(start, end), size);
    for (const place of ends) bytes[size + place - start] = LF;
    this.size = size + end - start;
    bytes[this.size++] = LF;
  }

  /**
   * Adds an event that spans lines as one: each line break goes, with the white space around it. JSON allows no raw line
   * break in a string, so all of that stands between tokens.
   */
  addOnOneLine(json: Uint8Array): void {
    this.makeRoom(json.length + 1);
    const { bytes } = this;
    let { size } = this;
    for (let i = 0; i < json.length; i++) {
      const c = json[i]!;
      if (c !== LF && c !== CR) {
        bytes[size++] = c;
        continue;
      }
      while (size > this.size && isBlank(bytes[size - 1]!)) size--;
      while (i + 1 < json.length && isBlank(json[i + 1]!)) i++;
    }
    bytes[size++] = LF;
    this.size = size;
  }

  /** Adds whole lines. */
  addLines(lines: Uint8Array): void {
    this.makeRoom(lines.length);
    this.bytes.set(lines, this.size);
    this.size += lines.length;
  }

  private makeRoom(more: number): void {
    const needed = this.size + more;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.filled);
    this.bytes = larger;
  }
}

const isBlank = (c: number): boolean => c === 0x20 || c === 0x09 || c === LF || c === CR;
