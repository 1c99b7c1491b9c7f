/** JSON whose large numbers are kept: ids have up to 64 bits, more than a JS number holds. */

/** Digits of an integer beyond 2^53 − 1 = 9007199254740991; text without them is read as it is. */
const MAYBE_INEXACT = /\d{17}|9\d{15}/;
/** A string, or a number. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * The value of JSON text, where an integer that a JS number cannot hold comes as text with all its digits.
 * Throws SyntaxError as `JSON.parse` does.
 */
export function parseExact(text: string): unknown {
  if (!MAYBE_INEXACT.test(text)) return JSON.parse(text);
  return JSON.parse(text.replace(TOKEN, (token) => (isInexact(token) ? `"${token}"` : token)));
}

function isInexact(token: string): boolean {
  return token.length >= 16 && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
}
