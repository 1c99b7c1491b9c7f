/** Events as databases, exporters and consumers write them: whatever they do, the verdicts stay the same. */
import { ExactNumber, write, type Exact } from '../../corpus/exact-json.js';

export type Members = Readonly<Record<string, Exact>>;

const isMembers = (value: Exact): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);

/** The value with every number, and every key, replaced. */
function each(value: Exact, number: (text: string) => Exact, key: (key: string) => string = (same) => same): Exact {
  if (value instanceof ExactNumber) return number(value.text);
  if (Array.isArray(value)) return (value as readonly Exact[]).map((item) => each(item, number, key));
  if (!isMembers(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [key(name), each(inner, number, key)]));
}

const same = (text: string): Exact => new ExactNumber(text);
const isSmall = (text: string): boolean => Number.isSafeInteger(Number(text));

/** The first digit, the others as a fraction, the exponent: as Go and MongoDB's doubles are written. */
function scientific(text: string): string {
  if (!/^\d{8,}$/.test(text) || !isSmall(text)) return text;
  const fraction = text.slice(1).replace(/0+$/, '');
  return `${text[0]!}${fraction === '' ? '' : `.${fraction}`}E+${String(text.length - 1)}`;
}

function flat(value: Exact, separator: string, path = ''): [string, Exact][] {
  if (!isMembers(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    flat(inner, separator, path === '' ? key : path + separator + key),
  );
}

const pascal = (key: string): string => key.replace(/(?:^|[_-])([a-z])/g, (_, letter: string) => letter.toUpperCase());
const camel = (key: string): string => key.replace(/[_-]([a-z])/g, (_, letter: string) => letter.toUpperCase());

const withNothing = (event: Members): Members => ({
  ...event,
  subtype: event.subtype ?? same('0'),
  session_id: event.session_id ?? same('0'),
  handle_id: event.handle_id ?? same('0'),
  opaque_id: event.opaque_id ?? '',
});

/** Firestore's and DynamoDB's names of types. */
function typed(
  value: Exact,
  names: readonly [text: string, number: string, map: string, list: string, yes: string],
): Exact {
  const [text, number, map, list, yes] = names;
  if (value instanceof ExactNumber) return { [number]: value.text };
  if (typeof value === 'string') return { [text]: value };
  if (typeof value === 'boolean') return { [yes]: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { [list]: (value as readonly Exact[]).map((item) => typed(item, names)) };
  return {
    [map]: Object.fromEntries(Object.entries(value as Members).map(([key, inner]) => [key, typed(inner, names)])),
  };
}

const dynamo = (event: Members): Exact =>
  Object.fromEntries(Object.entries(event).map(([key, value]) => [key, typed(value, ['S', 'N', 'M', 'L', 'BOOL'])]));

const isoTime = (text: string): string =>
  `${new Date(Math.floor(Number(text) / 1000)).toISOString().slice(0, -1)}${text.slice(-3)}+00:00`;

const line = (value: Exact): string => `${write(value)}\n`;

/** How each writes one event; `exact` where ids beyond 2^53 are kept. */
export const EXPORTERS: Readonly<
  Record<string, { readonly exact: boolean; readonly write: (event: Members) => string }>
> = {
  'Go structs with zero values': { exact: true, write: (event) => line(withNothing(event)) },
  "Elasticsearch's fields": {
    exact: true,
    write: (event) =>
      line({
        _index: 'janus',
        fields: Object.fromEntries(
          flat(event, '.').map(([key, value]) => [key, Array.isArray(value) ? value : [value]]),
        ),
      }),
  },
  'Go structs without tags': {
    exact: true,
    write: (event) => line(each(withNothing(event), same, pascal)),
  },
  'JavaScript with camelCase': { exact: true, write: (event) => line(each(event, same, camel)) },
  'relaxed MongoDB doubles': { exact: false, write: (event) => line(each(event, (text) => same(scientific(text)))) },
  'canonical MongoDB numbers': {
    exact: true,
    write: (event) =>
      line(each(event, (text): Members => (/^-?\d+$/.test(text) ? { $numberLong: text } : { $numberDouble: text }))),
  },
  'pandas floats': {
    exact: false,
    write: (event) => line(each(event, (text) => same(/^\d+$/.test(text) && isSmall(text) ? `${text}.0` : text))),
  },
  'texts for numbers': { exact: true, write: (event) => line(each(event, (text) => text)) },
  'event as JSON text': { exact: true, write: (event) => line({ ...event, event: write(event.event!) }) },
  'event as a text in a text': {
    exact: true,
    write: (event) => line({ ...event, event: JSON.stringify(write(event.event!)) }),
  },
  'dotted keys': { exact: true, write: (event) => line(Object.fromEntries(flat(event, '.'))) },
  'dotted keys behind the document': {
    exact: true,
    write: (event) => line(Object.fromEntries(flat({ _source: event }, '.'))),
  },
  'keys with underscores': {
    exact: true,
    write: (event) =>
      line({
        ...Object.fromEntries(Object.entries(event).filter(([key]) => key !== 'event')),
        ...Object.fromEntries(flat(event.event!, '_').map(([key, value]) => [`event_${key}`, value])),
      }),
  },
  DynamoDB: { exact: true, write: (event) => line(dynamo(event)) },
  'paStash, sanitised': {
    exact: true,
    write(event) {
      const body = event.event as Members;
      const reshaped =
        typeof body.transport === 'string' ? { ...body, transport: { transport: body.transport } } : body;
      const texts = ['type', 'session_id', 'handle_id'].filter((key) => event[key] instanceof ExactNumber);
      return line({
        ...event,
        ...Object.fromEntries(texts.map((key) => [key, (event[key] as ExactNumber).text])),
        event: reshaped,
      });
    },
  },
  'timestamps of a database': {
    exact: true,
    write: (event) => line({ ...event, timestamp: isoTime((event.timestamp as ExactNumber).text) }),
  },
};
