/** The field of an event at a place in a line. */
import { LONGEST_FIELD, type Field } from '../../analysis/requests/in-text.js';

export interface FieldInLine extends Field {
  /** Where its value stands, UTF-16 columns; without quotes. */
  readonly start: number;
  readonly end: number;
}

/** Characters that are looked at to either side: a line can be as long as a log. */
const REACH = 2 * LONGEST_FIELD;
/** A key and a value without quotes in it; events inside of a text of another tool have backslashes before theirs. */
const FIELD = /(\\*")((?:[^"\\]|\\[^"])*?)\1\s*:\s*(?:(\\*")((?:[^"\\]|\\[^"])*?)\3|(-?\d[\d.eE+-]*))/g;

/** The field whose key or value the character belongs to; null where there is none with a value that is a text or a number. */
export function fieldAt(line: string, character: number): FieldInLine | null {
  const from = Math.max(0, character - REACH);
  const near = line.slice(from, character + REACH);
  for (const match of near.matchAll(FIELD)) {
    const [whole, , key = '', quote = '', text, digits] = match;
    if (from + match.index > character) return null;
    if (from + match.index + whole.length < character) continue;
    const value = text ?? digits ?? '';
    if (key.length > LONGEST_FIELD || value.length > LONGEST_FIELD) return null;
    const end = from + match.index + whole.length - quote.length;
    return { key, value, start: end - value.length, end };
  }
  return null;
}
