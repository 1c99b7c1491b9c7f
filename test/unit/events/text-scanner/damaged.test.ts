import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indented, plain } from '../../../bench/serialise.mjs';
import { bytesOf, eventsOf, expectSame, someSizes } from './scan.js';

const event = (n: number, body: unknown = { name: 'created', list: [1, { a: [] }], text: 'a "b" \\ {c}' }): object => ({
  emitter: 'janus',
  type: 1,
  timestamp: 1_795_417_707_838_917 + n,
  session_id: 1_000_000 + n,
  handle_id: 17,
  opaque_id: 'some "one"',
  event: body,
});

const WRITERS = [JSON.stringify, plain, indented] as ((value: unknown) => string)[];

/** A few events in one of the serialisations, joined in one of the ways. */
const logs = fc
  .tuple(
    fc.constantFrom(...WRITERS),
    fc.constantFrom('\n', '', ',', ',\n', '\r\n', '\0', '\ntext '),
    fc.array(fc.jsonValue({ maxDepth: 4 }), { minLength: 1, maxLength: 8 }),
  )
  .map(([write, separator, bodies]) => bodies.map((body, n) => write(event(n, { body }))).join(separator));

interface Damage {
  readonly at: number;
  readonly removed: number;
  readonly put: string;
}

const damages = fc.array(
  fc.record<Damage>({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 400 })),
    put: fc.oneof(
      fc.constant(''),
      fc.constantFrom(
        '"',
        '\\',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '\n',
        '\r',
        '\0',
        '\t',
        ' ',
        '1',
        'x',
        '\u001f',
        'é',
        '\ufeff',
      ),
      fc.constantFrom('{"a":{', '[[', '"a":', '\\"', '\\\\', '{"log":"', 'null', '{}', '"\\u0065vent":'),
    ),
  }),
  { maxLength: 5 },
);

function damage(text: string, all: readonly Damage[]): string {
  let damaged = text;
  for (const { at, removed, put } of all) {
    const from = Math.floor(at * damaged.length);
    damaged = damaged.slice(0, from) + put + damaged.slice(from + removed);
  }
  return damaged;
}

describe('damaged logs', () => {
  it('are told the same of by all kernels', () => {
    fc.assert(
      fc.property(logs, damages, someSizes, (text, all, sizes) => {
        expectSame(bytesOf(damage(text, all)), sizes);
      }),
      { numRuns: 700 },
    );
  });

  it('are told the same of when they are made of scraps', () => {
    const scraps = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        '"',
        '\\',
        ',',
        ':',
        '\n',
        '\r',
        ' ',
        '\t',
        '\0',
        '1',
        'true',
        '"a"',
        '"event":',
        '{"a":',
        '""',
      ],
      ...['"type":1,', '"timestamp":1795417707838917,', '"event":{}', JSON.stringify(event(1)), 'text ', '"x', '\\"'],
    );
    fc.assert(
      fc.property(fc.array(scraps, { maxLength: 60 }), someSizes, (parts, sizes) => {
        expectSame(bytesOf(parts.join('')), sizes);
      }),
      { numRuns: 1500 },
    );
  });

  it('give every whole event behind one that is cut', () => {
    for (const write of WRITERS)
      for (const separator of ['\n', ',', ',\n', '', '\0']) {
        const whole = write(event(0));
        const rest = write(event(1)) + separator + write(event(2));
        for (let cut = 1; cut < whole.length; cut++) {
          const told = expectSame(bytesOf(whole.slice(0, cut) + separator + rest));
          const ids = eventsOf(told).map((one) => 'sessionId' in one && one.sessionId);
          expect(ids, whole.slice(0, cut)).toEqual(['1000001', '1000002']);
        }
      }
  });
});

describe('unusual events', () => {
  const header = '"type":1,"timestamp":1795417707838917';
  it.each([
    ['ids as strings', `{${header},"session_id":"12","handle_id":"x\\u0041","event":{}}`],
    ['ids that are no unsigned integers', `{${header},"session_id":-5,"handle_id":1.5e3,"event":[]}`],
    [
      'ids as long as 64 bits',
      `{${header},"session_id":9223372036854775807,"handle_id":18446744073709551615,"event":{}}`,
    ],
    ['ids with leading zeros', `{${header},"session_id":007,"handle_id":0,"event":{}}`],
    ['ids beyond 64 bits', `{${header},"session_id":123456789012345678901234567890,"event":{}}`],
    [
      'an emitter that is null, and one called null',
      `{"emitter":null,${header},"event":{}}{"emitter":"null",${header},"event":{}}{"emitter":null,${header},"event":{}}`,
    ],
    [
      'emitters with escapes and beyond ASCII',
      `{"emitter":"a\\\\n",${header},"event":{}}{"emitter":"a\\n",${header},"event":{}}{"emitter":"é",${header},"event":{}}`,
    ],
    ['keys with escapes', `{"t\\u0079pe":2,"timestamp":1795417707838917,"event":{}}`],
    ['keys that come twice', `{${header},"session_id":1,"session_id":2,"event":1,"event":{"a":1}}`],
    [
      'keys in another order',
      `{"event":{"type":5},"session_id":3,"timestamp":1795417707838917,"other":[{}],"type":64}`,
    ],
    ['a header as strings', `{"type":"1","timestamp":"1795417707838917","subtype":"3","event":{}}`],
    ['a subtype that is none', `{${header},"subtype":300,"event":{}}{${header},"subtype":null,"event":{}}`],
    ['an event without a type', `{"timestamp":1795417707838917,"event":{}}`],
    [
      '64 levels and 65',
      `{${header},"event":${'['.repeat(63)}${']'.repeat(63)}}{${header},"event":${'['.repeat(64)}${']'.repeat(64)}}`,
    ],
    ['backslashes up to the end of a block', `{${header},"event":{"a":"${'\\\\'.repeat(57)}"}}`],
    [
      'an event in an envelope',
      `{"host":"a","full_message":{${header},"event":{}},"version":"1.1"}\0{${header},"event":{}}`,
    ],
    [
      'white space everywhere',
      `{ "type" : 1 ,\n\t"timestamp"\r\n:\r1795417707838917 , "event" : { "a" :\r [ 1 , { } ] } }`,
    ],
  ])('%s: all kernels tell the same', (_, text) => {
    expectSame(bytesOf(`${text}\n${text}`), [1], [3], [50]);
  });

  it('may be nearly 16 MiB, and are damage beyond', () => {
    const sized = (size: number): string => {
      const [before, after] = [`{${header},"event":{"a":"`, `"}}`];
      return before + 'x'.repeat(size - before.length - after.length) + after;
    };
    const limit = 16 * 1024 * 1024;
    const told = expectSame(bytesOf(`${sized(limit)}\n${sized(limit + 1)}\n${sized(500)}`), [1024 * 1024]);
    expect(eventsOf(told).map((one) => one.length)).toEqual([limit, 500]);
  });
});
