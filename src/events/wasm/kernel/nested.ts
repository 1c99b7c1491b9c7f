// A member's value in brackets: from the bracket that opens it to the one that closes it, as ValueWalker.below() goes.
import { MAX_DEPTH } from '../../limits';
import { atMost, bits, breaks, controls, escaped, escapes, examine, illegal, parity } from './blocks';
import { BREAK, CLOSE, CLOSE_BRACE, classOf, COLON, COMMA, CR, followsString, ILLEGAL, LF, OPEN } from './bytes';
import { OPEN_BRACE, OPEN_BRACKET, SPACE, STRING } from './bytes';
import { lines, setLines, stringEnd } from './tokens';
import { BACKSLASHES, BLANKS, BRACKET_BITS, BRACKETS, COLONS, COMMAS, CONTROLS, QUOTES } from './vectors';

/** A bit for every bracket that is open, the innermost lowest: 1 for an object. */
let containers: u64 = 0;
let depth: u32 = 0;

/** Takes the bracket at `at`; false where it may not stand, and for what is none. */
function bracket(at: usize): bool {
  const c = load<u8>(at);
  const kind = classOf(c);
  if (kind == CLOSE) {
    if ((containers & 1) != u64(c == CLOSE_BRACE)) return false;
    containers >>= 1;
    depth--;
    return true;
  }
  if (kind != OPEN || depth == <u32>MAX_DEPTH) return false;
  let before = at - 1;
  while (load<u8>(before) <= SPACE) before--;
  const last = load<u8>(before);
  if (last != COLON && last != OPEN_BRACKET && (last != COMMA || (containers & 1) != 0)) return false;
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

function byBlocks(at: usize): usize {
  const quote = v128.load(QUOTES);
  const backslash = v128.load(BACKSLASHES);
  const comma = v128.load(COMMAS);
  const colon = v128.load(COLONS);
  const control = v128.load(CONTROLS);
  const bracketBits = v128.load(BRACKET_BITS);
  const allBrackets = v128.load(BRACKETS);
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
    let quotes = bits(i8x16.eq(a, quote), i8x16.eq(b, quote), i8x16.eq(c, quote), i8x16.eq(d, quote));
    // All four brackets, and three bytes that stand nowhere outside of strings, are alike but for these bits.
    const bracketsA = i8x16.eq(v128.or(a, bracketBits), allBrackets);
    const bracketsB = i8x16.eq(v128.or(b, bracketBits), allBrackets);
    const bracketsC = i8x16.eq(v128.or(c, bracketBits), allBrackets);
    const bracketsD = i8x16.eq(v128.or(d, bracketBits), allBrackets);
    let brackets = bits(bracketsA, bracketsB, bracketsC, bracketsD);
    const punctuation = bits(
      v128.or(bracketsA, v128.or(i8x16.eq(a, comma), i8x16.eq(a, colon))),
      v128.or(bracketsB, v128.or(i8x16.eq(b, comma), i8x16.eq(b, colon))),
      v128.or(bracketsC, v128.or(i8x16.eq(c, comma), i8x16.eq(c, colon))),
      v128.or(bracketsD, v128.or(i8x16.eq(d, comma), i8x16.eq(d, colon))),
    );
    const lowest = i8x16.min_u(i8x16.min_u(a, b), i8x16.min_u(c, d));
    const unusual = v128.or(
      i8x16.le_u(lowest, control),
      v128.or(
        v128.or(i8x16.eq(a, backslash), i8x16.eq(b, backslash)),
        v128.or(i8x16.eq(c, backslash), i8x16.eq(d, backslash)),
      ),
    );

    let wrong: u64 = 0;
    let passed: u64 = 0;
    let inString: u64;
    if (escapedFirst != 0 || v128.any_true(unusual)) {
      examine(at, escapedFirst);
      quotes &= ~escaped;
      escapedFirst = escapes >> 63;
      inString = parity(quotes) ^ carried;
      wrong = illegal | (controls & inString) | (escapes & ~inString);
      passed = breaks;
    } else {
      inString = parity(quotes) ^ carried;
    }
    carried = <u64>((<i64>inString) >> 63);
    // What follows a string: punctuation for the most part, else white space.
    const closers = quotes & ~inString;
    const follow = ((closers << 1) | closedBefore) & ~punctuation;
    closedBefore = closers >> 63;
    if (follow != 0) wrong |= follow & ~atMost(at, BLANKS);

    // Those before the first wrong byte.
    brackets &= ~inString & (wrong - 1) & ~wrong;
    while (brackets != 0) {
      const k = ctz(brackets);
      if (!bracket(at + <usize>k)) return 0;
      if (depth == 1) {
        if (passed != 0) setLines(lines + <u32>popcnt(passed & (((<u64>1) << k) - 1)));
        return at + <usize>k + 1;
      }
      brackets &= brackets - 1;
    }
    if (wrong != 0) return 0;
    if (passed != 0) setLines(lines + <u32>popcnt(passed));
    at += 64;
  }
}
