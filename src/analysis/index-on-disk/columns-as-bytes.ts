/**
 * Columns as bytes: for each array its kind, its length and its numbers, padded so that they can be used where they lie.
 * Numbers stand as this machine has them in memory; a file from another kind of machine is told by its mark.
 */
import {
  agree,
  type ColumnReader,
  type ColumnWriter,
  type Numbers,
  type NumbersType,
} from '../../events/kept-columns.js';

/** What kinds of numbers there are; texts are characters of one or two bytes. */
const KINDS = [Float64Array, Uint32Array, Int32Array, Uint8Array, Int8Array, Uint16Array, Float32Array] as const;
type Stored = Numbers | Uint16Array<ArrayBuffer>;
type Kind = (typeof KINDS)[number];

const ALIGNED = 8;
const HEAD_BYTES = 8;
/** In the place of the length of a text that is null. */
const NULL_LENGTH = 0xffffffff;
const WIDE = /[^\0-\xff]/;

export class BytesWriter implements ColumnWriter {
  /** `put` takes the next bytes, which it must not keep: they may change afterwards. */
  constructor(private readonly put: (bytes: Uint8Array) => void) {}

  numbers<N extends Numbers>(type: NumbersType<N>, pieces: readonly N[]): void {
    this.array(pieces, type as unknown as Kind);
  }

  texts(texts: readonly (string | null)[]): void {
    this.array([Uint32Array.from(texts, (text) => (text === null ? NULL_LENGTH : text.length))], Uint32Array);
    const joined = texts.join('');
    if (WIDE.test(joined)) {
      const { buffer, byteOffset, length } = copyOf(Buffer.from(joined, 'utf16le'));
      this.array([new Uint16Array(buffer, byteOffset, length / 2)], Uint16Array);
    } else this.array([copyOf(Buffer.from(joined, 'latin1'))], Uint8Array);
  }

  private array(pieces: readonly Stored[], type: Kind): void {
    const count = pieces.reduce((sum, { length }) => sum + length, 0);
    const bytes = count * type.BYTES_PER_ELEMENT;
    this.put(bytesOf(Uint32Array.of(KINDS.indexOf(type), count)));
    for (const piece of pieces) this.put(bytesOf(piece));
    this.put(new Uint8Array(paddingOf(bytes)));
  }
}

/** Reads what a {@link BytesWriter} wrote: `bytes` begin at a multiple of eight in their memory. */
export class BytesReader implements ColumnReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array<ArrayBuffer>) {}

  numbers<N extends Numbers>(type: NumbersType<N>): N {
    return this.array(type as unknown as Kind) as unknown as N;
  }

  texts(): (string | null)[] {
    const lengths = this.array(Uint32Array);
    const kind = this.kindAhead();
    agree(kind === Uint8Array || kind === Uint16Array);
    const { buffer, byteOffset, byteLength } = this.array(kind);
    const joined = Buffer.from(buffer, byteOffset, byteLength).toString(kind === Uint8Array ? 'latin1' : 'utf16le');
    const texts: (string | null)[] = [];
    let from = 0;
    for (const length of lengths) {
      texts.push(length === NULL_LENGTH ? null : joined.slice(from, from + length));
      if (length !== NULL_LENGTH) from += length;
    }
    agree(from === joined.length);
    return texts;
  }

  /** Throws ColumnsDisagree where there is more. */
  end(): void {
    agree(this.at === this.bytes.length);
  }

  private array(type: Kind): Stored {
    const count = this.countAhead();
    agree(this.kindAhead() === type);
    const size = count * type.BYTES_PER_ELEMENT;
    const next = this.at + HEAD_BYTES + size + paddingOf(size);
    agree(next <= this.bytes.length);
    const values = new type(this.bytes.buffer, this.bytes.byteOffset + this.at + HEAD_BYTES, count);
    this.at = next;
    return values;
  }

  private kindAhead(): Kind | undefined {
    return KINDS[this.head(0)];
  }

  private countAhead(): number {
    return this.head(1);
  }

  private head(word: 0 | 1): number {
    agree(this.at + HEAD_BYTES <= this.bytes.length);
    return new Uint32Array(this.bytes.buffer, this.bytes.byteOffset + this.at, 2)[word]!;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Stored): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const paddingOf = (bytes: number): number => -bytes & (ALIGNED - 1);

/** Small buffers of Node lie somewhere in a common one. */
const copyOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
