// One event: its own members token by token, as ValueWalker.members() goes, and the record that tells of it.
import { EARLIEST_TIMESTAMP, LARGEST_SUBTYPE, LARGEST_TYPE, LATEST_TIMESTAMP, MAX_VALUE } from '../../limits';
import * as record from '../../record';
import { bodyHash } from './body-hash';
import { CLOSE_BRACE, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE, NULL } from './bytes';
import { EMITTER, EVENT, HANDLE_ID, keyFrom, keyLength, KEYS, OPAQUE_ID } from './keys';
import { OTHER, SESSION_ID, SUBTYPE, TIMESTAMP, TYPE } from './keys';
import { emitterNumber, mayBeRequest, NAMELESS, slotOf } from './handles';
import { nestedEnd } from './nested';
import { integer, NO_INTEGER } from './numbers';
import { addressAt, idAt, isRequest } from './requests';
import { lines, scalarEnd, skipBlanks, stringEnd, stringStop } from './tokens';

/** Where the value of each key begins and ends; 0 where a key has not come. The last place is for other keys. */
const FIELDS = memory.data(8 * (KEYS + 1), 8);
/** Length of the last value of each key that was a string or a scalar. */
const LENGTHS = memory.data(4 * (KEYS + 1), 4);

/** Bytes of a record; see `RecordedEvent`. */
export const RECORD: usize = 4 * record.WORDS;

/** The emitter's name where it came first since the call began, for as long as it stays the same; 0 for none. */
let emitter: usize = 0;
/** Its length with its quotes; 0 for one that is longer than what stands behind the bytes. */
let emitterLength: usize = 0;
/** Its {@link emitterNumber}; 0 where nobody has asked for it. */
let emitterKnown: u32 = 0;

export function forgetEmitter(): void {
  emitter = emitterLength = 0;
  emitterKnown = 0;
}

/** Whether the emitter's name stands at `at` as it did before. */
function isEmitter(at: usize): bool {
  const last = emitterLength - 8;
  if (emitterLength < 8 || load<u64>(at + last) != load<u64>(emitter + last)) return false;
  for (let k: usize = 0; k < last; k += 8) if (load<u64>(at + k) != load<u64>(emitter + k)) return false;
  return true;
}

/**
 * `end`, where the value of `key` at `at` ends. Values of a key are mostly as long as the one before, and the processor
 * foresees the comparison: it goes on behind the value before it has found its end.
 */
function foreseen(at: usize, end: usize, key: usize): usize {
  const length = load<u32>(LENGTHS + key * 4);
  if (end == at + length) return at + length;
  store<u32>(LENGTHS + key * 4, <u32>(end - at));
  return end;
}

/**
 * Address of the closing quote of the key whose content begins at `at`; 0 if it is damaged, or holds an escape: the
 * reference decodes it.
 */
function keyEnd(at: usize): usize {
  const stop = stringStop(at);
  return load<u8>(stop) == QUOTE ? stop : 0;
}

/** Address behind the value of `key` at `at`; 0 if it is damaged or cut. */
function valueEnd(at: usize, key: usize): usize {
  const c = load<u8>(at);
  if (c == OPEN_BRACE || c == OPEN_BRACKET) return nestedEnd(at);
  if (c != QUOTE) {
    const end = scalarEnd(at);
    return end == at ? 0 : foreseen(at, end, key);
  }
  if (key == EMITTER && isEmitter(at)) return at + emitterLength;
  const close = stringEnd(at + 1);
  if (close == 0) return 0;
  if (key == EMITTER) {
    emitter = at;
    const length = close + 1 - at;
    // A longer one is not compared: near the end of the bytes that would lead out of the memory.
    emitterLength = length <= <usize>record.PADDING ? length : 0;
    emitterKnown = 0;
  }
  return foreseen(at, close + 1, key);
}

/** Goes through the object at `start` and notes its fields. Address behind it; 0 if it is damaged, cut or unusual. */
export function membersEnd(start: usize): usize {
  for (let key: usize = 0; key <= KEYS; key++) store<u64>(FIELDS + key * 8, 0);
  let at = start + 1;
  let next: usize = EMITTER;
  while (true) {
    at = skipBlanks(at);
    if (load<u8>(at) != QUOTE) return 0;
    let key = keyFrom(at, next);
    if (key != OTHER) {
      at += keyLength(key);
      next = key + 1;
    } else {
      const close = keyEnd(at + 1);
      if (close == 0) return 0;
      key = keyFrom(at, EMITTER);
      at = close + 1;
    }
    if (load<u8>(at) != COLON) {
      at = skipBlanks(at);
      if (load<u8>(at) != COLON) return 0;
    }
    at = skipBlanks(at + 1);
    store<u32>(FIELDS + key * 8, <u32>at);
    at = valueEnd(at, key);
    if (at == 0) return 0;
    store<u32>(FIELDS + key * 8, <u32>at, 4);
    if (load<u8>(at) != COMMA) {
      at = skipBlanks(at);
      const c = load<u8>(at);
      if (c == CLOSE_BRACE) return at + 1;
      if (c != COMMA) return 0;
    }
    at++;
  }
}

function fieldStart(key: usize): usize {
  return load<u32>(FIELDS + key * 8);
}

function fieldEnd(key: usize): usize {
  return load<u32>(FIELDS + key * 8, 4);
}

function fieldInteger(key: usize): u64 {
  const start = fieldStart(key);
  const end = fieldEnd(key);
  return end - start > 16 ? NO_INTEGER : integer(start, end);
}

/**
 * Writes where the value of `key` is, and its number, which it returns: 0 where it is no unsigned integer written without
 * leading zeros.
 */
function recordId(field: usize, key: usize): u64 {
  const start = fieldStart(key);
  const end = fieldEnd(key);
  let value: u64 = 0;
  if (start != 0 && load<u8>(start) != 0x30) value = integer(start, end);
  store<u32>(field, <u32>start);
  store<u32>(field, <u32>end, 4);
  if (value == NO_INTEGER) value = 0;
  store<u64>(field, value, 8);
  return value;
}

/** The number of the emitter of an event. */
function numberOfEmitter(): u32 {
  const start = fieldStart(EMITTER);
  if (start == 0) return NAMELESS;
  if (!isEmitter(start)) return emitterNumber(start, fieldEnd(EMITTER));
  if (emitterKnown == 0) emitterKnown = emitterNumber(emitter, emitter + emitterLength);
  return emitterKnown;
}

/** Whether an opaque id stands there, and not what means that there is none. */
function isOpaqueId(start: usize, end: usize): bool {
  const length = end - start;
  if (length == 4 && load<u32>(start) == NULL) return false;
  return start != 0 && (length != 2 || load<u8>(start) != QUOTE);
}

/** Where the emitter's name is. While it stays the same, that is where it was first. */
function emitterPlace(): u64 {
  const start = fieldStart(EMITTER);
  if (start != 0 && isEmitter(start)) return (<u64>emitter) | ((<u64>(emitter + emitterLength)) << 32);
  return load<u64>(FIELDS + EMITTER * 8);
}

/** Writes the record of the object from `start` to `end` whose fields were noted; false if it is no plain event. */
export function recordEvent(at: usize, start: usize, end: usize, line: u32, prefixed: bool): bool {
  if (end - start > <usize>MAX_VALUE || (prefixed && line != lines)) return false;
  const body = fieldStart(EVENT);
  if (body == 0 || (load<u8>(body) != OPEN_BRACE && load<u8>(body) != OPEN_BRACKET)) return false;
  // A tool that adds keys may have renamed the ids.
  if (fieldStart(OTHER) != 0 && (fieldStart(SESSION_ID) == 0 || fieldStart(HANDLE_ID) == 0)) return false;
  const type = fieldInteger(TYPE);
  if (type == 0 || type > <u64>LARGEST_TYPE || (type & (type - 1)) != 0) return false;
  const timestamp = fieldInteger(TIMESTAMP);
  if (timestamp < <u64>EARLIEST_TIMESTAMP || timestamp > <u64>LATEST_TIMESTAMP) return false;
  let subtype: u64 = 0;
  if (fieldStart(SUBTYPE) != 0) {
    subtype = fieldInteger(SUBTYPE);
    if (subtype > <u64>LARGEST_SUBTYPE) return false;
  }
  store<u32>(at, <u32>start, 4 * record.START);
  store<u32>(at, <u32>end, 4 * record.END);
  store<u32>(at, line, 4 * record.LINE);
  store<u32>(at, (<u32>type) | ((<u32>subtype) << 16) | ((<u32>prefixed) << 24), 4 * record.KIND);
  store<f64>(at, <f64>timestamp, 4 * record.TIMESTAMP);
  store<u32>(at, <u32>body, 4 * record.BODY);
  store<u32>(at, <u32>fieldEnd(EVENT), 4 * (record.BODY + 1));
  const session = recordId(at + 4 * record.SESSION, SESSION_ID);
  const handle = recordId(at + 4 * record.HANDLE, HANDLE_ID);
  let opaque = fieldStart(OPAQUE_ID);
  let opaqueEnd = fieldEnd(OPAQUE_ID);
  if (!isOpaqueId(opaque, opaqueEnd)) opaque = opaqueEnd = 0;
  store<u32>(at, <u32>opaque, 4 * record.OPAQUE);
  store<u32>(at, <u32>opaqueEnd, 4 * (record.OPAQUE + 1));
  store<u64>(at, emitterPlace(), 4 * record.EMITTER);
  store<u32>(at, bodyHash(body, fieldEnd(EVENT), <u32>type), 4 * record.HASH);
  let slot = slotOf(numberOfEmitter(), session, handle, <u32>type, <u32>subtype, opaque, opaqueEnd);
  if (
    mayBeRequest(<u32>type, <u32>subtype) &&
    fieldStart(SESSION_ID) == 0 &&
    fieldStart(HANDLE_ID) == 0 &&
    isRequest(body, fieldEnd(EVENT))
  ) {
    slot |= record.REQUEST | record.PLAIN;
    store<u32>(at, <u32>idAt, 4 * record.REQUEST_ID);
    store<u32>(at, <u32>addressAt, 4 * record.REQUEST_ADDRESS);
  }
  store<u32>(at, slot, 4 * record.SLOT);
  store<u32>(at, 0, 4 * record.TEXTS);
  return true;
}

/**
 * The event in the record `at`, whose JSON stands at `json`, is what the text from `start` to before `end` says, quotes
 * included. The emitter's name stays where it is.
 */
export function isOfText(at: usize, json: usize, start: usize, end: usize): void {
  const length = load<u32>(at, 4 * record.END) - load<u32>(at, 4 * record.START);
  const by = <u32>(start - json);
  move(at + 4 * record.BODY, by);
  move(at + 4 * record.SESSION, by);
  move(at + 4 * record.HANDLE, by);
  move(at + 4 * record.OPAQUE, by);
  if (load<u32>(at, 4 * record.SLOT) & record.REQUEST) {
    store<u32>(at, load<u32>(at, 4 * record.REQUEST_ID) + by, 4 * record.REQUEST_ID);
    const address = load<u32>(at, 4 * record.REQUEST_ADDRESS);
    if (address != 0) store<u32>(at, address + by, 4 * record.REQUEST_ADDRESS);
  }
  store<u32>(at, <u32>start, 4 * record.START);
  store<u32>(at, <u32>end, 4 * record.END);
  store<u32>(at, load<u32>(at, 4 * record.KIND) | (record.IN_STRING << 24), 4 * record.KIND);
  store<u32>(at, <u32>json + 1, 4 * record.TEXTS);
  store<u32>(at, length, 4 * record.JSON_LENGTH);
}

/** Moves the addresses of a value, if there is one. */
function move(field: usize, by: u32): void {
  if (load<u32>(field) == 0) return;
  store<u32>(field, load<u32>(field) + by);
  store<u32>(field, load<u32>(field, 4) + by, 4);
}
