// Bytes of JSON text and their classes.

export const LF: u8 = 0x0a;
export const CR: u8 = 0x0d;
export const TAB: u8 = 0x09;
export const SPACE: u8 = 0x20;
export const QUOTE: u8 = 0x22;
export const COMMA: u8 = 0x2c;
export const SLASH: u8 = 0x2f;
export const COLON: u8 = 0x3a;
export const OPEN_BRACKET: u8 = 0x5b;
export const BACKSLASH: u8 = 0x5c;
export const CLOSE_BRACKET: u8 = 0x5d;
export const LETTER_U: u8 = 0x75;
export const OPEN_BRACE: u8 = 0x7b;
export const CLOSE_BRACE: u8 = 0x7d;

/** `null`, the first letter lowest. */
export const NULL: u32 = 0x6c6c756e;

/** Classes of bytes below an event's own members; the scalar kernel goes from one that counts to the next. */
const PLAIN: u8 = 0;
export const STRING: u8 = 1;
export const OPEN: u8 = 2;
export const CLOSE: u8 = 3;
export const BREAK: u8 = 4;
export const ILLEGAL: u8 = 5;

const CLASS = memory.data(256);
memory.fill(CLASS, ILLEGAL, 0x20);
store<u8>(CLASS + TAB, PLAIN);
store<u8>(CLASS + LF, BREAK);
store<u8>(CLASS + CR, BREAK);
store<u8>(CLASS + QUOTE, STRING);
store<u8>(CLASS + BACKSLASH, ILLEGAL);
store<u8>(CLASS + OPEN_BRACE, OPEN);
store<u8>(CLASS + OPEN_BRACKET, OPEN);
store<u8>(CLASS + CLOSE_BRACE, CLOSE);
store<u8>(CLASS + CLOSE_BRACKET, CLOSE);

export function classOf(c: u8): u8 {
  return load<u8>(CLASS + c);
}

/** Whether a byte may stand right behind a string. */
export function followsString(c: u8): bool {
  return c <= SPACE || c == COMMA || c == COLON || (c | 0x20) == CLOSE_BRACE;
}
