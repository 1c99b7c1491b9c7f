/**
 * Events as databases, exporters and other consumers reshape them. Each shape is a file of its own; they are tried one
 * after another on an object that is no plain event.
 */
import { parseExact } from '../exact-json.js';
import type { HeaderValues } from '../fields.js';
import { EventType, isEventHeader } from '../types.js';
import { plainBody } from './bodies.js';
import { isBodyOf } from './janus-bodies.js';
import { eventAsText } from './event-text.js';
import { fieldLists } from './field-lists.js';
import { flattened } from './flattened.js';
import { isObject, valueAt, type Json, type JsonObject } from './json.js';
import { idOf, integerDigits } from './numbers.js';
import { renamedKeys } from './renamed-keys.js';
import { timeOf } from './times.js';
import { typedValues } from './typed-values.js';

/** An object as Janus would write it, or as near to that as the shape leads. */
type Shape = (object: JsonObject) => JsonObject;

const SHAPES: readonly Shape[] = [
  (object) => typedValues(object) as JsonObject,
  fieldLists,
  flattened,
  theEventIn,
  renamedKeys,
  eventAsText,
];

/** A larger object is no event: the statistics of a handle take 1 kB, an SDP some. */
const MOST_TEXT = 1024 * 1024;

/** What an event's header says, and its body as JSON text. */
export interface ShapedEvent extends HeaderValues {
  readonly body: string;
}

/** The event that an object stands for, given as JSON; null if it stands for none. */
export function reshape(json: string): ShapedEvent | null {
  if (json.length > MOST_TEXT) return null;
  let value: Json;
  try {
    value = parseExact(json);
  } catch {
    return null;
  }
  return isObject(value) ? eventOf(SHAPES.reduce((object, shape) => shape(object), value)) : null;
}

/** Keys that were flattened with the name of what the event was in: `_source.type`. */
function theEventIn(object: JsonObject): JsonObject {
  if (Object.keys(renamedKeys(object)).includes('type')) return object;
  const inner = Object.values(object).find((value) => isObject(value) && Object.hasOwn(renamedKeys(value), 'type'));
  return isObject(inner) ? inner : object;
}

function eventOf(object: JsonObject): ShapedEvent | null {
  const type = typeOf(valueAt(object, 'type'));
  const timestamp = timeOf(valueAt(object, 'timestamp'));
  const event = valueAt(object, 'event');
  const body = plainBody(event);
  const sessionId = idAt(object, 'session_id');
  const emitter = textOf(valueAt(object, 'emitter'));
  if (!isEventHeader(type, timestamp) || !isBodyOf(type, body, { emitter, sessionId })) return null;
  const subtype = Number(integerDigits(textOf(valueAt(object, 'subtype'))) ?? 0);
  return {
    type,
    subtype: subtype <= 0xff ? subtype : 0,
    timestamp,
    emitter,
    sessionId,
    handleId: idAt(object, 'handle_id'),
    opaqueId: textOf(valueAt(object, 'opaque_id')),
    body: JSON.stringify(body),
  };
}

const textOf = (value: Json): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const idAt = (object: JsonObject, key: string): string => idOf(textOf(valueAt(object, key)));

/** What is around the name of a type in Janus' own source and in its configuration: `JANUS_EVENT_TYPE_SESSION`, `sessions`. */
const AROUND_NAME = /^janus_event_type_|(?<=[^s])s$/g;
const TYPES = new Map<string, number>(Object.entries(EventType));

/** The number of a type, which may be given by its name. */
function typeOf(value: Json): number {
  const text = textOf(value);
  return Number(integerDigits(text) ?? TYPES.get(text.toLowerCase().replace(AROUND_NAME, '')) ?? 0);
}
