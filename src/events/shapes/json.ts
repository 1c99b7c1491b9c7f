/** Values of JSON. Integers that a JS number cannot hold are texts: see `exact-json.ts`. */

export type Json = unknown;
export type JsonObject = Record<string, Json>;

export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own key only: keys of logs can be `__proto__` or `constructor`. */
export const valueAt = (object: JsonObject, key: string): Json =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** An object of the entries; keys of logs that mean something to JavaScript are own keys as well. */
export const objectOf = (entries: Iterable<readonly [string, Json]>): JsonObject => Object.fromEntries(entries);
