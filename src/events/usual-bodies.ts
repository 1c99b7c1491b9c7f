/**
 * Reads bodies as Janus itself writes them (jansson, all three ways of formatting), without making values that nobody asks
 * for. A busy server without media says little but such bodies: there JSON.parse with a schema takes most of the time.
 *
 * What is asked for comes from the zod schema, which stays the reference: everything out of the ordinary (escapes, letters
 * beyond ASCII where a text is asked for, `null`, keys of another spelling, numbers that are no plain integers, what is
 * missing or damaged) is left to it. So both tell the same, which `usual-bodies.test.ts` holds.
 */
import type * as z from 'zod/mini';
import {
  BACKSLASH,
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
} from './bytes.js';
import { KEY_WITH_CAPITALS } from './shapes/bodies.js';
import { sharedTexts } from './text-cache.js';

/** What a value must be. `id`: a text, or a number that is kept as text. */
type Kind = 'text' | 'id' | 'number' | 'boolean' | Shape;

interface Field {
  readonly key: string;
  readonly kind: Kind;
  readonly optional: boolean;
  /** The text that came last, '' where none has: mostly it comes again. */
  last: string;
}

/** An object, and which of its members are asked for. */
interface Shape {
  readonly fields: readonly Field[];
  /** By place in the object: the key that came there first, and mostly comes again. */
  readonly foreseen: Key[];
}

/** A key as it was written, from its quote to its colon; no field where nobody asks for its value. */
interface Key {
  readonly text: string;
  readonly field: Field | null;
}

/** Not the usual: the schema is to read it. */
export const UNUSUAL = Symbol('unusual');

const QUOTED_KEY_WITH_CAPITALS = `${KEY_WITH_CAPITALS}"`;
const TAB = 0x09;
const MINUS = 0x2d;
const DIGIT_0 = 0x30;
const CLOSE_BRACKET = 0x5d;
const LETTER_F = 0x66;
const LETTER_T = 0x74;
/** Classes of bytes in texts: what Janus' own keys are of (small letters, digits, `_` and `-`), other ASCII, what else may */
const KEY = 0;
const ASCII = 1;
/** stand there, and what may not, or ends or escapes. */
const TEXT = 2;
const STOP = 3;
const CLASSES = Uint8Array.from({ length: 256 }, (_, c) => {
  if (c < SPACE || c === QUOTE || c === BACKSLASH) return STOP;
  return /[a-z\d_-]/.test(String.fromCharCode(c)) ? KEY : c < 0x80 ? ASCII : TEXT;
});
/** Digits of a number that a double holds exactly, whatever they are. */
const EXACT_DIGITS = 15;
/** Objects and arrays in one another. */
const MOST_LEVELS = 32;
/** Members whose keys are remembered, and how long such a key may be: Janus has no more. */
const MOST_FORESEEN = 32;
const LONGEST_FORESEEN = 64;

/**
 * A reader of bodies of that schema: `json` from `start` to `end`. {@link UNUSUAL}: ask the schema. `id` is the schema
 * of ids.
 */
export function usualReader<T>(
  schema: z.ZodMiniType<T>,
  id: z.ZodMiniType,
): (json: Uint8Array, start: number, end: number) => T | typeof UNUSUAL {
  const shape = kindOf(schema, id) as Shape;
  const cursor = new Cursor();
  return (json, start, end) => cursor.body(json, start, end, shape) as T | typeof UNUSUAL;
}

/** As far as the schemas of `bodies.ts` go. @throws Error for a schema of a kind that they have not */
function kindOf(schema: z.ZodMiniType, id: z.ZodMiniType): Kind {
  if (schema === id) return 'id';
  const { def } = schema;
  if (def.type === 'string') return 'text';
  if (def.type === 'number' || def.type === 'boolean') return def.type;
  if (def.type === 'nullable') return kindOf((schema as z.ZodMiniNullable<z.ZodMiniType>).def.innerType, id);
  if (def.type !== 'object') throw new Error(`A body cannot hold ${def.type}.`);
  const fields = Object.entries((schema as z.ZodMiniObject).def.shape).map(([key, member]): Field => {
    const optional = (member as z.ZodMiniType).def.type === 'optional';
    const inner = optional ? (member as z.ZodMiniOptional<z.ZodMiniType>).def.innerType : (member as z.ZodMiniType);
    return { key, kind: kindOf(inner, id), optional, last: '' };
  });
  return { fields, foreseen: [] };
}

type Value = string | number | boolean | { [key: string]: Value };

/** One for all bodies of a schema: nothing but texts is kept between two of them. */
class Cursor {
  private bytes = new Uint8Array(0);
  private at = 0;
  private end = 0;

  body(bytes: Uint8Array, start: number, end: number, shape: Shape): Value | typeof UNUSUAL {
    this.bytes = bytes as Uint8Array<ArrayBuffer>;
    this.at = start;
    this.end = end;
    const value = this.object(shape, 0);
    if (value === UNUSUAL) return UNUSUAL;
    this.blanks();
    return this.at === end ? value : UNUSUAL;
  }

  private object(shape: Shape | null, level: number): Value | typeof UNUSUAL {
    if (level > MOST_LEVELS || this.token() !== OPEN_BRACE) return UNUSUAL;
    const value: { [key: string]: Value } = {};
    this.at++;
    if (this.token() === CLOSE_BRACE) this.at++;
    else
      for (let place = 0; ; place++) {
        const field = this.key(shape, place);
        if (field === UNUSUAL) return UNUSUAL;
        if (field === null) {
          if (!this.skip(level + 1)) return UNUSUAL;
        } else {
          const member = this.value(field, level + 1);
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
    let at = start;
    while (at < end && CLASSES[bytes[at]!] === KEY) at++;
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

  private value(field: Field, level: number): Value | typeof UNUSUAL {
    const { kind } = field;
    if (typeof kind === 'object') return this.object(kind, level);
    const first = this.token();
    if (kind === 'boolean') return this.literal(first === LETTER_T) ? first === LETTER_T : UNUSUAL;
    if (first === QUOTE) return kind === 'number' ? UNUSUAL : this.text(field);
    if (kind === 'text') return UNUSUAL;
    const start = this.at;
    if (!this.integer()) return UNUSUAL;
    let number = 0;
    for (let i = start; i < this.at; i++) number = number * 10 + this.bytes[i]! - DIGIT_0;
    return kind === 'id' ? String(number) : number;
  }

  /** A text of plain ASCII. */
  private text(field: Field): string | typeof UNUSUAL {
    const { bytes, end, at: start } = this;
    const close = start + 1 + field.last.length;
    if (close < end && bytes[close] === QUOTE && isTextAt(bytes, start + 1, field.last)) {
      this.at = close + 1;
      return field.last;
    }
    let at = start + 1;
    while (at < end && CLASSES[bytes[at]!]! <= ASCII) at++;
    if (at >= end || bytes[at] !== QUOTE) return UNUSUAL;
    this.at = at + 1;
    return (field.last = sharedTexts.of(bytes, start, at + 1));
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
    let at = this.at + 1;
    while (at < end && CLASSES[bytes[at]!]! <= TEXT) at++;
    if (at >= end || bytes[at] !== QUOTE) return false;
    this.at = at + 1;
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
    if (this.bytes[this.at] === MINUS) this.at++;
    if (!this.integer()) return false;
    if (this.bytes[this.at] !== 0x2e) return true;
    const start = ++this.at;
    while (this.at < this.end && isDigit(this.bytes[this.at]!)) this.at++;
    return this.at > start && this.at - start <= EXACT_DIGITS;
  }

  /** A number without sign, fraction and leading zeros. */
  private integer(): boolean {
    const { bytes, end, at: start } = this;
    let at = start;
    while (at < end && isDigit(bytes[at]!)) at++;
    this.at = at;
    const digits = at - start;
    return digits > 0 && digits <= EXACT_DIGITS && (digits === 1 || bytes[start] !== DIGIT_0);
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

const isDigit = (c: number): boolean => c >= DIGIT_0 && c <= 0x39;
