// Unsigned integers, eight digits at a time.

/** Result of {@link integer} for text that is none, or one of more than 19 digits. */
export const NO_INTEGER: u64 = u64.MAX_VALUE;

const ZEROS: u64 = 0x3030303030303030;

/** The value of the last `count` (1 to 8) digits before `end`; {@link NO_INTEGER} if one of them is no digit. */
function upToEight(end: usize, count: u64): u64 {
  const unused = 64 - 8 * count;
  let v = load<u64>(end - 8);
  if (unused > 0) v = ((v >> unused) << unused) | (ZEROS >> (64 - unused));
  if ((v & 0xf0f0f0f0f0f0f0f0) != ZEROS || ((v + 0x0606060606060606) & 0xf0f0f0f0f0f0f0f0) != ZEROS) return NO_INTEGER;
  v -= ZEROS;
  v = v * 10 + (v >> 8);
  return ((v & 0x000000ff000000ff) * 0x000f424000000064 + ((v >> 16) & 0x000000ff000000ff) * 0x0000271000000001) >> 32;
}

/** The value of the digits from `start` to before `end`. */
export function integer(start: usize, end: usize): u64 {
  const count = <u64>(end - start);
  if (count == 0 || count > 19) return NO_INTEGER;
  if (count <= 8) return upToEight(end, count);
  const low = upToEight(end, 8);
  const middle = upToEight(end - 8, count <= 16 ? count - 8 : 8);
  if (low == NO_INTEGER || middle == NO_INTEGER) return NO_INTEGER;
  if (count <= 16) return middle * 100000000 + low;
  const high = upToEight(end - 16, count - 16);
  return high == NO_INTEGER ? NO_INTEGER : (high * 100000000 + middle) * 100000000 + low;
}
