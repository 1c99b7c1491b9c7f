// Bytes of JSON text and the reading steps that need no more than a look at a few of them.
// Addresses are of this module's memory. Behind the log's bytes stand 64 zero bytes: NUL ends every value.

export const LF: u8 = 0x0a;
export const CR: u8 = 0x0d;
export const TAB: u8 = 0x09;
export const SPACE: u8 = 0x20;
export const QUOTE: u8 = 0x22;
export const COMMA: u8 = 0x2c;
export const COLON: u8 = 0x3a;
export const OPEN_BRACKET: u8 = 0x5b;
export const BACKSLASH: u8 = 0x5c;
export const CLOSE_BRACKET: u8 = 0x5d;
export const OPEN_BRACE: u8 = 0x7b;
export const CLOSE_BRACE: u8 = 0x7d;

/** Classes of bytes below an event's own members; the scalar kernel goes from one that counts to the next. */
export const PLAIN: u8 = 0;
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

/** 1 for the bytes of numbers and literals. */
const SCALAR = memory.data(256);
memory.fill(SCALAR + 0x30, 1, 10);
memory.fill(SCALAR + 0x41, 1, 26);
memory.fill(SCALAR + 0x61, 1, 26);
store<u8>(SCALAR + 0x2b, 1);
store<u8>(SCALAR + 0x2d, 1);
store<u8>(SCALAR + 0x2e, 1);

export function classOf(c: u8): u8 {
  return load<u8>(CLASS + c);
}

/** Line breaks passed since the call began. */
export let lines: u32 = 0;

export function setLines(count: u32): void {
  lines = count;
}

/** Address of the first byte from `at` on that is no white space; counts line breaks. */
export function skipBlanks(at: usize): usize {
  return load<u8>(at) > SPACE ? at : blanksEnd(at);
}

function blanksEnd(at: usize): usize {
  while (true) {
    const c = load<u8>(at);
    if (c > SPACE) return at;
    if (c == SPACE || c == TAB) at++;
    else if (c == LF || c == CR) {
      lines++;
      at += c == CR && load<u8>(at, 1) == LF ? 2 : 1;
    } else return at;
  }
}

/** Address of the first byte from `at` on that belongs to no number and no literal. */
export function scalarEnd(at: usize): usize {
  while (load<u8>(SCALAR + load<u8>(at)) != 0) at++;
  return at;
}

/** Address of the first quote, backslash or control character from `at` on. */
export function stringStop(at: usize): usize {
  while (true) {
    if (ASC_FEATURE_SIMD) {
      const v = v128.load(at);
      const ends = v128.or(i8x16.eq(v, i8x16.splat(QUOTE)), i8x16.eq(v, i8x16.splat(BACKSLASH)));
      const special = i8x16.bitmask(v128.or(ends, i8x16.lt_u(v, i8x16.splat(SPACE))));
      if (special != 0) return at + ctz(special);
      at += 16;
    } else {
      const c = load<u8>(at);
      if (c == QUOTE || c == BACKSLASH || c < SPACE) return at;
      at++;
    }
  }
}

/** Address of the closing quote of the string whose content begins at `at`; 0 for a damaged one. */
export function stringEnd(at: usize): usize {
  while (true) {
    at = stringStop(at);
    const c = load<u8>(at);
    if (c == QUOTE) return at;
    if (c != BACKSLASH) return 0;
    at += 2;
  }
}

/** Whether a byte may stand right behind a string. */
export function followsString(c: u8): bool {
  return c <= SPACE || c == COMMA || c == COLON || (c | 0x20) == CLOSE_BRACE;
}
