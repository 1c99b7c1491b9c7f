// The number that tells bodies of events apart, as `bodyHash()` of `../../body-hash.ts` makes it.

import { HASHED_AT_ONCE, SAMPLED, SAMPLED_OF_MEDIA } from '../../limits';

/** The type of media events. */
export const MEDIA: u32 = 32;
const BLOCK: usize = HASHED_AT_ONCE;

const HEAD: u32 = 0x9e3779b1;
const TAIL: u32 = 0x85ebca6b;
const BOTH: u32 = 0xc2b2ae35;
const WORD: u32 = 0x27d4eb2f;

function mixed(hash: u32, word: u32, factor: u32): u32 {
  const product = (hash ^ word) * factor;
  return product ^ (product >> 15);
}

function mixedFour(hash: v128, at: usize, factor: v128): v128 {
  const product = i32x4.mul(v128.xor(hash, v128.load(at)), factor);
  return v128.xor(product, i32x4.shr_u(product, 15));
}

/** The hash of the body from `start` to before `end` of an event of this type. */
export function bodyHash(start: usize, end: usize, type: u32): u32 {
  const length = end - start;
  const most: usize = type == MEDIA ? SAMPLED_OF_MEDIA : SAMPLED;
  const sampled = length < most ? length : most;
  let hash = <u32>length;
  if (length < BLOCK) for (let at = start; at < end; at++) hash = mixed(hash, load<u8>(at), HEAD);
  if (ASC_FEATURE_SIMD) {
    let head = i32x4.splat(<i32>length);
    let tail = head;
    const headFactor = i32x4.splat(HEAD);
    const tailFactor = i32x4.splat(TAIL);
    for (let k = BLOCK; k <= sampled; k += BLOCK) {
      head = mixedFour(head, start + k - BLOCK, headFactor);
      tail = mixedFour(tail, end - k, tailFactor);
    }
    const both = v128.xor(head, i32x4.mul(tail, i32x4.splat(BOTH)));
    hash = mixed(hash, i32x4.extract_lane(both, 0), WORD);
    hash = mixed(hash, i32x4.extract_lane(both, 1), WORD);
    hash = mixed(hash, i32x4.extract_lane(both, 2), WORD);
    return mixed(hash, i32x4.extract_lane(both, 3), WORD);
  }
  for (let word: usize = 0; word < BLOCK; word += 4) {
    let head = <u32>length;
    let tail = head;
    for (let k = BLOCK; k <= sampled; k += BLOCK) {
      head = mixed(head, load<u32>(start + k - BLOCK + word), HEAD);
      tail = mixed(tail, load<u32>(end - k + word), TAIL);
    }
    hash = mixed(hash, head ^ (tail * BOTH), WORD);
  }
  return hash;
}
