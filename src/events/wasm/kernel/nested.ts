// A member's value in brackets: from the bracket that opens it to the one that closes it, as ValueWalker.below() goes.
import {
  BACKSLASH,
  BREAK,
  CLOSE,
  CLOSE_BRACE,
  classOf,
  COLON,
  COMMA,
  CR,
  followsString,
  ILLEGAL,
  LF,
  lines,
  OPEN,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  setLines,
  SPACE,
  STRING,
  stringEnd,
  TAB,
} from './bytes';

const MAX_DEPTH: u32 = 64;

/** A bit for every bracket that is open, the innermost lowest: 1 for an object. */
let containers: u64 = 0;
let depth: u32 = 0;

/** Takes the bracket at `at`; false where it may not stand. */
function bracket(at: usize): bool {
  const c = load<u8>(at);
  if ((c | 0x20) == CLOSE_BRACE) {
    if ((containers & 1) != u64(c == CLOSE_BRACE)) return false;
    containers >>= 1;
    depth--;
    return true;
  }
  let before = at - 1;
  while (load<u8>(before) <= SPACE) before--;
  const last = load<u8>(before);
  const mayOpen = last == COLON || last == OPEN_BRACKET || (last == COMMA && (containers & 1) == 0);
  if (!mayOpen || depth == MAX_DEPTH) return false;
  containers = (containers << 1) | u64(c == OPEN_BRACE);
  depth++;
  return true;
}

/** Address behind the value whose bracket opens at `start`, with its line breaks counted; 0 if it is damaged or cut. */
export function nestedEnd(start: usize): usize {
  containers = u64(load<u8>(start) == OPEN_BRACE);
  depth = 2;
  return ASC_FEATURE_SIMD ? byBlocks(start + 1) : byBytes(start + 1);
}

function byBytes(at: usize): usize {
  while (true) {
    const kind = classOf(load<u8>(at));
    if (kind == STRING) {
      at = stringEnd(at + 1);
      if (at == 0 || !followsString(load<u8>(at, 1))) return 0;
    } else if (kind == OPEN || kind == CLOSE) {
      if (!bracket(at)) return 0;
      if (depth == 1) return at + 1;
    } else if (kind == BREAK) {
      setLines(lines + 1);
      if (load<u8>(at) == CR && load<u8>(at, 1) == LF) at++;
    } else if (kind == ILLEGAL) return 0;
    at++;
  }
}

/** A bit for each of 64 bytes. */
function bits(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    (<u64>(<u32>i8x16.bitmask(a))) |
    ((<u64>(<u32>i8x16.bitmask(b))) << 16) |
    ((<u64>(<u32>i8x16.bitmask(c))) << 32) |
    ((<u64>(<u32>i8x16.bitmask(d))) << 48)
  );
}

function equal(a: v128, b: v128, c: v128, d: v128, byte: u8): u64 {
  const v = i8x16.splat(byte);
  return bits(i8x16.eq(a, v), i8x16.eq(b, v), i8x16.eq(c, v), i8x16.eq(d, v));
}

/** Bytes with 0x20 set that are `byte`: both kinds of bracket at once. */
function lowered(v: v128, byte: u8): v128 {
  return i8x16.eq(v128.or(v, i8x16.splat(0x20)), i8x16.splat(byte));
}

/** Bytes that may follow a string: white space (control characters have their own check), comma, colon, closing bracket. */
function follow(v: v128, closing: v128): v128 {
  return v128.or(
    v128.or(i8x16.le_u(v, i8x16.splat(SPACE)), closing),
    v128.or(i8x16.eq(v, i8x16.splat(COMMA)), i8x16.eq(v, i8x16.splat(COLON))),
  );
}

/** For each bit the parity of the bits up to and with it. */
function parity(x: u64): u64 {
  x ^= x << 1;
  x ^= x << 2;
  x ^= x << 4;
  x ^= x << 8;
  x ^= x << 16;
  return x ^ (x << 32);
}

function byBlocks(at: usize): usize {
  /** All ones while a string goes on from the block before. */
  let carried: u64 = 0;
  /** 1: the first byte is escaped; 1: the byte before it closed a string. */
  let escapedFirst: u64 = 0;
  let closedBefore: u64 = 0;
  while (true) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    let quotes = equal(a, b, c, d, QUOTE);
    const backslash = i8x16.splat(BACKSLASH);
    const anyBackslash = v128.or(
      v128.or(i8x16.eq(a, backslash), i8x16.eq(b, backslash)),
      v128.or(i8x16.eq(c, backslash), i8x16.eq(d, backslash)),
    );
    let escaped = escapedFirst;
    escapedFirst = 0;
    let escapes: u64 = 0;
    if (v128.any_true(anyBackslash)) {
      let left = equal(a, b, c, d, BACKSLASH) & ~escaped;
      while (left != 0) {
        const first = left & -left;
        escapes |= first;
        escaped |= first << 1;
        escapedFirst = first >> 63;
        left &= ~(first | (first << 1));
      }
    }
    quotes &= ~escaped;
    const inString = parity(quotes) ^ carried;
    carried = <u64>((<i64>inString) >> 63);
    const closers = quotes & ~inString;
    const closeA = lowered(a, CLOSE_BRACE);
    const closeB = lowered(b, CLOSE_BRACE);
    const closeC = lowered(c, CLOSE_BRACE);
    const closeD = lowered(d, CLOSE_BRACE);
    const mayFollow = bits(follow(a, closeA), follow(b, closeB), follow(c, closeC), follow(d, closeD));
    let wrong = (((closers << 1) | closedBefore) & ~mayFollow) | (escapes & ~inString);
    closedBefore = closers >> 63;

    let breaks: u64 = 0;
    const lowest = i8x16.min_u(i8x16.min_u(a, b), i8x16.min_u(c, d));
    const blank = i8x16.splat(SPACE);
    if (v128.any_true(i8x16.lt_u(lowest, blank))) {
      const control = bits(i8x16.lt_u(a, blank), i8x16.lt_u(b, blank), i8x16.lt_u(c, blank), i8x16.lt_u(d, blank));
      breaks = equal(a, b, c, d, LF);
      let white = breaks;
      if (control != breaks) {
        const returns = equal(a, b, c, d, CR);
        white |= returns | equal(a, b, c, d, TAB);
        breaks |= returns & ~((breaks >> 1) | (u64(load<u8>(at, 64) == LF) << 63));
      }
      wrong |= control & (inString | ~white);
    }

    let brackets =
      bits(
        v128.or(closeA, lowered(a, OPEN_BRACE)),
        v128.or(closeB, lowered(b, OPEN_BRACE)),
        v128.or(closeC, lowered(c, OPEN_BRACE)),
        v128.or(closeD, lowered(d, OPEN_BRACE)),
      ) & ~inString;
    // Those before the first wrong byte.
    brackets &= (wrong - 1) & ~wrong;
    while (brackets != 0) {
      const k = ctz(brackets);
      if (!bracket(at + <usize>k)) return 0;
      if (depth == 1) {
        if (breaks != 0) setLines(lines + <u32>popcnt(breaks & (((<u64>1) << k) - 1)));
        return at + <usize>k + 1;
      }
      brackets &= brackets - 1;
    }
    if (wrong != 0) return 0;
    if (breaks != 0) setLines(lines + <u32>popcnt(breaks));
    at += 64;
  }
}
