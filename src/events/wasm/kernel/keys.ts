// The keys of an event that its header is made of.

export const EMITTER = 0;
export const TYPE = 1;
export const SUBTYPE = 2;
export const TIMESTAMP = 3;
export const SESSION_ID = 4;
export const HANDLE_ID = 5;
export const OPAQUE_ID = 6;
export const EVENT = 7;
/** How many they are; also the number of every other key. */
export const KEYS: usize = 8;
export const OTHER: usize = KEYS;

/**
 * The keys in the order in which Janus writes them. Of each between its quotes: its first eight bytes (the first one lowest),
 * its last eight, the bits of both that count, and its length in bytes, with what it is longer than eight in the upper half.
 */
const TEXTS = memory.data<u64>([
  // "emitter", "type", "subtype", "timestamp", "session_id", "handle_id", "opaque_id", "event"
  0x72657474696d6522, 0x2272657474696d65, 0xffffffffffffffff, 0x0000000100000009, 0x0000226570797422,
  0x0000226570797422, 0x0000ffffffffffff, 0x0000000000000006, 0x6570797462757322, 0x2265707974627573,
  0xffffffffffffffff, 0x0000000100000009, 0x617473656d697422, 0x22706d617473656d, 0xffffffffffffffff,
  0x000000030000000b, 0x6e6f697373657322, 0x2264695f6e6f6973, 0xffffffffffffffff, 0x000000040000000c,
  0x5f656c646e616822, 0x2264695f656c646e, 0xffffffffffffffff, 0x000000030000000b, 0x5f65757161706f22,
  0x2264695f65757161, 0xffffffffffffffff, 0x000000030000000b, 0x0022746e65766522, 0x0022746e65766522,
  0x00ffffffffffffff, 0x0000000000000007,
]);
const ENTRY: usize = 32;

/** Number of the first key from `from` on whose text, quotes included, stands at `at`; {@link OTHER} if none does. */
export function keyFrom(at: usize, from: usize): usize {
  const word = load<u64>(at);
  for (let key = from; key < OTHER; key++) {
    const entry = TEXTS + key * ENTRY;
    const mask = load<u64>(entry, 16);
    if ((word & mask) != load<u64>(entry)) continue;
    if ((load<u64>(at + load<u32>(entry, 28)) & mask) == load<u64>(entry, 8)) return key;
  }
  return OTHER;
}

/** Length of a key with its quotes. */
export function keyLength(key: usize): usize {
  return load<u32>(TEXTS + key * ENTRY, 24);
}
