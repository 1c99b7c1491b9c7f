/** The header of an event whose value has been walked through. */
import { bodyHash } from './body-hash.js';
import { OPEN_BRACE, OPEN_BRACKET } from './bytes.js';
import { EVENT_KEY } from './fields.js';
import type { EventHeader } from './header.js';
import { cutOut } from './line-prefix.js';
import type { ValueWalker } from './value-walker.js';

type Place = Pick<EventHeader, 'offset' | 'length' | 'line' | 'wrapping'>;

/** The header of the value from index `start` to before `end`, as its walker noted it; null when it is no event. */
export function headerOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  { fields, skipped }: ValueWalker,
  place: Place,
): EventHeader | null {
  const from = fields.start(EVENT_KEY);
  const opening = bytes[from];
  const values = from >= 0 && (opening === OPEN_BRACE || opening === OPEN_BRACKET) ? fields.read(bytes) : null;
  if (values === null) return null;
  const whole = {
    json: bytes.subarray(start, end),
    bodyStart: from - start,
    bodyEnd: fields.end(EVENT_KEY) - start,
  };
  const { json, bodyStart, bodyEnd } = skipped.length === 0 ? whole : cutOut(whole, skipped, place.offset);
  const { type, subtype, timestamp, emitter, sessionId, handleId, opaqueId } = values;
  return {
    offset: place.offset,
    length: place.length,
    line: place.line,
    wrapping: place.wrapping,
    type,
    subtype,
    timestamp,
    emitter,
    sessionId,
    handleId,
    sessionLow: 0,
    sessionHigh: 0,
    handleLow: 0,
    handleHigh: 0,
    slot: -1,
    isOfSameHandle: false,
    opaqueId,
    json,
    bodyStart,
    bodyEnd,
    bodyHash: bodyHash(new DataView(json.buffer, json.byteOffset), bodyStart, bodyEnd, type),
  };
}
