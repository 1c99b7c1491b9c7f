// Sixty-four bytes at a time, as numbers with a bit for each byte, the first byte lowest. Needs SIMD.
import { LF } from './bytes';
import { BACKSLASHES, CONTROLS, LINE_FEEDS, RETURNS, TABS } from './vectors';

export function bits(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    (<u64>(<u32>i8x16.bitmask(a))) |
    ((<u64>(<u32>i8x16.bitmask(b))) << 16) |
    ((<u64>(<u32>i8x16.bitmask(c))) << 32) |
    ((<u64>(<u32>i8x16.bitmask(d))) << 48)
  );
}

/** The bytes at `at` that are equal to those of a vector. */
export function equal(at: usize, vector: usize): u64 {
  const v = v128.load(vector);
  return bits(
    i8x16.eq(v128.load(at), v),
    i8x16.eq(v128.load(at, 16), v),
    i8x16.eq(v128.load(at, 32), v),
    i8x16.eq(v128.load(at, 48), v),
  );
}

/** The bytes at `at` that are at most those of a vector. */
export function atMost(at: usize, vector: usize): u64 {
  const v = v128.load(vector);
  return bits(
    i8x16.le_u(v128.load(at), v),
    i8x16.le_u(v128.load(at, 16), v),
    i8x16.le_u(v128.load(at, 32), v),
    i8x16.le_u(v128.load(at, 48), v),
  );
}

/** For each bit the parity of the bits up to and with it: of quotes, what is inside strings. */
export function parity(x: u64): u64 {
  x ^= x << 1;
  x ^= x << 2;
  x ^= x << 4;
  x ^= x << 8;
  x ^= x << 16;
  return x ^ (x << 32);
}

/** What {@link findEscapes} found: backslashes that escape, and the bytes they escape; */
export let escapes: u64 = 0;
export let escaped: u64 = 0;
/** what {@link examine} found besides: control characters, those that are no white space, and those that end a line. */
export let controls: u64 = 0;
export let illegal: u64 = 0;
export let breaks: u64 = 0;

const ODD: u64 = 0xaaaaaaaaaaaaaaaa;

/** Tells which of the backslashes escape; `escapedFirst` is 1 where the first byte is escaped. */
export function findEscapes(backslashes: u64, escapedFirst: u64): void {
  // In a run of backslashes every other one escapes. The subtraction borrows along a run, so it finds where the run ends
  // and whether it began at an odd place.
  const free = backslashes & ~escapedFirst;
  const alternate = (((free << 1) | ODD) - free) ^ ODD;
  escapes = alternate & backslashes;
  escaped = alternate ^ (backslashes | escapedFirst);
}

/** Looks at the backslashes and control characters at `at`; `escapedFirst` is 1 where the first byte is escaped. */
export function examine(at: usize, escapedFirst: u64): void {
  findEscapes(equal(at, BACKSLASHES), escapedFirst);

  controls = atMost(at, CONTROLS);
  breaks = illegal = 0;
  if (controls == 0) return;
  breaks = equal(at, LINE_FEEDS);
  illegal = controls & ~breaks;
  if (illegal == 0) return;
  const returns = equal(at, RETURNS);
  illegal &= ~(returns | equal(at, TABS));
  // CR and LF together end one line.
  breaks |= returns & ~((breaks >> 1) | (u64(load<u8>(at, 64) == LF) << 63));
}
