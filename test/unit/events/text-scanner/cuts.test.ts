/** Where a log is cut for reading must not matter: what is told is compared with what is told of it in one piece. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scanner, ScannerSink } from '../../../../src/events/header.js';
import { newScanner } from '../../../../src/events/scanner.js';
import { TextScanner } from '../../../../src/events/text-scanner/text-scanner.js';
import { bytesOf, KINDS, noting, scan, type Told } from './scan.js';

const EVENT = '{"emitter":"a","type":1,"timestamp":1795417707838917,"session_id":1,"event":{"name":"created"}}';
const escaped = (text: string): string => JSON.stringify(text);
const INDENTED = JSON.stringify(JSON.parse(EVENT), null, 1);
const PREFIX = '2026-11-23T07:00:00.123Z ';

const FRAGMENTS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    '\\"',
    ',',
    ':',
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\0',
    '\u0001',
    '\u007f',
    '\ufeff',
  ],
  ...[
    'x',
    '1',
    'null',
    'é',
    '🙂',
    'text ',
    'level="info\t',
    '"a"',
    '"a":',
    '{"a":',
    '{"a":{',
    '":',
    '" :',
    '{}',
    '\\u0022',
  ],
  ...[
    '"type":1,',
    '"timestamp":1795417707838917,',
    '"event":{}',
    '{"log":"',
    '"}',
    '\\\\',
    '\\u00e9',
    '\\ud83d\\ude42',
  ],
  ...[EVENT, `${EVENT}\n`, EVENT.slice(0, 40), EVENT.slice(40), `{"a":${EVENT}}`, `[${EVENT},`],
  ...[INDENTED, PREFIX, PREFIX + INDENTED.replaceAll('\n', `\n${PREFIX}`)],
  ...[
    escaped(EVENT),
    `{"log":${escaped(`${EVENT}\n`)}}`,
    `{"log":${escaped(EVENT.slice(0, 80))}}`,
    escaped(EVENT.slice(0, 70)),
  ],
  ...[
    `{"a":${escaped(`${EVENT.slice(0, 60)}\n${EVENT}\n${EVENT.slice(50)}`)}}`,
    `{"a":${escaped(`{"log":${escaped(EVENT)}}`)}}`,
  ],
  ...[`{"a":${escaped(`{"log":${escaped(EVENT.slice(0, 80))}}`)}}`, escaped(EVENT).replaceAll('\\"', '\\u0022')],
  ...[
    `[${' '.repeat(600)}x`,
    'x'.repeat(300),
    'x'.repeat(600),
    `${'x'.repeat(520)}}`,
    'y'.repeat(4200),
    `"${'z'.repeat(600)}`,
  ],
];

const texts = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...FRAGMENTS) }, { weight: 1, arbitrary: fc.string() }), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

/** A value beyond this is too large, for these tests: some of the fragments are, joined. */
const MAX_VALUE = 400;

const small = (sink: ScannerSink): Scanner => new TextScanner(sink, null, 0, MAX_VALUE);
const usual = (sink: ScannerSink): Scanner => new TextScanner(sink);

/** Every place to cut at, or a hundred of them. */
function placesIn(bytes: Uint8Array): number[] {
  const step = Math.max(1, Math.floor(bytes.length / 100));
  return Array.from({ length: Math.floor(bytes.length / step) }, (_, k) => k * step);
}

/** What is told of bytes that come in two pieces. */
function inTwo(make: (sink: ScannerSink) => Scanner, bytes: Uint8Array, cut: number): Told[] {
  const { told, sink } = noting();
  const scanner = make(sink);
  scanner.push(bytes.slice(0, cut));
  scanner.push(bytes.slice(cut));
  scanner.end();
  return told;
}

describe('what is told of a text', () => {
  it.each([
    ['', usual],
    [' in which values may be large', small],
  ])('is the same wherever it is cut%s', (_, make) => {
    fc.assert(
      fc.property(texts, (text) => {
        const bytes = bytesOf(text);
        const whole = inTwo(make, bytes, bytes.length);
        for (const cut of placesIn(bytes)) expect(inTwo(make, bytes, cut), `cut at ${String(cut)}`).toEqual(whole);
      }),
      { numRuns: 400 },
    );
  });

  it('is the same in single bytes, and by all kernels', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 700 }), (text, size) => {
        const bytes = bytesOf(text);
        const whole = scan(null, bytes, [bytes.length]);
        expect(scan(null, bytes, [1])).toEqual(whole);
        for (const kind of KINDS)
          for (const sizes of [[1], [size], [bytes.length]]) expect(scan(kind, bytes, sizes)).toEqual(whole);
      }),
      { numRuns: 400 },
    );
  });

  it('is the same when it is looked at bit by bit', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 50 }), fc.constantFrom(null, ...KINDS), (text, most, kind) => {
        const bytes = bytesOf(text);
        const { told, sink } = noting();
        const scanner = newScanner(sink, kind);
        scanner.add(bytes);
        while (!scanner.look(most));
        scanner.add(null);
        while (!scanner.look(most));
        expect(told).toEqual(scan(null, bytes, [bytes.length]));
      }),
      { numRuns: 600 },
    );
  });

  it('is the same when it seemed to end somewhere', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(null, ...KINDS), (text, kind) => {
        const bytes = bytesOf(text);
        const whole = scan(null, bytes, [bytes.length]);
        const places = placesIn(bytes);
        for (const cut of kind === null ? places : places.slice(0, 5)) {
          const { told, sink } = noting();
          const scanner = newScanner(sink, kind);
          scanner.push(bytes.slice(0, cut));
          scanner.end();
          const { offset, events, stretches } = scanner.resume()!;
          told.length -= events.length + stretches.length;
          scanner.push(bytes.slice(offset));
          scanner.end();
          expect(told, `ended at ${String(cut)}`).toEqual(whole);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on what the scanner has seen before', () => {
    fc.assert(
      fc.property(texts, texts, (before, text) => {
        const { told, sink } = noting();
        const scanner = newScanner(sink);
        scanner.push(bytesOf(before));
        scanner.end();
        const base = scanner.position;
        told.length = 0;
        scanner.push(bytesOf(text));
        scanner.end();
        const again = told.map((one) => ({ ...one, offset: one.offset - base, line: 0 }));
        expect(again).toEqual(scan(null, bytesOf(text), [1 << 20]).map((one) => ({ ...one, line: 0 })));
      }),
      { numRuns: 600 },
    );
  });
});

describe('an event is not lost at a cut', () => {
  const envelope = (n: number): string =>
    `{"short_message":"Core","full_message":${EVENT.replace(':1}', `:${String(n)}}`)}}`;

  it.each(['level="info\tmsg ', '"\u0001', '"', '"\0"\t', 'x="a\\\t'])('behind %j on its line', (text) => {
    const bytes = bytesOf(`${text}${envelope(1)}${envelope(2)}\0${envelope(3)}`);
    const whole = inTwo(usual, bytes, bytes.length);
    expect(whole.filter((one) => 'type' in one)).toHaveLength(3);
    for (let cut = 1; cut < bytes.length; cut++) expect(inTwo(usual, bytes, cut)).toEqual(whole);
  });

  it('behind a string that is longer than any that is looked into', () => {
    const bytes = bytesOf(`"${'x'.repeat(1 << 20)}" "${EVENT}`);
    const whole = inTwo(usual, bytes, bytes.length);
    expect(whole.filter((one) => 'type' in one)).toHaveLength(1);
    for (let cut = (1 << 20) - 3; cut < (1 << 20) + 6; cut++) expect(inTwo(usual, bytes, cut)).toEqual(whole);
  });
});
