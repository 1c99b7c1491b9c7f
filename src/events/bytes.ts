/** Bytes of JSON text: their classes, and the few reading steps that every part of the scanner shares. */

export const NUL = 0x00;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
export const DEL = 0x7f;

/** What a byte can be between two tokens of a JSON value. */
export const ByteClass = {
  illegal: 0,
  blank: 1,
  newline: 2,
  quote: 3,
  openBrace: 4,
  closeBrace: 5,
  openBracket: 6,
  closeBracket: 7,
  comma: 8,
  colon: 9,
  scalar: 10,
} as const;

export const CLASS_OF = new Uint8Array(256);
for (const char of '+-.0123456789') CLASS_OF[char.charCodeAt(0)] = ByteClass.scalar;
for (let code = 0x41; code <= 0x7a; code++) if (code < 0x5b || code > 0x60) CLASS_OF[code] = ByteClass.scalar;
for (const [char, value] of [
  [' ', ByteClass.blank],
  ['\t', ByteClass.blank],
  ['\n', ByteClass.newline],
  ['\r', ByteClass.newline],
  ['"', ByteClass.quote],
  ['{', ByteClass.openBrace],
  ['}', ByteClass.closeBrace],
  ['[', ByteClass.openBracket],
  [']', ByteClass.closeBracket],
  [',', ByteClass.comma],
  [':', ByteClass.colon],
] as const)
  CLASS_OF[char.charCodeAt(0)] = value;

/** Result of a reading step that stops at the end of the bytes at hand. */
export const NEED_MORE = -1;
/** Result of {@link findStringEnd} for a string with a raw control character: JSON forbids it, so the text is damaged. */
export const DAMAGED = -2;

/** Index of the closing quote of the string whose content begins at `from`, {@link NEED_MORE} or {@link DAMAGED}. */
export function findStringEnd(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end) {
    const c = bytes[i]!;
    if (c === QUOTE) return i;
    if (c < SPACE) return DAMAGED;
    i += c === BACKSLASH ? 2 : 1;
  }
  return NEED_MORE;
}

/** Whether a byte may stand right behind a string; a control character there is found out by itself. */
export function followsString(c: number): boolean {
  if (c <= SPACE || c === COMMA || c === COLON) return true;
  const kind = CLASS_OF[c];
  return kind === ByteClass.closeBrace || kind === ByteClass.closeBracket;
}

/**
 * Where to go on looking for the end of a string that was searched from `from` to `end` in vain: at a backslash whose
 * escaped character is still to come, else at `end`.
 */
export function stringSearchedTo(bytes: Uint8Array, from: number, end: number): number {
  let i = end;
  while (i > from && bytes[i - 1] === BACKSLASH) i--;
  return (end - i) % 2 === 0 ? end : end - 1;
}

/** First byte after `from` that cannot belong to a number or a literal, or `end`. */
export function findScalarEnd(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end && CLASS_OF[bytes[i]!] === ByteClass.scalar) i++;
  return i;
}

/** Whether the bytes from `from` on are the text, written without escapes in ASCII. */
export function isTextAt(bytes: Uint8Array, from: number, text: string): boolean {
  let i = 0;
  while (i < text.length && bytes[from + i] === text.charCodeAt(i)) i++;
  return i === text.length;
}

const utf8 = new TextDecoder('utf-8');

/** Text of UTF-8 bytes; damaged sequences become U+FFFD. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  return utf8.decode(bytes.subarray(start, end));
}

/** Text of ASCII bytes. Made in large steps, for each makes a string: most texts are ids of 16 digits. */
export function asciiText(b: Uint8Array, start: number, end: number): string {
  const { fromCharCode } = String;
  let text = '';
  let i = start;
  for (; i + 16 <= end; i += 16)
    // prettier-ignore
    text += fromCharCode(
      b[i]!, b[i + 1]!, b[i + 2]!, b[i + 3]!, b[i + 4]!, b[i + 5]!, b[i + 6]!, b[i + 7]!,
      b[i + 8]!, b[i + 9]!, b[i + 10]!, b[i + 11]!, b[i + 12]!, b[i + 13]!, b[i + 14]!, b[i + 15]!,
    );
  for (; i + 4 <= end; i += 4) text += fromCharCode(b[i]!, b[i + 1]!, b[i + 2]!, b[i + 3]!);
  for (; i < end; i++) text += fromCharCode(b[i]!);
  return text;
}

/** Content of the JSON string between its quotes; text that is no valid JSON string comes back as it stands. */
export function decodeString(bytes: Uint8Array, start: number, end: number): string {
  let plain = true;
  for (let i = start; i < end && plain; i++) plain = bytes[i] !== BACKSLASH && bytes[i]! < 0x80;
  if (plain && end - start <= 64) return asciiText(bytes, start, end);
  const text = decodeText(bytes, start, end);
  if (!text.includes('\\')) return text;
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
