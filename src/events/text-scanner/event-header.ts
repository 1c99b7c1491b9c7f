/** The header of an event whose value has been walked through. */
import { bodyHash } from '../body-hash.js';
import { decodeText, OPEN_BRACE, OPEN_BRACKET } from '../bytes.js';
import { EVENT_KEY, type HeaderFields, type HeaderValues } from '../fields.js';
import type { EventHeader } from '../header.js';
import { cutOut, type EventJson } from './line-prefix.js';
import { Hint } from '../shapes/renamed-keys.js';
import { reshape } from '../shapes/reshape.js';
import type { VainAttempts } from '../shapes/vain-attempts.js';
import type { ValueWalker } from './value-walker.js';

type Place = Pick<EventHeader, 'offset' | 'length' | 'line' | 'wrapping'>;
type Walked = Pick<ValueWalker, 'fields' | 'skipped' | 'hints'>;

/** The header of the value from index `start` to before `end`, as its walker noted it; null when it is no event. */
export function headerOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  walked: Walked,
  place: Place,
  attempts: VainAttempts,
): EventHeader | null {
  const values = plainValues(bytes, walked.fields);
  if (mayBeReshaped(walked, values) && attempts.allowedAt(place.offset)) {
    const { json } = ownJson(bytes, start, end, walked, place);
    const shaped = reshape(decodeText(json, 0, json.length));
    if (shaped !== null) return headerFrom(shaped, writtenJson(shaped), place);
    attempts.note(place.offset + place.length);
  }
  return values && headerFrom(values, ownJson(bytes, start, end, walked, place), place);
}

function plainValues(bytes: Uint8Array, fields: HeaderFields): HeaderValues | null {
  const from = fields.start(EVENT_KEY);
  const opening = bytes[from];
  return from >= 0 && (opening === OPEN_BRACE || opening === OPEN_BRACKET) ? fields.read(bytes) : null;
}

/** Whether an object could be an event in another shape than Janus', or one whose ids have other names. */
export function mayBeReshaped({ fields, hints }: Walked, values: HeaderValues | null): boolean {
  if (values !== null) return (hints & Hint.id) !== 0 && (values.sessionId === '' || values.handleId === '');
  const type = fields.has('type') || (hints & Hint.type) !== 0;
  return type && (fields.has('timestamp') || (hints & Hint.timestamp) !== 0);
}

/** The JSON as it stands in the log, without line prefixes. */
function ownJson(bytes: Uint8Array, start: number, end: number, { fields, skipped }: Walked, place: Place): EventJson {
  const whole = {
    json: bytes.subarray(start, end),
    bodyStart: fields.start(EVENT_KEY) - start,
    bodyEnd: fields.end(EVENT_KEY) - start,
  };
  return skipped.length === 0 ? whole : cutOut(whole, skipped, place.offset);
}

/** The JSON as Janus would have written it. */
function writtenJson({ body, ...values }: HeaderValues & { readonly body: string }): EventJson {
  const { type, subtype, timestamp, emitter, sessionId, handleId, opaqueId } = values;
  const header = JSON.stringify({
    emitter,
    type,
    ...(subtype > 0 && { subtype }),
    timestamp,
    ...(sessionId !== '' && { session_id: sessionId }),
    ...(handleId !== '' && { handle_id: handleId }),
    ...(opaqueId !== '' && { opaque_id: opaqueId }),
  });
  const front = new TextEncoder().encode(`${header.slice(0, -1)},"event":`);
  const json = new TextEncoder().encode(`${header.slice(0, -1)},"event":${body}}`);
  return { json, bodyStart: front.length, bodyEnd: json.length - 1 };
}

function headerFrom(values: HeaderValues, { json, bodyStart, bodyEnd }: EventJson, place: Place): EventHeader {
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
    isSample: true,
    opaqueId,
    json,
    bodyStart,
    bodyEnd,
    bodyHash: bodyHash(new DataView(json.buffer, json.byteOffset), bodyStart, bodyEnd, type),
  };
}
