/** Keys in another case or under a near name: `SessionId` of Go and .NET, `sessionId` of JavaScript, `event_type`. */
import { objectOf, type Json, type JsonObject } from './json.js';

/** What each key of an event is called, the likeliest name first; as {@link bare} makes them. */
const NAMES = {
  emitter: ['emitter', 'eventemitter'],
  type: ['type', 'eventtype'],
  subtype: ['subtype', 'eventsubtype'],
  timestamp: ['timestamp', 'eventtimestamp', 'ts', 'eventtime', 'time'],
  session_id: ['sessionid', 'session', 'janussessionid', 'janussession'],
  handle_id: ['handleid', 'handle', 'janushandleid', 'janushandle'],
  opaque_id: ['opaqueid', 'opaque'],
  event: ['event', 'eventbody', 'eventdata', 'body', 'data', 'payload', 'details'],
} as const;

type Name = keyof typeof NAMES;
const ENTRIES = Object.entries(NAMES) as [Name, readonly string[]][];

/** A key as all spellings of it have it in common. */
export const bare = (key: string): string => key.replace(/[_\-\s@$]/g, '').toLowerCase();

/** Whether the value says something: Go writes the zero value of what is missing, beside the real one in other case. */
const says = (value: Json): boolean => value !== undefined && value !== null && value !== '';

/** A body, or the JSON text of one. */
const mayBeBody = (value: Json): boolean =>
  typeof value === 'string' ? /^\s*["[{]/.test(value) : typeof value === 'object';

/** The object with Janus' own keys. Other keys are left out. */
export function renamedKeys(object: JsonObject): JsonObject {
  const byName = new Map<string, Json>();
  for (const [key, value] of Object.entries(object)) {
    const name = bare(key);
    if (!byName.has(name) || !says(byName.get(name))) byName.set(name, value);
  }
  return objectOf(
    ENTRIES.flatMap(([key, names]) => {
      const own = Object.hasOwn(object, key) ? object[key] : undefined;
      const values = [own, ...names.map((name) => byName.get(name))].filter(says);
      // Loggers have an `event` of their own: what they call a message.
      const value = (key === 'event' ? values.find(mayBeBody) : undefined) ?? values[0];
      return says(value) ? [[key, value] as const] : [];
    }),
  );
}

/** What the keys of an object may hold: a type, a timestamp, a session's or handle's id. Bits. */
export const Hint = { none: 0, type: 1, timestamp: 2, id: 4 } as const;

const HINTS = new Map<string, number>([
  ...NAMES.type.map((name) => [name, Hint.type] as const),
  ...NAMES.timestamp.map((name) => [name, Hint.timestamp] as const),
  ...[...NAMES.session_id, ...NAMES.handle_id].map((name) => [name, Hint.id] as const),
]);
/** Bytes of the longest key that is looked at: a near name behind the names of what it was inside. */
const LONGEST = 64;

/** What a key that is none of Janus' may stand for; behind the last dot of a flattened one. */
export function hintOf(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > LONGEST) return Hint.none;
  let name = '';
  for (let i = start; i < end; i++) {
    const c = bytes[i]!;
    if (c === 0x2e) name = '';
    else if (c >= 0x41 && c <= 0x5a) name += String.fromCharCode(c | 0x20);
    else if (c >= 0x61 && c <= 0x7a) name += String.fromCharCode(c);
  }
  return HINTS.get(name) ?? Hint.none;
}
