/** JSON whose large numbers are kept: ids have up to 64 bits, more than a JS number holds. */

/** Digits of an integer beyond 2^53 − 1 = 9007199254740991; text without them is read as it is. */
const MAYBE_INEXACT = /\d{17}|9\d{15}|[eE]\+?1[4-8]/;
/**
 * What a spreadsheet has left of an id or a time: `1.79542E+15`. Those that are so round by themselves are hardly met, except
 * for the roundest.
 */
const ROUNDED = /^\d\.\d{2,5}[eE]\+?1[4-8]$/;
/** A string, or a number. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * The value of JSON text, where an integer that a JS number cannot hold comes as text with all its digits, and
 * one that was rounded as it is written.
 * Throws SyntaxError as `JSON.parse` does.
 */
export function parseExact(text: string): unknown {
  if (!MAYBE_INEXACT.test(text)) return JSON.parse(text);
  return JSON.parse(text.replace(TOKEN, (token) => (isInexact(token) ? `"${token}"` : token)));
}

/** Whether digits of a number are lost. */
export const isRounded = (number: string): boolean => ROUNDED.test(number);

function isInexact(token: string): boolean {
  if (isRounded(token)) return true;
  return token.length >= 16 && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
}
