/** Elasticsearch's `fields` of a search, in which every value is a list: `"type":[1],"event.name":["created"]`. */
import { objectOf, type JsonObject } from './json.js';

/** The object with what stands alone in a list as itself, if its lists are of that kind. */
export function fieldLists(object: JsonObject): JsonObject {
  const entries = Object.entries(object);
  if (!entries.every(([, value]) => Array.isArray(value))) return object;
  return objectOf(entries.map(([key, value]) => [key, Array.isArray(value) && value.length === 1 ? value[0] : value]));
}
