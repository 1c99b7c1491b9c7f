// Texts of strings without the backslashes that escape quotes, backslashes and slashes, sixty-four bytes at a time: an event
// in a string has one at every quote. Needs SIMD.
import { atMost, bits, equal, escaped, escapes, findEscapes } from './blocks';
import { LETTER_U } from './bytes';
import { stopsIn } from './tokens';
import { BACKSLASHES, CONTROLS, LETTER_US, QUOTES, SLASHES } from './vectors';

/** Bytes of a block, */
const BLOCK: u64 = 64;
/** and those that are written at once. */
const GROUP: u64 = 8;

/** For each number whose bits say which of eight bytes are left out: the places of the others, in order. */
const KEPT = memory.data(8 * 256, 16);
for (let left: u32 = 0; left < 256; left++) {
  let to = KEPT + left * 8;
  for (let k: u32 = 0; k < 8; k++) if (((left >> k) & 1) == 0) store<u8>(to++, <u8>k);
}

/** Where the last call stopped reading, and writing; */
export let readTo: usize = 0;
export let writtenTo: usize = 0;
/** bits where bytes beyond ASCII stood; whether a backslash stood in front of a `u`. */
export let beyondAscii: u64 = 0;
export let looksLikeCode: bool = false;

/**
 * Writes the content of a string from `at` on, where no escape is under way, to `out` on. Stops at the quote that ends it, at
 * a control character, at an escape of another kind, or once it is past `limit` in the output. It writes nothing 64 bytes or
 * more behind `limit`; what is behind its stop counts for nothing.
 */
export function unescape(at: usize, out: usize, limit: usize): void {
  beyondAscii = 0;
  looksLikeCode = false;
  const quote = v128.load(QUOTES);
  const backslash = v128.load(BACKSLASHES);
  const control = v128.load(CONTROLS);
  while (out <= limit) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    const quotes = bits(i8x16.eq(a, quote), i8x16.eq(b, quote), i8x16.eq(c, quote), i8x16.eq(d, quote));
    const backslashes = bits(
      i8x16.eq(a, backslash),
      i8x16.eq(b, backslash),
      i8x16.eq(c, backslash),
      i8x16.eq(d, backslash),
    );
    findEscapes(backslashes, 0);
    let stops = quotes & ~escaped;
    const others = escaped & ~quotes;
    const doubled = others & backslashes;
    // Where the backslash in front of anything else stands.
    if (others != doubled) stops |= (others & ~doubled & ~equal(at, SLASHES)) >> 1;
    const lowest = i8x16.min_u(i8x16.min_u(a, b), i8x16.min_u(c, d));
    if (v128.any_true(i8x16.le_u(lowest, control))) stops |= atMost(at, CONTROLS);
    const stop = ctz(stops);
    // What the last byte escapes stands in the next block: that byte is left for it.
    const count = min(stop, BLOCK - (escapes >> 63));
    const taken: u64 = count == BLOCK ? u64.MAX_VALUE : ((<u64>1) << count) - 1;
    beyondAscii |= bits(a, b, c, d) & taken;
    if (doubled != 0) looksLikeCode = looksLikeCode || isFollowedByU(doubled & taken, at);
    let left = escapes & taken;
    if (left == 0) {
      v128.store(out, a);
      v128.store(out, b, 16);
      v128.store(out, c, 32);
      v128.store(out, d, 48);
      out += <usize>count;
    } else {
      for (let done: u64 = 0; done < count; done += GROUP) {
        const which = left & 0xff;
        const places = v128.load64_zero(KEPT + <usize>which * 8);
        v128.store64_lane(out, i8x16.swizzle(v128.load64_zero(at + <usize>done), places), 0);
        out += <usize>(GROUP - popcnt(which));
        left >>= 8;
      }
      // Of the last group, what is behind the stop does not count.
      out -= <usize>((GROUP - (count % GROUP)) % GROUP);
    }
    at += <usize>count;
    if (stop < BLOCK) break;
  }
  readTo = at;
  writtenTo = out;
}

/**
 * The same of sixteen bytes at most, and stops at every backslash: where escapes of other kinds stand close to each other, a
 * block for each takes twice as long. Returns whether it stopped before it had written all of them.
 */
export function copyFew(at: usize, out: usize): bool {
  const v = v128.load(at);
  v128.store(out, v);
  const stops = stopsIn(v);
  const count = ctz(stops | 0x10000);
  beyondAscii = (<u64>(<u32>i8x16.bitmask(v))) & (((<u64>1) << count) - 1);
  looksLikeCode = false;
  readTo = at + <usize>count;
  writtenTo = out + <usize>count;
  return stops != 0;
}

/** Whether a `u` stands behind one of the bytes of the block at `at`. */
function isFollowedByU(bytes: u64, at: usize): bool {
  if (((bytes << 1) & equal(at, LETTER_US)) != 0) return true;
  return bytes >> 63 != 0 && load<u8>(at, 64) == LETTER_U;
}
