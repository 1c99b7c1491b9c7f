/** Uncompresses DEFLATE (RFC 1951) where there is no zlib: all that stands before an end that is missing or a damage. */

/** The compressed bytes end before their data does. */
export class Cut extends Error {}
/** What stands there is no DEFLATE. */
export class Damaged extends Error {}

/** How far back a copy may reach. */
const WINDOW = 32 * 1024;
const MEMORY = 8 * WINDOW;
const LONGEST_COPY = 258;

const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BITS = Array.from({ length: 30 }, (_, code) => Math.max(0, (code >> 1) - 1));
const LENGTHS = [...bases(LENGTH_BITS.slice(0, -1), 3), LONGEST_COPY];
const DISTANCES = bases(DISTANCE_BITS, 1);
/** The order in which lengths of codes for lengths of codes are written. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END_OF_BLOCK = 256;

function bases(bits: readonly number[], first: number): number[] {
  let base = first;
  return bits.map((extra) => (base += 1 << extra) - (1 << extra));
}

/** By the next `most` bits: the symbol, and in the low four bits how many of them are its code; 0: none is. */
interface Codes {
  readonly most: number;
  readonly table: Uint16Array;
}

function codesOf(lengths: Uint8Array): Codes {
  const most = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  const table = new Uint16Array(1 << most);
  let code = 0;
  for (let length = 1; length <= most; length++, code <<= 1)
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue;
      if (code >= 1 << length) throw new Damaged('more codes than there can be');
      // Bits come with the first one lowest.
      let reversed = 0;
      for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
      for (let entry = reversed; entry < table.length; entry += 1 << length) table[entry] = (symbol << 4) | length;
      code++;
    }
  return { most, table };
}

const FIXED = {
  literals: codesOf(Uint8Array.from({ length: 288 }, (_, k) => (k < 144 ? 8 : k < 256 ? 9 : k < 280 ? 7 : 8))),
  distances: codesOf(new Uint8Array(30).fill(5)),
};

class Bits {
  private held = 0;
  private count = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  take(count: number): number {
    while (this.count < count) {
      if (this.at >= this.bytes.length) throw new Cut('cut');
      this.fill();
    }
    const value = this.held & ((1 << count) - 1);
    this.drop(count);
    return value;
  }

  symbol({ most, table }: Codes): number {
    while (this.count < most && this.at < this.bytes.length) this.fill();
    const entry = table[this.held & (table.length - 1)]!;
    const length = entry & 15;
    if (length > this.count || (length === 0 && this.count < most)) throw new Cut('cut');
    if (length === 0) throw new Damaged('no such code');
    this.drop(length);
    return entry >> 4;
  }

  /** Whole bytes from the next one on; at most so many. */
  bytesFrom(most: number): Uint8Array {
    this.at -= this.count >> 3;
    this.held = this.count = 0;
    const bytes = this.bytes.subarray(this.at, this.at + most);
    this.at += bytes.length;
    return bytes;
  }

  /** Where the next whole byte is. */
  get offset(): number {
    return this.at - (this.count >> 3);
  }

  private fill(): void {
    this.held |= this.bytes[this.at++]! << this.count;
    this.count += 8;
  }

  private drop(count: number): void {
    this.held >>>= count;
    this.count -= count;
  }
}

/**
 * The uncompressed data that begins at `from`, in chunks that are valid until the next one; returns the offset behind it.
 * Throws {@link Cut} or {@link Damaged} after the last chunk that could be had.
 */
export function* inflate(bytes: Uint8Array, from: number): Generator<Uint8Array, number> {
  const bits = new Bits(bytes, from);
  const out = new Output();
  try {
    for (let last = 0; last === 0;) {
      last = bits.take(1);
      const kind = bits.take(2);
      if (kind === 0) yield* stored(bits, out);
      else if (kind === 3) throw new Damaged('no such block');
      else yield* compressed(bits, out, kind === 1 ? FIXED : codesIn(bits));
    }
  } catch (error) {
    yield out.taken();
    throw error;
  }
  yield out.taken();
  return bits.offset;
}

/** What came out last, as far back as copies reach. */
class Output {
  private readonly memory = new Uint8Array(MEMORY);
  private size = 0;
  private told = 0;

  get isFull(): boolean {
    return this.size > MEMORY - LONGEST_COPY;
  }

  put(byte: number): void {
    this.memory[this.size++] = byte;
  }

  copy(length: number, distance: number): void {
    if (distance > this.size) throw new Damaged('copied from before the beginning');
    for (let k = 0; k < length; k++) this.put(this.memory[this.size - distance]!);
  }

  /** What has not been told. */
  taken(): Uint8Array {
    const chunk = this.memory.slice(this.told, this.size);
    if (this.isFull) {
      this.memory.copyWithin(0, this.size - WINDOW, this.size);
      this.size = WINDOW;
    }
    this.told = this.size;
    return chunk;
  }
}

function* stored(bits: Bits, out: Output): Generator<Uint8Array> {
  const [low, high, notLow, notHigh, ...more] = bits.bytesFrom(4);
  if (notHigh === undefined || more.length > 0) throw new Cut('cut');
  const length = low! | (high! << 8);
  if (length !== (~(notLow! | (notHigh << 8)) & 0xffff)) throw new Damaged('no length of a stored block');
  const bytes = bits.bytesFrom(length);
  for (const byte of bytes) {
    if (out.isFull) yield out.taken();
    out.put(byte);
  }
  if (bytes.length < length) throw new Cut('cut');
}

function* compressed(bits: Bits, out: Output, { literals, distances }: typeof FIXED): Generator<Uint8Array> {
  for (;;) {
    const symbol = bits.symbol(literals);
    if (symbol === END_OF_BLOCK) return;
    if (out.isFull) yield out.taken();
    if (symbol < END_OF_BLOCK) {
      out.put(symbol);
      continue;
    }
    const length = LENGTHS[symbol - END_OF_BLOCK - 1];
    if (length === undefined) throw new Damaged('no such length');
    const whole = length + bits.take(LENGTH_BITS[symbol - END_OF_BLOCK - 1]!);
    const code = bits.symbol(distances);
    const distance = DISTANCES[code];
    if (distance === undefined) throw new Damaged('no such distance');
    out.copy(whole, distance + bits.take(DISTANCE_BITS[code]!));
  }
}

/** The codes that a block brings along. */
function codesIn(bits: Bits): typeof FIXED {
  const literals = bits.take(5) + 257;
  const distances = bits.take(5) + 1;
  const written = bits.take(4) + 4;
  const ofLengths = new Uint8Array(ORDER.length);
  for (let k = 0; k < written; k++) ofLengths[ORDER[k]!] = bits.take(3);
  const codes = codesOf(ofLengths);
  const lengths = new Uint8Array(literals + distances);
  for (let at = 0; at < lengths.length;) {
    const symbol = bits.symbol(codes);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) throw new Damaged('nothing to repeat');
    const repeated = symbol === 16 ? lengths[at - 1]! : 0;
    const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    if (at + times > lengths.length) throw new Damaged('too many codes');
    lengths.fill(repeated, at, at + times);
    at += times;
  }
  return { literals: codesOf(lengths.subarray(0, literals)), distances: codesOf(lengths.subarray(literals)) };
}
