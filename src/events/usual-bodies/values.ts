/** Where scalar values of a body end, as far as they are usual ones. */
import { BACKSLASH, QUOTE, SPACE } from '../bytes.js';

const MINUS = 0x2d;
const POINT = 0x2e;
const DIGIT_0 = 0x30;

/** Classes of bytes in texts: what Janus' own keys are of (small letters, digits, `_` and `-`), other ASCII, what else may */
export const KEY = 0;
export const ASCII = 1;
/** stand there, and what may not, or ends or escapes. */
export const TEXT = 2;
const STOP = 3;
const CLASSES = Uint8Array.from({ length: 256 }, (_, c) => {
  if (c < SPACE || c === QUOTE || c === BACKSLASH) return STOP;
  return /[a-z\d_-]/.test(String.fromCharCode(c)) ? KEY : c < 0x80 ? ASCII : TEXT;
});

/** Digits of a number that a double holds exactly, whatever they are. */
const EXACT_DIGITS = 15;

/** Result for what is no usual value. */
export const NOWHERE = -1;

/** Index behind the bytes from `at` on that are of a class up to `most`. */
export function textEnd(bytes: Uint8Array, at: number, end: number, most: number): number {
  let i = at;
  while (i < end && CLASSES[bytes[i]!]! <= most) i++;
  return i;
}

/** Index behind a number without sign, fraction and leading zeros; {@link NOWHERE} where none stands. */
export function integerEnd(bytes: Uint8Array, at: number, end: number): number {
  const stop = digitsEnd(bytes, at, end);
  const digits = stop - at;
  return digits > 0 && digits <= EXACT_DIGITS && (digits === 1 || bytes[at] !== DIGIT_0) ? stop : NOWHERE;
}

/** The same for one that may be negative and have a fraction. */
export function numberEnd(bytes: Uint8Array, at: number, end: number): number {
  const stop = integerEnd(bytes, bytes[at] === MINUS ? at + 1 : at, end);
  if (stop === NOWHERE || bytes[stop] !== POINT) return stop;
  const start = stop + 1;
  const behind = digitsEnd(bytes, start, end);
  return behind > start && behind - start <= EXACT_DIGITS ? behind : NOWHERE;
}

/** The number that the digits say. */
export function integerIn(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let i = start; i < end; i++) number = number * 10 + bytes[i]! - DIGIT_0;
  return number;
}

function digitsEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i]! >= DIGIT_0 && bytes[i]! <= 0x39) i++;
  return i;
}
