// Tells events of handles that came lately from others. Most of a log are statistics and the like of a few hundred handles
// in turn: whoever knows that a handle is the one of an earlier event need not look it up, and of an event that says
// nothing else nobody need hear by itself.
import { KINDS, SLOTS, SUBTYPES } from '../../limits';
import { DECIDES_BUT_FOR_REQUESTS, NOTHING_NEW, PLAIN, SAME_HANDLE, WAS_OTHERS } from '../../record';
import { MEDIA } from './body-hash';
import { QUOTE } from './bytes';

/** By {@link kindOf}: whether such events decide something, see `record.ts`. Whoever runs the kernel fills it. */
const DECISIVE = memory.data(KINDS);
export const decisive: usize = DECISIVE;

/** The number of a type's bit, then the subtype. */
function kindOf(type: u32, subtype: u32): usize {
  return <usize>(ctz(type) * SUBTYPES + subtype);
}

/** Whether such an event can be a request over HTTP. */
export function mayBeRequest(type: u32, subtype: u32): bool {
  return load<u8>(DECISIVE + kindOf(type, subtype)) == <u8>DECIDES_BUT_FOR_REQUESTS;
}

/** Names of emitters that came lately, quotes included, with their numbers; a number is given once. */
const EMITTERS: usize = 16;
const LONGEST_NAME: usize = 56;
const EMITTER: usize = 64;
const NAMES = memory.data(64 * 16, 8);
let lastNumber: u32 = 1;
/** The number of all emitters that have no name. */
export const NAMELESS: u32 = 1;

/**
 * By slot: number of the emitter, hash of the opaque id told last, session, handle, whether an opaque id was told, whether
 * the slot was used later than its neighbour.
 */
const SLOT: usize = 32;
const TABLE = memory.data(32 * SLOTS, 32);
const GOLDEN: u32 = 0x9e3779b1;

/** The number of the emitter whose name stands from `start` to before `end`; 0 for a name that is too long to be kept. */
export function emitterNumber(start: usize, end: usize): u32 {
  const length = end - start;
  if (length > LONGEST_NAME) return 0;
  for (let entry = NAMES; entry < NAMES + EMITTERS * EMITTER; entry += EMITTER)
    if (load<u32>(entry, 4) == <u32>length && isSame(entry + 8, start, length)) return load<u32>(entry);
  // In the place of the one that came first of all.
  const entry = NAMES + (lastNumber % EMITTERS) * EMITTER;
  store<u32>(entry, ++lastNumber);
  store<u32>(entry, <u32>length, 4);
  memory.copy(entry + 8, start, length);
  return lastNumber;
}

function isSame(a: usize, b: usize, length: usize): bool {
  for (let k: usize = 0; k < length; k++) if (load<u8>(a + k) != load<u8>(b + k)) return false;
  return true;
}

/** 32 bits of a text, of equal texts equal and of others hardly ever; never 0. */
function textHash(start: usize, end: usize): u32 {
  let hash: u64 = <u64>(end - start);
  let at = start;
  for (; at + 8 <= end; at += 8) hash = mixed(hash ^ load<u64>(at));
  if (at < end) hash = mixed(hash ^ (load<u64>(end - 8) >> (64 - 8 * <u64>(end - at))));
  const folded = <u32>(hash ^ (hash >> 32));
  return folded == 0 ? 1 : folded;
}

function mixed(hash: u64): u64 {
  const product = hash * 0x9e3779b97f4a7c15;
  return product ^ (product >> 29);
}

/**
 * What the record tells of the handle of an event: its slot, and what is known of it. The opaque id stands from
 * `opaqueStart` to before `opaqueEnd`; an emitter without a number, or an id that is none, has no slot.
 */
export function slotOf(
  emitter: u32,
  session: u64,
  handle: u64,
  type: u32,
  subtype: u32,
  opaqueStart: usize,
  opaqueEnd: usize,
): u32 {
  if (emitter == 0 || session == 0 || handle == 0) return 0;
  const hash = ((<u32>handle) ^ (<u32>session) ^ emitter) * GOLDEN;
  const first = TABLE + <usize>((<u64>hash * (SLOTS / 2)) >> 32) * 2 * SLOT;
  const second = first + SLOT;
  let entry = first;
  let same = isOf(first, emitter, session, handle);
  if (!same) {
    same = isOf(second, emitter, session, handle);
    if (same || load<u32>(first, 28) != 0) entry = second;
  }
  store<u32>(entry, 1, 28);
  store<u32>(entry == first ? second : first, 0, 28);
  let slot = <u32>(entry - TABLE) / <u32>SLOT + 1;
  if (!same) {
    if (load<u64>(entry, 16) != 0) slot |= WAS_OTHERS;
    store<u32>(entry, emitter);
    store<u32>(entry, 0, 4);
    store<u64>(entry, session, 8);
    store<u64>(entry, handle, 16);
    store<u32>(entry, 0, 24);
  }
  const isNew = opaqueStart != 0 && isNewOpaqueId(entry, type, opaqueStart, opaqueEnd);
  if (!same) return slot;
  if (isNew) return slot | SAME_HANDLE;
  return slot | SAME_HANDLE | NOTHING_NEW | (load<u8>(DECISIVE + kindOf(type, subtype)) == 0 ? PLAIN : 0);
}

function isOf(entry: usize, emitter: u32, session: u64, handle: u64): bool {
  return load<u64>(entry, 16) == handle && load<u64>(entry, 8) == session && load<u32>(entry) == emitter;
}

/**
 * Whether an opaque id is another one than was told last with the slot. Statistics are most of a log, and name it each
 * time: in them it counts where none was told before.
 */
function isNewOpaqueId(entry: usize, type: u32, start: usize, end: usize): bool {
  if (load<u8>(start) != QUOTE) {
    // No text: whoever collects decides, and it is the one told last.
    if (type != MEDIA) store<u32>(entry, 0, 4);
    return true;
  }
  const named = load<u32>(entry, 24) != 0;
  store<u32>(entry, 1, 24);
  if (type == MEDIA) return !named;
  const hash = textHash(start, end);
  if (load<u32>(entry, 4) == hash) return false;
  store<u32>(entry, hash, 4);
  return true;
}
