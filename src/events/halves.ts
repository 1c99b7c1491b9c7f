/** Numbers of 64 bits in two halves of 32: ids of sessions, handles and connections. */

/** An id as a number in two halves. Both 0: it is no plain number, its text alone counts. */
export interface Halves {
  readonly low: number;
  readonly high: number;
}

const NO_NUMBER: Halves = { low: 0, high: 0 };

/** What the scanner takes for the number of an id as well: digits without leading zeros, at most so many. */
const MOST_DIGITS = 19;
/** A double holds numbers of so many digits exactly, whatever they are. */
const EXACT_DIGITS = 15;
const HALF = 0x100000000;
/** From this upper half on a double does not hold every number. */
const INEXACT = 0x200000;
const DIGIT_0 = 0x30;
const DIGIT_1 = 0x31;

/** The number that a text is in plain digits. */
export function halvesOf(text: string): Halves {
  const { length } = text;
  if (length === 0 || length > MOST_DIGITS || text.charCodeAt(0) < DIGIT_1) return NO_NUMBER;
  let exact = 0;
  let low = 0;
  let high = 0;
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - DIGIT_0;
    if (digit < 0 || digit > 9) return NO_NUMBER;
    if (i < EXACT_DIGITS) {
      exact = exact * 10 + digit;
      continue;
    }
    if (i === EXACT_DIGITS) {
      high = Math.floor(exact / HALF);
      low = exact - high * HALF;
    }
    low = low * 10 + digit;
    const carry = Math.floor(low / HALF);
    low -= carry * HALF;
    high = high * 10 + carry;
  }
  if (length > EXACT_DIGITS) return { low, high };
  high = Math.floor(exact / HALF);
  return { low: exact - high * HALF, high };
}

/** The last digits of a number that is written in two parts, each small enough to be written fast. */
const LAST_DIGITS = 8;
const LAST = 10 ** LAST_DIGITS;

/** The decimal text of a number of at most 64 bits. */
export function textOf(low: number, high: number): string {
  if (high >= INEXACT) return String((BigInt(high) << 32n) | BigInt(low));
  const number = high * HALF + low;
  if (number < LAST) return String(number);
  const before = Math.floor(number / LAST);
  return String(before) + String(number - before * LAST).padStart(LAST_DIGITS, '0');
}
