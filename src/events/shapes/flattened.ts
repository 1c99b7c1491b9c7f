/** Objects whose members were written as keys of their own: `event.data.event`, `event__name`, `event_name`. */
import { isObject, objectOf, type Json, type JsonObject } from './json.js';

/** Objects inside the body of an event, as far as verdicts ask for them. */
const INNER = ['data', 'info', 'transport', 'jsep'];
const MOST_KEYS = 1000;
const MOST_LEVELS = 12;
const LONGEST_KEY = 256;

/** The keys that lead to a value: behind dots, slashes or double underscores, or behind `event_`. */
function pathOf(key: string): readonly string[] {
  if (key.length > LONGEST_KEY) return [key];
  const path = key.split(/\.|__|\//).filter((part) => part !== '');
  if (path.length > 1) return path;
  const inEvent = /^event_(.+)$/.exec(key)?.[1];
  if (inEvent === undefined || /^(?:type|subtype|timestamp|time|body|data)$/.test(inEvent)) return [key];
  const inner = INNER.find((name) => inEvent.startsWith(`${name}_`));
  return inner === undefined ? ['event', inEvent] : ['event', inner, inEvent.slice(inner.length + 1)];
}

/** The object with its members inside each other again. */
export function flattened(object: JsonObject): JsonObject {
  const entries = Object.entries(object);
  if (entries.length > MOST_KEYS || entries.every(([key]) => pathOf(key).length === 1)) return object;
  return nested(entries.map(([key, value]) => [pathOf(key), value]));
}

type Member = readonly [path: readonly string[], value: Json];

function nested(members: readonly Member[], level = 0): JsonObject {
  const groups = new Map<string, Member[]>();
  for (const [[first = '', ...rest], value] of members) {
    const group = groups.get(first) ?? [];
    group.push([rest, value]);
    groups.set(first, group);
  }
  return objectOf(
    [...groups].map(([key, group]) => {
      const inside = group.filter(([path]) => path.length > 0);
      const own = group.find(([path]) => path.length === 0)?.[1];
      if (inside.length === 0 || level > MOST_LEVELS) return [key, own ?? group[0]![1]];
      return [key, { ...(isObject(own) ? own : {}), ...nested(inside, level + 1) }];
    }),
  );
}
