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
  // Two hash tables with open addressing, the older one dropped when the younger is full: no objects per event.
  private young = new Float64Array(2 * REMEMBERED);
  private old = new Float64Array(2 * REMEMBERED);
  private count = 0;

  /** Whether an equal event came shortly before; remembers this one. */
  seen(header: EventHeader): boolean {
    const mark = markOf(header);
    const slot = slotOf(this.young, mark);
    if (this.young[slot] === mark) return true;
    this.young[slot] = mark;
    this.count++;
    const known = this.old[slotOf(this.old, mark)] === mark;
    if (this.count === REMEMBERED) {
      [this.old, this.young] = [this.young, this.old.fill(0)];
      this.count = 0;
    }
    return known;
  }
}

/** Where a mark is in a table, or the free place where it would be. Tables are never more than half full. */
function slotOf(table: Float64Array, mark: number): number {
  let slot = mark % table.length;
  while (table[slot] !== 0 && table[slot] !== mark) slot = (slot + 1) % table.length;
  return slot;
}

/** 53 bits, never 0, from length, both ends of the bytes, ids and time of an event. */
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
  return (a >>> 0) * 0x200000 + (b & 0x1fffff) || 1;
}
