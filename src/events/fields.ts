/** The header fields of one candidate event: which keys count, and how their values become a header. */
import { decodeString, decodeText, OPEN_BRACE, QUOTE } from './bytes.js';
import { idOf, integerOf } from './shapes/numbers.js';
import { isEventHeader } from './types.js';

/** Keys at the first level of an event that the header is made of. */
const KEYS = ['emitter', 'type', 'subtype', 'timestamp', 'session_id', 'handle_id', 'opaque_id', 'event'] as const;
type Key = (typeof KEYS)[number];

const KEY_BYTES = KEYS.map((key) => new TextEncoder().encode(key));

/** Bytes of the longest spelling of a number. */
const LONGEST_SPELLING = 64;

/** Number of a header key, or -1 for every other key. */
export const OTHER_KEY = -1;
export const EVENT_KEY = KEYS.indexOf('event');

/** Which header key the string between `start` and `end` is; a key written with escapes counts too. */
export function headerKey(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  for (let k = 0; k < KEY_BYTES.length; k++) {
    const key = KEY_BYTES[k]!;
    if (key.length !== length) continue;
    let i = 0;
    while (i < length && bytes[start + i] === key[i]) i++;
    if (i === length) return k;
  }
  if (length > 7 && length <= 60 && bytes.subarray(start, end).includes(0x5c))
    return KEYS.indexOf(decodeString(bytes, start, end) as Key);
  return OTHER_KEY;
}

/** Values of the header keys as ranges of bytes; -1 where a key has not come. */
export class HeaderFields {
  private readonly starts = new Int32Array(KEYS.length).fill(-1);
  private readonly ends = new Int32Array(KEYS.length).fill(-1);
  private lastEmitter = '';

  clear(): void {
    this.starts.fill(-1);
  }

  /** The value of a key, {@link OTHER_KEY} included. As in JSON.parse, the last of several equal keys counts. */
  set(key: number, start: number, end: number): void {
    if (key === OTHER_KEY) return;
    this.starts[key] = start;
    this.ends[key] = end;
  }

  /** A value that was set when its bracket opened ends here. */
  close(key: number, end: number): void {
    if (key !== OTHER_KEY) this.ends[key] = end;
  }

  /** Shifts what is held when the bytes at hand move. */
  move(by: number): void {
    for (let k = 0; k < KEYS.length; k++)
      if (this.starts[k]! >= 0) {
        this.starts[k]! -= by;
        this.ends[k]! -= by;
      }
  }

  start(key: number): number {
    return this.starts[key]!;
  }

  has(name: Key): boolean {
    return this.starts[KEYS.indexOf(name)]! >= 0;
  }

  end(key: number): number {
    return this.ends[key]!;
  }

  /** The header these fields make, or null when they make no Janus event. */
  read(bytes: Uint8Array): HeaderValues | null {
    const type = this.integer(bytes, 'type');
    const timestamp = this.integer(bytes, 'timestamp');
    if (this.starts[EVENT_KEY]! < 0 || !isEventHeader(type, timestamp)) return null;
    const subtype = this.integer(bytes, 'subtype');
    return {
      type,
      timestamp,
      subtype: subtype >= 0 && subtype <= 0xff ? subtype : 0,
      emitter: this.emitter(bytes),
      sessionId: idOf(this.text(bytes, 'session_id')),
      handleId: idOf(this.text(bytes, 'handle_id')),
      opaqueId: this.text(bytes, 'opaque_id'),
    };
  }

  /** A non-negative integer, also one that another tool spelled in its way; -1 for anything else. */
  private integer(bytes: Uint8Array, name: Key): number {
    const k = KEYS.indexOf(name);
    const start = this.starts[k]!;
    if (start < 0) return -1;
    const end = this.ends[k]!;
    const quoted = bytes[start] === QUOTE ? 1 : 0;
    return plainInteger(bytes, start + quoted, end - quoted) ?? spelledInteger(bytes, start, end);
  }

  /** An id or name; '' for a missing one. */
  private text(bytes: Uint8Array, name: Key): string {
    const k = KEYS.indexOf(name);
    const start = this.starts[k]!;
    return start < 0 ? '' : valueText(bytes, start, this.ends[k]!);
  }

  /** The emitter hardly ever changes from event to event: keeps one string for all of them. */
  private emitter(bytes: Uint8Array): string {
    const text = this.text(bytes, 'emitter');
    if (text !== this.lastEmitter) this.lastEmitter = text;
    return this.lastEmitter;
  }
}

/** The value of digits alone; null for anything else. */
function plainInteger(bytes: Uint8Array, start: number, end: number): number | null {
  if (end === start || end - start > 16) return null;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value;
}

/** The value of an integer in another spelling; -1 for anything else. */
function spelledInteger(bytes: Uint8Array, start: number, end: number): number {
  // Where a number names its type, so does all else: see `shapes/`.
  if (end - start > LONGEST_SPELLING || bytes[start] === OPEN_BRACE) return -1;
  return Number(integerOf(decodeText(bytes, start, end)) ?? -1);
}

/** An id or name as text: the content of a string, anything else as it is written; '' for null. */
export function valueText(bytes: Uint8Array, start: number, end: number): string {
  if (bytes[start] === QUOTE) return decodeString(bytes, start + 1, end - 1);
  const text = decodeString(bytes, start, end);
  return text === 'null' ? '' : text;
}

export interface HeaderValues {
  readonly type: number;
  readonly subtype: number;
  readonly timestamp: number;
  readonly emitter: string;
  readonly sessionId: string;
  readonly handleId: string;
  readonly opaqueId: string;
}
