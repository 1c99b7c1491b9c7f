import { describe, expect, test } from 'vitest';
import { MOST_TAKEN_BACK, type EventHeader, type Stretch } from '../../../../src/events/header.js';
import { TextScanner } from '../../../../src/events/text-scanner/text-scanner.js';

interface Scan {
  readonly events: (Omit<EventHeader, 'json'> & { readonly text: string; readonly body: string })[];
  readonly stretches: (Omit<Stretch, 'sample'> & { readonly text: string })[];
}

function scan(input: string | Uint8Array, piece = 1 << 20): Scan {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const found: Scan = { events: [], stretches: [] };
  const decode = (part: Uint8Array): string => new TextDecoder().decode(part);
  const scanner = new TextScanner({
    event: ({ json, ...header }) =>
      found.events.push({
        ...header,
        text: decode(json),
        body: decode(json.subarray(header.bodyStart, header.bodyEnd)),
      }),
    stretch: ({ sample, ...stretch }) => found.stretches.push({ ...stretch, text: decode(sample) }),
  });
  for (let from = 0; from < bytes.length; from += piece) scanner.push(bytes.slice(from, from + piece));
  scanner.end();
  return found;
}

const EVENT = '{"emitter":"e","type":1,"timestamp":1795417230287384,"session_id":5,"event":{"name":"created"}}';
const ids = (input: string): string[] => scan(input).events.map(({ sessionId }) => sessionId);
const withId = (id: string): string => EVENT.replace('"session_id":5', `"session_id":${id}`);

describe('an event', () => {
  test('is told with its place, its fields and its body', () => {
    const [event] = scan(`\n\n  ${EVENT}\n`).events;
    expect(event).toMatchObject({
      offset: 4,
      length: EVENT.length,
      line: 3,
      type: 1,
      subtype: 0,
      timestamp: 1795417230287384,
      emitter: 'e',
      sessionId: '5',
      handleId: '',
      wrapping: 'none',
      text: EVENT,
      body: '{"name":"created"}',
    });
  });

  test.each([
    ['LF', '\n', 3],
    ['CRLF', '\r\n', 3],
    ['lone CR', '\r', 3],
    ['NUL', '\0', 3],
  ])('has the line an editor counts with %s', (_name, eol, line) => {
    for (const piece of [1, 2, 3, 1000]) {
      const { events } = scan(`x${eol}y${eol}${EVENT}${eol}${EVENT}`, piece);
      expect(events.map((event) => event.line)).toEqual([line, line + 1]);
    }
  });

  test('has its offset behind a BOM and characters of several bytes', () => {
    expect(scan(`\ufeff${EVENT}`).events[0]!.offset).toBe(3);
    expect(scan(`grüße 🙂 ${EVENT}`).events[0]!.offset).toBe(13);
  });

  test.each([
    ['9007199254740993', '9007199254740993'],
    ['9223372036854775807', '9223372036854775807'],
    ['18446744073709551615', '18446744073709551615'],
    ['"9007199254740993"', '9007199254740993'],
    ['"täg"', 'täg'],
    ['-7', '-7'],
    ['1.5e3', '1500'],
    ['null', ''],
  ])('keeps the id %s exactly', (written, id) => {
    expect(ids(withId(written))).toEqual([id]);
  });

  test('may write its keys with escapes, and twice: the last counts', () => {
    expect(ids(EVENT.replace('"session_id"', '"session\\u005fid"'))).toEqual(['5']);
    expect(ids(EVENT.replace('"session_id":5', '"session_id":4,"session_id":5'))).toEqual(['5']);
  });

  test.each(['"type":3', '"type":0', '"type":"x"', '"type":1.5', '"timestamp":1795417', '"event":null', '"event":"x"'])(
    'is not one with %s',
    (field) => {
      const key = field.slice(0, field.indexOf(':'));
      expect(scan(EVENT.replace(new RegExp(`${key}:[^,]*?(?=,"|}$)`), field)).events).toEqual([]);
    },
  );
});

describe('what stands around events', () => {
  const PREFIXES = [
    '/janus/events/sessions ',
    '2026-11-23T07:00:00.123Z ',
    '[pod/janus-1/x] 2026-11-23T07:00:00Z ',
    'Nov 23 07:00:00 host janus[7]: ',
    'stdout F ',
  ];

  test.each(PREFIXES)('may be %s in front of every line of an indented event', (prefix) => {
    const lines = JSON.stringify(JSON.parse(EVENT), null, 3).split('\n');
    const text = `${prefix}${lines.join(`\n${prefix}`)}\n`;
    for (const piece of [1, 5, 1000]) {
      const { events, stretches } = scan(text + text, piece);
      expect(events.map(({ sessionId, wrapping }) => [sessionId, wrapping])).toEqual([
        ['5', 'prefix'],
        ['5', 'prefix'],
      ]);
      expect(JSON.parse(events[1]!.text)).toEqual(JSON.parse(EVENT));
      expect(stretches).toEqual([]);
    }
  });

  test.each(['}', ']', '"', '{', 'x}', '"}', 'msg="{not json}" ', '\\', '[WARN] '])(
    '%j in front of an indented event is no prefix of its lines',
    (text) => {
      const indented = JSON.stringify(JSON.parse(EVENT), null, 1);
      expect(ids(`${text}${indented}\n${text}${indented}`)).toEqual(['5', '5']);
    },
  );

  test('may be another object, to some depth, or a string', () => {
    expect(ids(`{"a":{"b":[1,{"c":${EVENT}}]}}`)).toEqual(['5']);
    expect(ids(`{"log":${JSON.stringify(`${EVENT}\n`)},"stream":"stdout"}`)).toEqual(['5']);
    expect(scan(JSON.stringify(EVENT)).events).toMatchObject([{ wrapping: 'string', offset: 0 }]);
  });

  test('may be objects as deep as an answer of Elasticsearch, and twice', () => {
    const inside = (depth: number): string => `${'{"a":'.repeat(depth)}${EVENT}${'}'.repeat(depth)}`;
    expect(ids(inside(8))).toEqual(['5']);
    expect(ids(inside(9))).toEqual([]);
    // Behind damage as well, where it is unknown what is in what.
    expect(ids(`{"x" ${inside(8)}`)).toEqual(['5']);
    expect(ids(`{"x" ${inside(9)}`)).toEqual([]);
  });

  test('is told as a stretch with its place when it is damaged', () => {
    const half = EVENT.slice(0, 40);
    const { events, stretches } = scan(`${EVENT}\n${half}\n${EVENT}\n`);
    expect(events).toHaveLength(2);
    expect(stretches).toMatchObject([{ kind: 'broken', offset: EVENT.length + 1, length: 40, line: 2 }]);
  });

  test('costs no event when a string is never closed', () => {
    expect(ids(`{"a":"never closed\n${EVENT}\n"lone\n${EVENT}`)).toEqual(['5', '5']);
  });
});

describe('a string', () => {
  const log = (text: string): string => `{"log":${JSON.stringify(text)},"stream":"stdout"}`;

  test.each([
    ['quotes and backslashes', '{"name":"a \\"b\\" \\\\"}'],
    ['tab, line feed and slash', '{"name":"a\\tb\\n\\/"}'],
    ['characters of two, three and four bytes', '{"name":"é € 🙂"}'],
  ])('gives the event in it as it was before it was escaped: %s', (_, body) => {
    const event = EVENT.replace('{"name":"created"}', body);
    expect(scan(log(event)).events).toMatchObject([{ text: event, body, wrapping: 'string' }]);
  });

  test.each([
    ['half a surrogate pair', '\\ud83d', '\ufffd'],
    ['one in front of digits that could be its other half', '\\ud83d--de42', '\ufffd--de42'],
    ['an escape that is none', '\\q', '\\q'],
    ['an escape by number that is none', '\\u12x4', '\\u12x4'],
  ])('that holds %s costs no event', (_, written, read) => {
    const [event] = scan(log(EVENT).replace('created', written)).events;
    expect(event!.text).toBe(EVENT.replace('created', read));
  });

  test.each([
    ['quotes', /"/g],
    ['quotes and letters', /["a-z]/g],
  ])('may have %s escaped by number', (_, escaped) => {
    const number = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
    expect(scan(`{"log":"${EVENT.replace(escaped, number)}"}`).events).toMatchObject([{ text: EVENT }]);
  });

  test('gives every event in it, with its own place, in whatever pieces it is unescaped', () => {
    const many = Array.from({ length: 3000 }, (_, k) => withId(String(k + 1)));
    const text = `\n${log(many.join('é\n'))}`;
    const { events, stretches } = scan(text);
    expect(events.map(({ sessionId }) => Number(sessionId))).toEqual(many.map((_, k) => k + 1));
    expect(events.at(-1)).toMatchObject({ offset: 8, line: 2, wrapping: 'string' });
    expect(stretches).toEqual([]);
  });

  test('tells what is damaged in it, with its place and as it was before it was escaped', () => {
    const half = `${EVENT.slice(0, 75)}"é`;
    const text = `${EVENT}\n${log(`${EVENT}\n${half}\n${EVENT}\n`)}\n${EVENT}\n`;
    const { events, stretches } = scan(text);
    expect(events).toHaveLength(4);
    const escapedHalf = JSON.stringify(half).slice(1, -1);
    const bytes = (part: string): number => new TextEncoder().encode(part).length;
    const offset = bytes(text.slice(0, text.indexOf(escapedHalf)));
    expect(stretches).toEqual([{ kind: 'broken', offset, length: bytes(escapedHalf), line: 2, text: half }]);
  });

  test.each([
    ['cut at its end', EVENT.slice(0, 75)],
    ['cut at its begin', EVENT.slice(20)],
    ['of which the middle is missing', EVENT.slice(0, 40) + EVENT.slice(60)],
    ['in a string in it', log(EVENT.slice(0, 75))],
  ])('tells an event %s', (_, damaged) => {
    const { events, stretches } = scan(`${log(damaged)}\n${EVENT}\n`);
    expect(events).toHaveLength(1);
    expect(stretches).toMatchObject([{ kind: 'broken', line: 1 }]);
  });

  test('has one stretch with its neighbours that are damaged too', () => {
    const lines = [log(EVENT), log(EVENT.slice(0, 75)), log('text'), log(EVENT.slice(0, 60)), log(EVENT)];
    const text = lines.join('\n');
    expect(scan(text).stretches).toMatchObject([{ kind: 'broken', line: 2 }]);
    expect(scan(`${lines.join(`\n${EVENT}\n`)}\n`).stretches).toMatchObject([{ line: 3 }, { line: 7 }]);
  });

  test.each(['{app="janus"} |= "event"', 'a text', '&{Name:"x" Event:"y"}', '{"level":"info","msg":"event'])(
    'may hold anything else, which is no damage: %s',
    (text) => {
      expect(scan(`${log(text)}\n${EVENT}`).stretches).toEqual([]);
    },
  );

  test('between texts is damaged as the text around it is', () => {
    const cut = JSON.stringify(EVENT.slice(0, 75));
    expect(scan(`${cut}\n${EVENT}`).stretches).toMatchObject([{ kind: 'broken', offset: 0, length: cut.length }]);
    const both = JSON.stringify(`${EVENT.slice(0, 75)}\n${EVENT}`);
    expect(scan(`${both}\n`)).toMatchObject({ events: [{ offset: 0 }], stretches: [{ offset: 1 }] });
  });
});

/** Sizes at which anything worse than linear would not end before the tests are given up. */
describe('hostile bytes', () => {
  const MiB = 1 << 20;

  test.each([
    ['braces', '{'.repeat(4 * MiB)],
    ['brackets', '['.repeat(8 * MiB)],
    ['objects 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['objects 100,000 deep, never closed', '{"a":'.repeat(100_000)],
    ['escaped quotes', `"${'\\"'.repeat(2 * MiB)}"`],
    ['escaped quotes around a brace', `x"{${'\\"'.repeat(2 * MiB)}"`],
    ['quotes', '"'.repeat(4 * MiB)],
    ['quotes and braces', '"{'.repeat(2 * MiB)],
    ['a string of 20 MiB', `{"a":"${'x'.repeat(20 * MiB)}"}`],
    ['a string of 20 MiB that never closes', `{"a":"${'x'.repeat(20 * MiB)}`],
    ['line breaks', '\r'.repeat(8 * MiB)],
    ['text', 'lorem ipsum '.repeat(MiB)],
    ['an open array', `{"a":[${'1,'.repeat(8 * MiB)}`],
    ['arrays of open objects', `{"a":[${'1,'.repeat(20_000)}`.repeat(150)],
  ])('%s take no more than their time, and hide nothing behind them', (_name, hostile) => {
    expect(scan(`${hostile}\n${EVENT}\n`, 64 * 1024).events).toMatchObject([{ sessionId: '5' }]);
  });

  test('of any kind bring no error', () => {
    const bytes = new Uint8Array(MiB);
    let state = 1;
    for (let i = 0; i < bytes.length; i++) bytes[i] = (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 16;
    expect(scan(bytes).events).toEqual([]);
  });
});

describe('taking an end back', () => {
  /** What a scanner that was at its end behind `input` tells it can go on from. */
  const resumed = (input: string): ReturnType<TextScanner['resume']> => {
    const scanner = new TextScanner({ event: () => undefined, stretch: () => undefined });
    const bytes = new TextEncoder().encode(input);
    for (let from = 0; from < bytes.length; from += 1 << 16) scanner.push(bytes.slice(from, from + (1 << 16)));
    scanner.end();
    return scanner.resume();
  };
  const envelope = (events: number): string => `{"hits":[${Array.from({ length: events }, () => EVENT).join(',\n')}`;

  test('an envelope that is still open is scanned again from its beginning', () => {
    expect(resumed(`${EVENT}\n${envelope(50)}`)).toMatchObject({ offset: EVENT.length + 1 });
  });

  test('one that holds more than is remembered, with all before it', () => {
    expect(resumed(`${EVENT}\n${envelope(MOST_TAKEN_BACK + 1)}`)).toBeNull();
  });

  test('what came before is forgotten with the next line between values', () => {
    expect(resumed(`${envelope(MOST_TAKEN_BACK + 1)}]}\n${EVENT}\n`)).toMatchObject({ events: [], stretches: [] });
  });
});
