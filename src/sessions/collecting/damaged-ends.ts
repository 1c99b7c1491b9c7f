/** What is left in damaged text of events that ended a session. */

export interface DamagedEnds {
  /** How many there are. */
  readonly count: number;
  /** Ids of sessions in the text: theirs, as far as they can be read, and those of events beside them. */
  readonly ids: readonly string[];
  /** Times that stand in the text, µs: theirs, as far as they can be read, and those of events beside them. */
  readonly times: readonly number[];
}

const NAMED_END = /"(?:destroyed|timeout)\b/g;
const CREATED = /"name"\s*:\s*"created"/g;
/** Of a session event (type 1) that is not `created` nothing need be left but this: it can only be an end. */
const SESSION_EVENT = /"type"\s*:\s*"?1"?(?![\d.])/g;
/** An id whose last digits may be missing is none. */
const SESSION_ID = /"session_id"\s*:\s*"?(\d{1,20})(?=["\s,}])/g;
/** A time in µs has sixteen digits from 2001 to 2286: where they end, it is whole. */
const TIMESTAMP = /"timestamp"\s*:\s*"?(\d{16})(?!\d)/g;

/** Looks through damaged text, however often it was escaped as a string of JSON. */
export function endsIn(damaged: string): DamagedEnds {
  const text = damaged.replaceAll(/\\+(?=")/g, '');
  const found = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const count = Math.max(found(NAMED_END), found(SESSION_EVENT) - found(CREATED));
  if (count === 0) return { count, ids: [], times: [] };
  const all = (pattern: RegExp): string[] => Array.from(text.matchAll(pattern), ([, value]) => value!);
  return { count, ids: all(SESSION_ID), times: all(TIMESTAMP).map(Number) };
}
