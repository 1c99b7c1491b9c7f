/** The texts of ids and names, which come again and again: one string for all of them, made once. */
import { valueText } from './fields.js';
import { isTextAt, QUOTE } from './bytes.js';

/** Texts that are remembered; a power of two. */
const PLACES = 4096;
/** First letter of `null`, which is no text. */
const NULL = 0x6e;

export class TextCache {
  private readonly texts = new Array<string>(PLACES).fill('');

  /** Text of the JSON value between two indexes: the content of a string, a number as it is written. */
  of(bytes: Uint8Array, start: number, end: number): string {
    const quoted = bytes[start] === QUOTE;
    if (bytes[start] === NULL) return valueText(bytes, start, end);
    const from = quoted ? start + 1 : start;
    const length = end - from - (quoted ? 1 : 0);
    let hash = length;
    for (let i = Math.max(from, from + length - 8); i < from + length; i++) hash = Math.imul(hash, 31) + bytes[i]!;
    const place = (hash ^ (hash >>> 12)) & (PLACES - 1);
    const known = this.texts[place]!;
    if (known !== '' && known.length === length && isTextAt(bytes, from, known)) return known;
    const text = valueText(bytes, start, end);
    // One that came out of escapes or of UTF-8 is shorter than its bytes and could be taken for other bytes.
    if (text.length === length) this.texts[place] = text;
    return text;
  }
}

/** For ids that come in the header of an event and in its body, or in the bodies of several. */
export const sharedTexts = new TextCache();
