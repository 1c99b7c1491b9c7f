/** Bodies of events that are a JSON text: a column of a database, a field of a message that holds texts alone. */
import { parseExact } from '../exact-json.js';
import { isObject, type Json, type JsonObject } from './json.js';

/** A text in a text is as far as tools go. */
const MOST_TEXTS = 2;

/** The object with `event` as an object. */
export function eventAsText(object: JsonObject): JsonObject {
  let { event } = object;
  for (let k = 0; k < MOST_TEXTS && typeof event === 'string'; k++) event = parsed(event);
  return event === object.event ? object : { ...object, event };
}

function parsed(text: string): Json {
  const trimmed = text.trim();
  if (!/^["{[]/.test(trimmed)) return null;
  try {
    const value = parseExact(trimmed);
    return isObject(value) || Array.isArray(value) || typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
