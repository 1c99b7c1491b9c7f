/** Reads one body member by member. */
import {
  CLOSE_BRACE,
  COLON,
  COMMA,
  CR,
  decodeText,
  isTextAt,
  LF,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
} from '../bytes.js';
import { KEY_WITH_CAPITALS } from '../shapes/bodies.js';
import { sharedTexts } from '../text-cache.js';
import {
  ID_NUMBER,
  ID_TEXT,
  NUMBER,
  SKIPPED_NUMBER,
  SKIPPED_TEXT,
  TEXT_VALUE,
  type Members,
  type Value,
  type Variable,
} from './layout.js';
import type { Field, Shape } from './shape.js';
import { ASCII, integerEnd, integerIn, KEY, NOWHERE, numberEnd, TEXT, textEnd } from './values.js';

/** Not the usual: the schema is to read it. */
export const UNUSUAL = Symbol('unusual');

const QUOTED_KEY_WITH_CAPITALS = `${KEY_WITH_CAPITALS}"`;
const TAB = 0x09;
const CLOSE_BRACKET = 0x5d;
const LETTER_F = 0x66;
const LETTER_T = 0x74;
const NO_BYTES = new Uint8Array(0);
/** Objects and arrays in one another. */
const MOST_LEVELS = 32;
/** Members whose keys are remembered, and how long such a key may be: Janus has no more. */
const MOST_FORESEEN = 32;
const LONGEST_FORESEEN = 64;

/** One for all bodies of a schema: nothing but keys and texts is kept between two of them. */
export class Cursor {
  private bytes: Uint8Array = NO_BYTES;
  private at = 0;
  private end = 0;
  /** What is between the bytes that bodies laid out alike share. */
  private variables: Variable[] = [];

  /** The body from `start` to before `end`. `variables` takes the values that another one laid out alike may have others for. */
  body(bytes: Uint8Array, start: number, end: number, shape: Shape, variables: Variable[]): Members | typeof UNUSUAL {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.variables = variables;
    const value = this.object(shape, 0);
    if (value !== UNUSUAL) this.blanks();
    const isWhole = this.at === end;
    // The memory of a log that is closed is not to be held.
    this.bytes = NO_BYTES;
    this.variables = [];
    return isWhole ? value : UNUSUAL;
  }

  private object(shape: Shape | null, level: number): Members | typeof UNUSUAL {
    if (level > MOST_LEVELS || this.token() !== OPEN_BRACE) return UNUSUAL;
    const value: Members = {};
    this.at++;
    if (this.token() === CLOSE_BRACE) this.at++;
    else
      for (let place = 0; ; place++) {
        const field = this.key(shape, place);
        if (field === UNUSUAL) return UNUSUAL;
        if (field === null) {
          if (!this.skip(level + 1)) return UNUSUAL;
        } else {
          const member = this.value(field, level + 1, value);
          if (member === UNUSUAL) return UNUSUAL;
          value[field.key] = member;
        }
        const next = this.token();
        this.at++;
        if (next === CLOSE_BRACE) break;
        if (next !== COMMA) return UNUSUAL;
      }
    if (shape !== null)
      for (const { key, optional } of shape.fields) if (!optional && value[key] === undefined) return UNUSUAL;
    return value;
  }

  /** Reads the key at a place of the object and the colon behind it. null: nobody asks for its value. */
  private key(shape: Shape | null, place: number): Field | null | typeof UNUSUAL {
    if (this.token() !== QUOTE) return UNUSUAL;
    const foreseen = shape?.foreseen[place];
    if (foreseen !== undefined && this.isNext(foreseen.text)) {
      this.at += foreseen.text.length;
      return foreseen.field;
    }
    const { bytes, end, at: quote } = this;
    const start = quote + 1;
    let at = textEnd(bytes, start, end, KEY);
    if (bytes[at] !== QUOTE) {
      if (start + QUOTED_KEY_WITH_CAPITALS.length > end || !isTextAt(bytes, start, QUOTED_KEY_WITH_CAPITALS))
        return UNUSUAL;
      at = start + KEY_WITH_CAPITALS.length;
    }
    if (at >= end) return UNUSUAL;
    const length = at - start;
    this.at = at + 1;
    if (this.token() !== COLON) return UNUSUAL;
    this.at++;
    if (shape === null) return null;
    const field = shape.fields.find(({ key }) => key.length === length && isTextAt(bytes, start, key)) ?? null;
    if (place === shape.foreseen.length && place < MOST_FORESEEN && this.at - quote <= LONGEST_FORESEEN)
      shape.foreseen[place] = { text: decodeText(bytes, quote, this.at), field };
    return field;
  }

  /** Whether a text of ASCII is what stands next. */
  private isNext(text: string): boolean {
    return this.at + text.length <= this.end && isTextAt(this.bytes, this.at, text);
  }

  private value(field: Field, level: number, holder: Members): Value | typeof UNUSUAL {
    const { key, kind } = field;
    if (typeof kind === 'object') return this.object(kind, level);
    const first = this.token();
    if (kind === 'boolean') return this.literal(first === LETTER_T) ? first === LETTER_T : UNUSUAL;
    if (first === QUOTE) return kind === 'number' ? UNUSUAL : this.text(field, holder);
    if (kind === 'text' || kind === 'word') return UNUSUAL;
    const { bytes, end, at: start } = this;
    const stop = integerEnd(bytes, start, end);
    if (stop === NOWHERE) return UNUSUAL;
    this.at = stop;
    this.variables.push({ kind: kind === 'id' ? ID_NUMBER : NUMBER, start, end: stop, holder, key });
    const number = integerIn(bytes, start, stop);
    return kind === 'id' ? String(number) : number;
  }

  /** A text of plain ASCII. */
  private text(field: Field, holder: Members): string | typeof UNUSUAL {
    const { bytes, end, at: quote } = this;
    const { key, kind, last } = field;
    const start = quote + 1;
    let close = start + last.length;
    if (close >= end || bytes[close] !== QUOTE || !isTextAt(bytes, start, last)) {
      close = textEnd(bytes, start, end, ASCII);
      if (close >= end || bytes[close] !== QUOTE) return UNUSUAL;
      field.last = sharedTexts.of(bytes, quote, close + 1);
    }
    this.at = close + 1;
    if (kind !== 'word')
      this.variables.push({ kind: kind === 'id' ? ID_TEXT : TEXT_VALUE, start, end: close, holder, key });
    return field.last;
  }

  /** Passes over a value that nobody asks for. False: it is not surely a valid one. */
  private skip(level: number): boolean {
    const first = this.token();
    if (first === QUOTE) return this.skipText();
    if (first === OPEN_BRACE) return this.object(null, level) !== UNUSUAL;
    if (first === OPEN_BRACKET) return this.skipArray(level);
    if (first === LETTER_T || first === LETTER_F) return this.literal(first === LETTER_T);
    return this.skipNumber();
  }

  private skipText(): boolean {
    const { bytes, end } = this;
    const start = this.at + 1;
    const stop = textEnd(bytes, start, end, TEXT);
    if (stop >= end || bytes[stop] !== QUOTE) return false;
    this.at = stop + 1;
    this.variables.push({ kind: SKIPPED_TEXT, start, end: stop, holder: null, key: '' });
    return true;
  }

  private skipArray(level: number): boolean {
    if (level > MOST_LEVELS) return false;
    this.at++;
    if (this.token() === CLOSE_BRACKET) {
      this.at++;
      return true;
    }
    for (;;) {
      if (!this.skip(level + 1)) return false;
      const next = this.token();
      this.at++;
      if (next === CLOSE_BRACKET) return true;
      if (next !== COMMA) return false;
    }
  }

  private skipNumber(): boolean {
    const { at: start } = this;
    const stop = numberEnd(this.bytes, start, this.end);
    if (stop === NOWHERE) return false;
    this.at = stop;
    this.variables.push({ kind: SKIPPED_NUMBER, start, end: stop, holder: null, key: '' });
    return true;
  }

  private literal(truth: boolean): boolean {
    const word = truth ? 'true' : 'false';
    if (this.at + word.length > this.end || !isTextAt(this.bytes, this.at, word)) return false;
    this.at += word.length;
    return true;
  }

  /** The byte that the next token begins with; 0 at the end. */
  private token(): number {
    this.blanks();
    return this.at < this.end ? this.bytes[this.at]! : 0;
  }

  private blanks(): void {
    for (let c = this.bytes[this.at]; c === SPACE || c === LF || c === CR || c === TAB; c = this.bytes[++this.at])
      if (this.at >= this.end) return;
  }
}
