/** A number that tells bodies of events apart. The kernel makes the same: see `wasm/kernel/body-hash.ts`. */

import { EventType } from './types.js';

/** Bytes at either end of a body that go into it: bodies of up to twice as many go in as a whole. */
const SAMPLED = 128;
/** Statistics begin with what they are about and have numbers all over: a look suffices, at most events of most logs. */
const SAMPLED_OF_MEDIA = 32;
/** Four words at a time: each of them, counted from the begin and from the end, has a hash of its own. */
const BLOCK = 16;

/**
 * 32 bits from the length and both ends of the body between two indexes of an event of this type: of equal bodies they are
 * equal, of others hardly ever. Between events of one kind, session and time it decides what is a retransmission.
 */
export function bodyHash(bytes: DataView, start: number, end: number, type: number): number {
  const length = end - start;
  const sampled = Math.min(length, type === EventType.media ? SAMPLED_OF_MEDIA : SAMPLED);
  let hash = length;
  if (length < BLOCK) for (let i = start; i < end; i++) hash = mixed(hash, bytes.getUint8(i), 0x9e3779b1);
  for (let word = 0; word < BLOCK; word += 4) {
    let head = length;
    let tail = length;
    for (let k = BLOCK; k <= sampled; k += BLOCK) {
      head = mixed(head, bytes.getUint32(start + k - BLOCK + word, true), 0x9e3779b1);
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
