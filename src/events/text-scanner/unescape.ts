/** JSON's escapes (RFC 8259, section 7), byte by byte: a string is read where it stands, and a place in it is found again. */
import { BACKSLASH } from '../bytes.js';

/** Result of {@link escapeAt}: the code point in the lower bits, and how many bytes stand for it. */
const LENGTH = 1 << 21;
const REPLACEMENT = 0xfffd;
const SMALL_U = 0x75;

/** What a letter behind a backslash means; 0 for those that mean nothing. */
const MEANING = new Uint8Array(256);
for (const [letter, meaning] of ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t'])
  MEANING[letter!.charCodeAt(0)] = meaning!.charCodeAt(0);

/** Value of the four hexadecimal digits at `i`, or -1. */
function hexadecimal(bytes: Uint8Array, i: number, end: number): number {
  if (i + 4 > end) return -1;
  let value = 0;
  for (let k = i; k < i + 4; k++) {
    const c = bytes[k]!;
    const digit = c <= 0x39 ? c - 0x30 : (c | 0x20) - 0x57;
    if (digit < 0 || digit > 15 || (c > 0x39 && digit < 10)) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** The ASCII character that the backslash at `i` escapes by number; -1 where it does not. */
export function asciiEscape(bytes: Uint8Array, i: number, end: number): number {
  if (bytes[i + 1] !== SMALL_U) return -1;
  const unit = hexadecimal(bytes, i + 2, end);
  return unit < 0x80 ? unit : -1;
}

/** The escape at `i`, where a backslash stands. One that is none, or is cut by `end`, is the backslash itself. */
function escapeAt(bytes: Uint8Array, i: number, end: number): number {
  const letter = i + 1 < end ? bytes[i + 1]! : 0;
  if (letter !== SMALL_U) return MEANING[letter] === 0 ? BACKSLASH + LENGTH : MEANING[letter]! + 2 * LENGTH;
  const unit = hexadecimal(bytes, i + 2, end);
  if (unit < 0) return BACKSLASH + LENGTH;
  if (unit < 0xd800 || unit > 0xdfff) return unit + 6 * LENGTH;
  const pair = unit < 0xdc00 && bytes[i + 6] === BACKSLASH && bytes[i + 7] === SMALL_U;
  const low = pair ? hexadecimal(bytes, i + 8, end) : -1;
  if (low < 0xdc00 || low > 0xdfff) return REPLACEMENT + 6 * LENGTH;
  return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) + 12 * LENGTH;
}

const widthOf = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);

/** Where {@link unescape} stopped. */
export interface Unescaped {
  /** Index of the first byte that was not read. */
  readonly read: number;
  /** Bytes written. */
  readonly written: number;
}

/**
 * Writes the UTF-8 of a string's content from index `from` to about `to` into `out`, which is to have as much room; `end`
 * is where the content ends. An escape that begins before `to` is taken as a whole. Half of a surrogate pair becomes U+FFFD.
 */
export function unescape(bytes: Uint8Array, from: number, to: number, end: number, out: Uint8Array): Unescaped {
  let i = from;
  let n = 0;
  while (i < to) {
    const c = bytes[i]!;
    if (c !== BACKSLASH) {
      out[n++] = c;
      i++;
      continue;
    }
    const found = escapeAt(bytes, i, end);
    const code = found % LENGTH;
    i += Math.floor(found / LENGTH);
    if (code < 0x80) out[n++] = code;
    else {
      const width = widthOf(code);
      out[n++] = (width === 2 ? 0xc0 : width === 3 ? 0xe0 : 0xf0) | (code >> (6 * (width - 1)));
      for (let k = width - 2; k >= 0; k--) out[n++] = 0x80 | ((code >> (6 * k)) & 0x3f);
    }
  }
  return { read: i, written: n };
}

/** Index behind what `count` bytes of unescaped text are written as from index `from` on. */
export function passEscaped(bytes: Uint8Array, from: number, end: number, count: number): number {
  let i = from;
  for (let left = count; left > 0 && i < end;) {
    if (bytes[i] !== BACKSLASH) {
      i++;
      left--;
      continue;
    }
    const found = escapeAt(bytes, i, end);
    i += Math.floor(found / LENGTH);
    left -= widthOf(found % LENGTH);
  }
  return i;
}
