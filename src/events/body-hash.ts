/** A number that tells bodies of events apart. The kernel makes the same: see `wasm/kernel/body-hash.ts`. */

import { HASHED_AT_ONCE, SAMPLED, SAMPLED_OF_MEDIA } from './limits.js';
import { EventType } from './types.js';

/**
 * 32 bits from the length and both ends of the body between two indexes of an event of this type: of equal bodies they are
 * equal, of others hardly ever. Between events of one kind, session and time it decides what is a retransmission.
 */
export function bodyHash(bytes: DataView, start: number, end: number, type: number): number {
  const length = end - start;
  const sampled = Math.min(length, type === EventType.media ? SAMPLED_OF_MEDIA : SAMPLED);
  let hash = length;
  if (length < HASHED_AT_ONCE) for (let i = start; i < end; i++) hash = mixed(hash, bytes.getUint8(i), 0x9e3779b1);
  for (let word = 0; word < HASHED_AT_ONCE; word += 4) {
    let head = length;
    let tail = length;
    for (let k = HASHED_AT_ONCE; k <= sampled; k += HASHED_AT_ONCE) {
      head = mixed(head, bytes.getUint32(start + k - HASHED_AT_ONCE + word, true), 0x9e3779b1);
      tail = mixed(tail, bytes.getUint32(end - k + word, true), 0x85ebca6b);
    }
    hash = mixed(hash, head ^ Math.imul(tail, 0xc2b2ae35), 0x27d4eb2f);
  }
  return hash >>> 0;
}

function mixed(hash: number, word: number, factor: number): number {
  const product = Math.imul(hash ^ word, factor);
  return product ^ (product >>> 15);
}
