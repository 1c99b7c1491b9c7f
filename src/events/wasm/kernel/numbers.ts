// Unsigned integers, eight or sixteen digits at a time.
import { NINES, ZEROS } from './vectors';

/** Result of {@link integer} for text that is none, or one of more than 19 digits. */
export const NO_INTEGER: u64 = u64.MAX_VALUE;

const EIGHT_ZEROS: u64 = 0x3030303030303030;

/** The value of the last `count` (1 to 8) digits before `end`; {@link NO_INTEGER} if one of them is no digit. */
function upToEight(end: usize, count: u64): u64 {
  const unused = 64 - 8 * count;
  let v = load<u64>(end - 8);
  if (unused > 0) v = ((v >> unused) << unused) | (EIGHT_ZEROS >> (64 - unused));
  if ((v & 0xf0f0f0f0f0f0f0f0) != EIGHT_ZEROS || ((v + 0x0606060606060606) & 0xf0f0f0f0f0f0f0f0) != EIGHT_ZEROS)
    return NO_INTEGER;
  v -= EIGHT_ZEROS;
  v = v * 10 + (v >> 8);
  return ((v & 0x000000ff000000ff) * 0x000f424000000064 + ((v >> 16) & 0x000000ff000000ff) * 0x0000271000000001) >> 32;
}

/** Weights of neighbouring digits, of pairs, of fours; loaded, see `vectors.ts`. */
const TENS = memory.data<u16>([10, 10, 10, 10, 10, 10, 10, 10], 16);
const HUNDREDS = memory.data<u16>([100, 1, 100, 1, 100, 1, 100, 1], 16);
const TEN_THOUSANDS = memory.data<u16>([10000, 1, 10000, 1, 10000, 1, 10000, 1], 16);
const FIRST_OF_PAIR = memory.data<u16>([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 16);
/** From index n on: sixteen bytes of which the last n count. */
const LAST_BYTES = memory.data(32, 16);
memory.fill(LAST_BYTES + 16, 0xff, 16);

/** The value of the last `count` (1 to 16) digits before `end`; {@link NO_INTEGER} if one of them is no digit. */
function upToSixteen(end: usize, count: usize): u64 {
  const digits = v128.and(i8x16.sub(v128.load(end - 16), v128.load(ZEROS)), v128.load(LAST_BYTES + count));
  if (!i8x16.all_true(i8x16.le_u(digits, v128.load(NINES)))) return NO_INTEGER;
  const firsts = v128.and(digits, v128.load(FIRST_OF_PAIR));
  const pairs = i16x8.add(i16x8.mul(firsts, v128.load(TENS)), i16x8.shr_u(digits, 8));
  const fours = i32x4.dot_i16x8_s(pairs, v128.load(HUNDREDS));
  const eights = i32x4.dot_i16x8_s(i16x8.narrow_i32x4_u(fours, fours), v128.load(TEN_THOUSANDS));
  return <u64>(<u32>i32x4.extract_lane(eights, 0)) * 100000000 + <u64>(<u32>i32x4.extract_lane(eights, 1));
}

/** The value of the digits from `start` to before `end`. */
export function integer(start: usize, end: usize): u64 {
  const count = <u64>(end - start);
  if (count == 0 || count > 19) return NO_INTEGER;
  let low: u64;
  if (ASC_FEATURE_SIMD) {
    low = upToSixteen(end, count <= 16 ? <usize>count : 16);
  } else {
    if (count <= 8) return upToEight(end, count);
    const last = upToEight(end, 8);
    const middle = upToEight(end - 8, count <= 16 ? count - 8 : 8);
    if (last == NO_INTEGER || middle == NO_INTEGER) return NO_INTEGER;
    low = middle * 100000000 + last;
  }
  if (count <= 16 || low == NO_INTEGER) return low;
  const high = upToEight(end - 16, count - 16);
  return high == NO_INTEGER ? NO_INTEGER : high * 10000000000000000 + low;
}
