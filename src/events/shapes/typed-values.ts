/**
 * Values that name their own type: MongoDB's extended JSON (`{"$numberLong":"1"}`), DynamoDB (`{"N":"1"}`), Firestore
 * (`{"integerValue":"1"}`), unions of Avro's JSON encoding (`{"long":1}`).
 */
import { isObject, objectOf, type Json, type JsonObject } from './json.js';

/** Deeper values are left out: Janus events nest below 12 levels, and each may be wrapped twice. */
const MOST_LEVELS = 32;

const identity = (value: Json): Json => value;
const fieldsOf = (value: Json): Json => (isObject(value) ? (value.fields ?? {}) : value);
const valuesOf = (value: Json): Json => (isObject(value) ? (value.values ?? []) : value);

/** Names of types, and what of the value counts. */
const TYPES = new Map<string, (value: Json) => Json>([
  ...['$numberLong', '$numberInt', '$numberDouble', '$numberDecimal', '$date', '$oid'].map(named),
  ...['S', 'N', 'M', 'L', 'BOOL'].map(named),
  ...['stringValue', 'integerValue', 'doubleValue', 'booleanValue', 'timestampValue'].map(named),
  ...['string', 'int', 'long', 'double', 'float', 'boolean'].map(named),
  ['NULL', () => null],
  ['nullValue', () => null],
  ['mapValue', fieldsOf],
  ['arrayValue', valuesOf],
]);

function named(name: string): [string, (value: Json) => Json] {
  return [name, identity];
}

/** The value without the names of types, at every level. However deep the value is, this is not. */
export function typedValues(value: Json, level = 0): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (level > MOST_LEVELS) return null;
  if (Array.isArray(value)) return value.map((item) => typedValues(item, level + 1));
  const keys = Object.keys(value);
  const object: JsonObject = value as JsonObject;
  const inner = keys.length === 1 ? TYPES.get(keys[0]!)?.(object[keys[0]!]) : undefined;
  if (inner !== undefined) return typedValues(inner, level + 1);
  return objectOf(keys.map((key) => [key, typedValues(object[key], level + 1)]));
}
