// One event: its own members token by token, as ValueWalker.members() goes, and the record that tells of it.
import { EARLIEST_TIMESTAMP, LARGEST_SUBTYPE, LARGEST_TYPE, LATEST_TIMESTAMP, MAX_VALUE } from '../../limits';
import * as record from '../record';
import { bodyHash } from './body-hash';
import { CLOSE_BRACE, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './bytes';
import { EMITTER, EVENT, HANDLE_ID, keyFrom, keyLength, KEYS, OPAQUE_ID } from './keys';
import { OTHER, SESSION_ID, SUBTYPE, TIMESTAMP, TYPE } from './keys';
import { nestedEnd } from './nested';
import { integer, NO_INTEGER } from './numbers';
import { lines, scalarEnd, skipBlanks, stringEnd, stringStop } from './tokens';

/** Where the value of each key begins and ends; 0 where a key has not come. The last place is for other keys. */
const FIELDS = memory.data(8 * (KEYS + 1), 8);
/** Length of the last value of each key that was a string or a scalar. */
const LENGTHS = memory.data(4 * (KEYS + 1), 4);

/** Bytes of a record; see `RecordedEvent`. */
export const RECORD: usize = 4 * record.WORDS;

/** The emitter's name where it came first since the call began, for as long as it stays the same; 0 for none. */
let emitter: usize = 0;
/** Its length with its quotes. */
let emitterLength: usize = 0;

export function forgetEmitter(): void {
  emitter = emitterLength = 0;
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
    emitterLength = close + 1 - at;
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

/** Writes where the value of `key` is, and its number: 0 where it is no unsigned integer written without leading zeros. */
function recordId(field: usize, key: usize): void {
  const start = fieldStart(key);
  const end = fieldEnd(key);
  let value: u64 = 0;
  if (start != 0 && load<u8>(start) != 0x30) value = integer(start, end);
  store<u32>(field, <u32>start);
  store<u32>(field, <u32>end, 4);
  store<u64>(field, value == NO_INTEGER ? 0 : value, 8);
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
  recordId(at + 4 * record.SESSION, SESSION_ID);
  recordId(at + 4 * record.HANDLE, HANDLE_ID);
  store<u64>(at, load<u64>(FIELDS + OPAQUE_ID * 8), 4 * record.OPAQUE);
  store<u64>(at, emitterPlace(), 4 * record.EMITTER);
  store<u32>(at, bodyHash(body, fieldEnd(EVENT), <u32>type), 4 * record.HASH);
  return true;
}
