/**
 * What is remembered of text that has been passed: its first bytes, and whether it seems to be damaged JSON. It is kept
 * byte by byte, so it does not depend on how much of the text was at hand at once.
 */
import { CLOSE_BRACE, COLON, CR, DEL, LF, OPEN_BRACE, QUOTE, SPACE } from '../bytes.js';

/** Bytes of a text, and of a stretch, that are kept. */
export const MAX_SAMPLE = 4096;

const TAB = 0x09;
/** Of console colours. */
const ESC = 0x1b;

/** What a byte says of the text it stands in; most say nothing. */
const NO_TEXT = 1;
const END_OF_OBJECT = 2;
const MAYBE_KEY = 3;
const BEGIN_OF_BRACES = 4;

const MEANING = new Uint8Array(256);
for (let c = 0; c < SPACE; c++) if (c !== TAB && c !== LF && c !== CR && c !== ESC) MEANING[c] = NO_TEXT;
MEANING[DEL] = NO_TEXT;
MEANING[CLOSE_BRACE] = END_OF_OBJECT;
MEANING[OPEN_BRACE] = BEGIN_OF_BRACES;
MEANING[COLON] = MAYBE_KEY;

export class TextAccount {
  private readonly bytes = new Uint8Array(MAX_SAMPLE);
  private size = 0;
  private noText = false;
  private json = false;
  /** Braces that are open in the text itself: what closes one of them ends no object. */
  private open = 0;
  /** The last byte, and the one before it. */
  private last = 0;
  private lastButOne = 0;

  begin(): void {
    this.size = this.last = this.lastButOne = this.open = 0;
    this.noText = this.json = false;
  }

  /** The text goes on with the bytes from index `from` to before `to`. */
  pass(bytes: Uint8Array, from: number, to: number): void {
    const { bytes: sample } = this;
    let { size, last, lastButOne } = this;
    for (let i = from; i < to; i++) {
      const c = bytes[i]!;
      if (size < MAX_SAMPLE) sample[size++] = c;
      const meaning = MEANING[c]!;
      if (meaning === NO_TEXT) this.noText = true;
      else if (meaning === BEGIN_OF_BRACES) this.open++;
      else if (meaning === END_OF_OBJECT && this.open > 0) this.open--;
      else if (meaning === END_OF_OBJECT) this.json = true;
      else if (meaning === MAYBE_KEY && (last === QUOTE || (last === SPACE && lastButOne === QUOTE))) this.json = true;
      lastButOne = last;
      last = c;
    }
    this.size = size;
    this.last = last;
    this.lastButOne = lastButOne;
  }

  /** The first bytes. */
  get sample(): Uint8Array {
    return this.bytes.subarray(0, this.size);
  }

  /** Whether it holds a key or a closing brace, as the remains of a cut event do. */
  get looksLikeJson(): boolean {
    return this.json;
  }

  /** Whether it is no text a person could have written: control characters but tab and ESC, or the remains of JSON. */
  get looksDamaged(): boolean {
    return this.json || this.noText;
  }
}
