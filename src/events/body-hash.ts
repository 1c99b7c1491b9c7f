/** A number that tells bodies of events apart. */

import { EventType } from './types.js';

/** Bytes at either end of a body that go into it: bodies of up to twice as many go in as a whole. */
const SAMPLED = 128;
/** Statistics begin with what they are about and have numbers all over: a look suffices, at most events of most logs. */
const SAMPLED_OF_MEDIA = 32;

/**
 * 32 bits from the length and both ends of the body between two indexes of an event of this type: of equal bodies they are
 * equal, of others hardly ever. Between events of one kind, session and time it decides what is a retransmission.
 */
export function bodyHash(bytes: DataView, start: number, end: number, type: number): number {
  const length = end - start;
  const sampled = Math.min(length, type === EventType.media ? SAMPLED_OF_MEDIA : SAMPLED);
  let head = length;
  let tail = 0x811c9dc5;
  for (let k = 4; k <= sampled; k += 4) {
    head = Math.imul(head ^ bytes.getUint32(start + k - 4, true), 0x9e3779b1);
    head ^= head >>> 15;
    tail = Math.imul(tail ^ bytes.getUint32(end - k, true), 0x85ebca6b);
    tail ^= tail >>> 13;
  }
  return (head ^ Math.imul(tail, 0xc2b2ae35)) >>> 0;
}
