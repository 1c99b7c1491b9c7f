/** Numbers as exporters spell them: MongoDB's `1.7E+15` and `NumberLong`, pandas' `1700000000000000.0`, Kibana's commas. */
import { isRounded, parseExact } from '../exact-json.js';
import { typedValues } from './typed-values.js';

/** Digits, a fraction, an exponent, and the `n` of a BigInt. */
const SPELLED = /^\+?(\d{1,40})(?:\.(\d{0,40}))?(?:[eE]\+?(\d{1,2})|n)?$/;
const WITH_COMMAS = /^\d{1,3}(?:,\d{3})+$/;
/** More digits than any id has. */
const MOST_DIGITS = 40;

/**
 * The decimal digits of a non-negative integer, exactly, without zeros in front; null for any other text, and for what
 * is rounded.
 */
export function integerDigits(text: string): string | null {
  if (isRounded(text)) return null;
  const found = SPELLED.exec(WITH_COMMAS.test(text) ? text.replaceAll(',', '') : text);
  if (found === null) return null;
  const [, whole, fraction = '', exponent = '0'] = found;
  const shift = Number(exponent);
  if (shift > MOST_DIGITS || /[1-9]/.test(fraction.slice(shift))) return null;
  const digits = whole! + fraction.slice(0, shift).padEnd(shift, '0');
  return digits.replace(/^0+(?=\d)/, '');
}

/** The same for the JSON text of a value: a number, a string, or an object that names the number's type. */
export function integerOf(json: string): string | null {
  if (json.startsWith('"')) return integerDigits(json.slice(1, -1).trim());
  if (!json.startsWith('{')) return integerDigits(json);
  try {
    const value = typedValues(parseExact(json));
    return typeof value === 'number' || typeof value === 'string' ? integerDigits(String(value)) : null;
  } catch {
    return null;
  }
}

/** What exporters write where an event has no id. Janus never gives a session or handle the id 0 (`janus.c`, `ice.c`). */
const NO_ID = /^(?:|0|-1|null|nil|none|nan|undefined|<nil>|\\N|NA|N\/A)$/i;

/** An id as Janus wrote it, from the text of a JSON value (of a string: its content); '' for none. */
export function idOf(text: string): string {
  if (text === '' || isPlainId(text)) return text;
  if (isRounded(text)) return '';
  const digits = text.startsWith('{') ? integerOf(text) : integerDigits(text);
  const id = digits ?? text;
  return NO_ID.test(id) ? '' : id;
}

function isPlainId(text: string): boolean {
  const first = text.charCodeAt(0);
  if (!(first > 0x30 && first <= 0x39)) return false;
  for (let i = 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x30 || c > 0x39) return false;
  }
  return true;
}
