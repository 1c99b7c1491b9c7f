// One event: its own members token by token, as ValueWalker.members() goes, and the record that tells of it.
import { CLOSE_BRACE, COLON, COMMA, lines, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './bytes';
import { scalarEnd, skipBlanks, stringEnd, stringStop } from './bytes';
import { nestedEnd } from './nested';
import { integer, NO_INTEGER } from './numbers';

const EMITTER = 0;
const TYPE = 1;
const SUBTYPE = 2;
const TIMESTAMP = 3;
const SESSION_ID = 4;
const HANDLE_ID = 5;
const OPAQUE_ID = 6;
const EVENT = 7;
const OTHER = 8;

/** Where the value of each key begins and ends; 0 where a key has not come. The last place is for other keys. */
const FIELDS = memory.data(9 * 8);

const MAX_VALUE: usize = 16 * 1024 * 1024;
const EARLIEST_TIMESTAMP: u64 = 100000000000000;
const LATEST_TIMESTAMP: u64 = 9007199254740991;

/** Bytes of a record; see `EventRecords`. */
export const RECORD: usize = 80;

/** Number of the key of `length` bytes at `at`. The constants are the keys' letters, the first lowest. */
function keyAt(at: usize, length: usize): usize {
  switch (<i32>length) {
    case 4:
      return load<u32>(at) == 0x65707974 ? TYPE : OTHER;
    case 5:
      return load<u32>(at) == 0x6e657665 && load<u8>(at, 4) == 0x74 ? EVENT : OTHER;
    case 7: {
      // With the closing quote.
      const letters = load<u64>(at);
      return letters == 0x2272657474696d65 ? EMITTER : letters == 0x2265707974627573 ? SUBTYPE : OTHER;
    }
    case 9: {
      const letters = load<u64>(at);
      if (load<u8>(at, 8) == 0x70) return letters == 0x6d617473656d6974 ? TIMESTAMP : OTHER;
      if (load<u8>(at, 8) != 0x64) return OTHER;
      return letters == 0x695f656c646e6168 ? HANDLE_ID : letters == 0x695f65757161706f ? OPAQUE_ID : OTHER;
    }
    case 10:
      return load<u64>(at) == 0x5f6e6f6973736573 && load<u16>(at, 8) == 0x6469 ? SESSION_ID : OTHER;
    default:
      return OTHER;
  }
}

/**
 * Address of the closing quote of the key whose content begins at `at`; 0 if it is damaged, or holds an escape: the
 * reference decodes it.
 */
function keyEnd(at: usize): usize {
  const stop = stringStop(at);
  return load<u8>(stop) == QUOTE ? stop : 0;
}

/** Goes through the object at `start` and notes its fields. Address behind it; 0 if it is damaged, cut or unusual. */
export function membersEnd(start: usize): usize {
  memory.fill(FIELDS, 0, 64);
  let at = start + 1;
  while (true) {
    at = skipBlanks(at);
    if (load<u8>(at) != QUOTE) return 0;
    const key = at + 1;
    at = keyEnd(key);
    if (at == 0) return 0;
    const field = FIELDS + keyAt(key, at - key) * 8;
    at++;
    if (load<u8>(at) != COLON) {
      at = skipBlanks(at);
      if (load<u8>(at) != COLON) return 0;
    }
    at = skipBlanks(at + 1);
    store<u32>(field, <u32>at);
    const c = load<u8>(at);
    if (c == QUOTE) {
      at = stringEnd(at + 1);
      if (at == 0) return 0;
      at++;
    } else if (c == OPEN_BRACE || c == OPEN_BRACKET) {
      at = nestedEnd(at);
      if (at == 0) return 0;
    } else {
      const end = scalarEnd(at);
      if (end == at) return 0;
      at = end;
    }
    store<u32>(field, <u32>at, 4);
    if (load<u8>(at) != COMMA) {
      at = skipBlanks(at);
      const next = load<u8>(at);
      if (next == CLOSE_BRACE) return at + 1;
      if (next != COMMA) return 0;
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
function recordId(record: usize, key: usize): void {
  const start = fieldStart(key);
  const end = fieldEnd(key);
  let value: u64 = 0;
  if (start != 0 && load<u8>(start) != 0x30) value = integer(start, end);
  store<u32>(record, <u32>start);
  store<u32>(record, <u32>end, 4);
  store<u64>(record, value == NO_INTEGER ? 0 : value, 8);
}

/** Start and end of the emitter of the last event since the call began; 0 for none. */
let lastEmitter: u64 = 0;

export function forgetEmitter(): void {
  lastEmitter = 0;
}

/** Where the emitter's name is. While it stays the same that is where it was first. */
function emitterPlace(): u64 {
  const place = load<u64>(FIELDS + EMITTER * 8);
  const start = <usize>(<u32>place);
  const length = <usize>(place >> 32) - start;
  const last = <usize>(<u32>lastEmitter);
  if (<usize>(lastEmitter >> 32) - last == length && memory.compare(start, last, length) == 0) return lastEmitter;
  lastEmitter = place;
  return place;
}

/** Writes the record of the object from `start` to `end` whose fields were noted; false if it is no plain event. */
export function recordEvent(record: usize, start: usize, end: usize, line: u32, prefixed: bool): bool {
  if (end - start > MAX_VALUE || (prefixed && line != lines)) return false;
  const body = fieldStart(EVENT);
  if (body == 0 || (load<u8>(body) != OPEN_BRACE && load<u8>(body) != OPEN_BRACKET)) return false;
  const type = fieldInteger(TYPE);
  if (type == 0 || type > 32768 || (type & (type - 1)) != 0) return false;
  const timestamp = fieldInteger(TIMESTAMP);
  if (timestamp < EARLIEST_TIMESTAMP || timestamp > LATEST_TIMESTAMP) return false;
  let subtype: u64 = 0;
  if (fieldStart(SUBTYPE) != 0) {
    subtype = fieldInteger(SUBTYPE);
    if (subtype > 255) return false;
  }
  store<u32>(record, <u32>start);
  store<u32>(record, <u32>end, 4);
  store<u32>(record, line, 8);
  store<u32>(record, (<u32>type) | ((<u32>subtype) << 16) | ((<u32>prefixed) << 24), 12);
  store<f64>(record, <f64>timestamp, 16);
  store<u32>(record, <u32>body, 24);
  store<u32>(record, <u32>fieldEnd(EVENT), 28);
  recordId(record + 32, SESSION_ID);
  recordId(record + 48, HANDLE_ID);
  store<u64>(record, load<u64>(FIELDS + OPAQUE_ID * 8), 64);
  store<u64>(record, emitterPlace(), 72);
  return true;
}
