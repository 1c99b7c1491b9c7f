/** Bodies of events that a tool has written in another way than Janus does. */
import { isObject, objectOf, valueAt, type Json, type JsonObject } from './json.js';
import { integerDigits } from './numbers.js';
import { bare } from './renamed-keys.js';
import { typedValues } from './typed-values.js';
import { flattened } from './flattened.js';

/** Keys of bodies that verdicts ask for, by their {@link bare} names (`bodies.ts`, JANUS' own spelling). */
const KEYS = new Map(
  [
    ...['name', 'transport', 'id', 'plugin', 'opaque_id', 'connection', 'reason', 'data', 'event', 'room', 'display'],
    ...[
      'ip',
      'admin_api',
      'status',
      'signum',
      'info',
      'version',
      'version_string',
      'local-ip',
      'server-name',
      'sessions',
    ],
    ...['session-timeout', 'reclaim-session-timeout', 'handles', 'peerconnections', 'stats-period', 'owner', 'jsep'],
    ...['sdp', 'type', 'media', 'mid', 'receiving', 'slow_link', 'ice', 'dtls', 'schema'],
  ].map((key) => [bare(key), key]),
);
const NUMBERS = new Set(['signum', 'session-timeout', 'reclaim-session-timeout', 'sessions', 'handles', 'version']);
const BOOLEANS = new Set(['admin_api', 'receiving']);

/** The body with Janus' own keys and kinds of values. */
export function plainBody(body: Json): Json {
  if (Array.isArray(body)) return body.map((item) => (isObject(item) ? plainBody(item) : typedValues(item)));
  if (!isObject(body)) return body;
  const plain = withKeys(flattened(typedValues(body) as JsonObject)) as JsonObject;
  return withTransport(plain);
}

/** {@link typedValues} have so many levels that each can be entered. */
function withKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(withKeys);
  if (!isObject(value)) return value;
  return objectOf(
    Object.entries(value).flatMap(([key, inner]) => {
      // What is missing, as Go and SQL write it.
      if (inner === null) return [];
      const own = /^[a-z_-]+$/.test(key) ? key : (KEYS.get(bare(key)) ?? key);
      return [[own, kindOf(own, withKeys(inner))]];
    }),
  );
}

function kindOf(key: string, value: Json): Json {
  if (typeof value !== 'string') return value;
  if (NUMBERS.has(key)) {
    const digits = integerDigits(value);
    return digits === null ? value : Number(digits);
  }
  return BOOLEANS.has(key) && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value;
}

/** `transport` is a text beside `id` and `data` (type 128), and `{transport, id}` beside a name (type 1). */
function withTransport(body: JsonObject): JsonObject {
  const transport = valueAt(body, 'transport');
  const id = valueAt(body, 'id');
  if (isObject(transport) && valueAt(body, 'data') !== undefined) {
    const inner = {
      id: valueAt(transport, 'id'),
      transport: valueAt(transport, 'transport') ?? valueAt(transport, 'name'),
    };
    return { ...body, transport: inner.transport, id: id ?? inner.id };
  }
  if (typeof transport === 'string' && typeof body.name === 'string' && id !== undefined)
    return { ...body, transport: { transport, id } };
  return body;
}

/** What VideoRoom and AudioBridge say of who is talking: Janus' only key with capitals that comes often. */
export const KEY_WITH_CAPITALS = 'audio_level_dBov_avg';

/** Whether the body may be written in another way although the keys that it must have are there. */
export const isUnusual = (body: Json, level = 0): boolean =>
  isObject(body) &&
  Object.entries(body).some(
    ([key, value]) =>
      value === null ||
      (key !== KEY_WITH_CAPITALS && /[A-Z.$]/.test(key)) ||
      (level < 2 && isUnusual(value, level + 1)),
  );
