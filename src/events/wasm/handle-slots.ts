/**
 * Tells records of handles that came lately from others. Most of a log are statistics of a few hundred handles in turn:
 * whoever knows that the handle is the one of an earlier event need not look it up.
 */
import { SLOTS } from '../header.js';
import { EMITTER, HANDLE, NOTHING_NEW, OPAQUE, SAME_HANDLE, SESSION, SLOT, WORDS } from './record.js';
import { TextCache } from '../text-cache.js';

const SLOT_BITS = Math.log2(SLOTS);
const ID = 4;

export class HandleSlots {
  /** By slot: both halves of the session's number and of the handle's. */
  private readonly ids = new Uint32Array(SLOTS * ID);
  /** By slot: whether an event with an opaque id was among them. */
  private readonly named = new Uint8Array(SLOTS);
  private readonly texts = new TextCache();
  private emitter = '';

  /** Writes into each of `count` records what is known of its handle. `bytes` are those that addresses are of. */
  note(words: Uint32Array, count: number, bytes: Uint8Array): void {
    let emitter = -1;
    for (let at = 0; at < count * WORDS; at += WORDS) {
      if (words[at + EMITTER] !== emitter) {
        emitter = words[at + EMITTER]!;
        this.noteEmitter(emitter === 0 ? '' : this.texts.of(bytes, emitter, words[at + EMITTER + 1]!));
      }
      words[at + SLOT] = this.slotOf(words, at);
    }
  }

  /** The same ids on another server are other sessions. */
  private noteEmitter(name: string): void {
    if (name === this.emitter) return;
    this.emitter = name;
    this.ids.fill(0);
  }

  /** An id that is no number has no slot. */
  private slotOf(words: Uint32Array, at: number): number {
    const sessionLow = words[at + SESSION + 2]!;
    const sessionHigh = words[at + SESSION + 3]!;
    const low = words[at + HANDLE + 2]!;
    const high = words[at + HANDLE + 3]!;
    if ((sessionLow === 0 && sessionHigh === 0) || (low === 0 && high === 0)) return 0;
    const { ids, named } = this;
    const slot = Math.imul(low ^ sessionLow, 0x9e3779b1) >>> (32 - SLOT_BITS);
    const k = slot * ID;
    const names = words[at + OPAQUE] === 0 ? 0 : 1;
    if (ids[k] === sessionLow && ids[k + 1] === sessionHigh && ids[k + 2] === low && ids[k + 3] === high) {
      if (named[slot]! >= names) return (slot + 1) | SAME_HANDLE | NOTHING_NEW;
      named[slot] = names;
      return (slot + 1) | SAME_HANDLE;
    }
    ids[k] = sessionLow;
    ids[k + 1] = sessionHigh;
    ids[k + 2] = low;
    ids[k + 3] = high;
    named[slot] = names;
    return slot + 1;
  }
}
