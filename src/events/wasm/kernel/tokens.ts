// The reading steps that need no more than a look at a few bytes.
// Addresses are of this module's memory. Behind the log's bytes stand 64 zero bytes: NUL ends every value.
import { BACKSLASH, CR, LF, QUOTE, SPACE, TAB } from './bytes';
import { BACKSLASHES, CONTROLS, NINES, QUOTES, ZEROS } from './vectors';

/** 1 for the bytes of numbers and literals. */
const SCALAR = memory.data(256);
memory.fill(SCALAR + 0x30, 1, 10);
memory.fill(SCALAR + 0x41, 1, 26);
memory.fill(SCALAR + 0x61, 1, 26);
store<u8>(SCALAR + 0x2b, 1);
store<u8>(SCALAR + 0x2d, 1);
store<u8>(SCALAR + 0x2e, 1);

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
  if (ASC_FEATURE_SIMD) {
    // Most are digits.
    while (true) {
      const digits = i8x16.le_u(i8x16.sub(v128.load(at), v128.load(ZEROS)), v128.load(NINES));
      const others = i8x16.bitmask(digits) ^ 0xffff;
      at += ctz(others | 0x10000);
      if (others != 0) break;
    }
  }
  while (load<u8>(SCALAR + load<u8>(at)) != 0) at++;
  return at;
}

/** The quotes, backslashes and control characters among sixteen bytes, a bit for each, the first byte lowest. Needs SIMD. */
export function stopsIn(bytes: v128): u32 {
  const ends = v128.or(i8x16.eq(bytes, v128.load(QUOTES)), i8x16.eq(bytes, v128.load(BACKSLASHES)));
  return <u32>i8x16.bitmask(v128.or(ends, i8x16.le_u(bytes, v128.load(CONTROLS))));
}

/** Address of the first quote, backslash or control character from `at` on. */
export function stringStop(at: usize): usize {
  while (true) {
    if (ASC_FEATURE_SIMD) {
      const stops = stopsIn(v128.load(at));
      if (stops != 0) return at + ctz(stops);
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

/** Whether `length` bytes at `at` are those at `as`. */
export function isSame(at: usize, as: usize, length: usize): bool {
  while (length >= 8) {
    if (load<u64>(at) != load<u64>(as)) return false;
    at += 8;
    as += 8;
    length -= 8;
  }
  while (length > 0) {
    if (load<u8>(at++) != load<u8>(as++)) return false;
    length--;
  }
  return true;
}
