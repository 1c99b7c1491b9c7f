/**
 * Recognises retransmissions: sampleevh sends a body again after a slow or lost reply, brokers deliver again. Two honest
 * events are never equal, since their µs time stamps differ; so equal bytes mean the same event.
 */
import type { EventHeader } from '../events/header.js';

/** Events that are remembered at least: hundreds of the largest groups sampleevh sends. */
const REMEMBERED = 64 * 1024;
/** Bytes at either end of an event that go into its mark, beside its header. */
const SAMPLED = 96;

export class RecentEvents {
  private young = new Set<number>();
  private old = new Set<number>();

  /** Whether an equal event came shortly before; remembers this one. */
  seen(header: EventHeader): boolean {
    const mark = markOf(header);
    if (this.young.has(mark)) return true;
    const known = this.old.has(mark);
    this.young.add(mark);
    if (this.young.size >= REMEMBERED) {
      this.old = this.young;
      this.young = new Set();
    }
    return known;
  }
}

/** 53 bits from length, both ends of the bytes, ids and time of an event. */
function markOf({ json, sessionId, handleId, timestamp }: EventHeader): number {
  let a = 0x811c9dc5 ^ json.length;
  let b = (timestamp % 0x7fffffff) | 0;
  const mix = (code: number): void => {
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b + code, 0x5bd1e995) ^ (b >>> 15);
  };
  for (let i = 0; i < sessionId.length; i++) mix(sessionId.charCodeAt(i));
  for (let i = 0; i < handleId.length; i++) mix(handleId.charCodeAt(i));
  const head = Math.min(SAMPLED, json.length);
  for (let i = 0; i < head; i++) mix(json[i]!);
  for (let i = Math.max(head, json.length - SAMPLED); i < json.length; i++) mix(json[i]!);
  return (a >>> 0) * 0x200000 + (b & 0x1fffff);
}
