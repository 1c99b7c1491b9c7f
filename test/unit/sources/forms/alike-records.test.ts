/** Records of lines that are laid out alike, taken by the kernel and by the reference: the same text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KernelKind } from '../../../../src/events/wasm/kernel.js';
import { AlikeRecords } from '../../../../src/events/alike-records/alike-records.js';
import { PART_MARKS, RecordTexts, type RecordMember } from '../../../../src/sources/forms/joiners/record-texts.js';

const { stringify } = JSON;

const EVENT = '{"emitter":"e","type":1,"timestamp":1700000000000000,"session_id":1,"event":{"name":"created"}}';
/** An event whose text has escapes of its own. */
const SDP = stringify({ type: 8, event: { sdp: 'v=0\r\no=- 1/2 "x" \\\t<->\r\n', plain: 'x'.repeat(90) } });
/** What a program writes: whole events, parts of them, and what looks like one. */
const LINES = [
  EVENT,
  '{"a":"\\"}","b":[1,{"c":"\\\\"}],"d":"\\/\\n\\u0041"}',
  '{"selected-pair":"192.0.2.2:20000 [host,udp] <-> 192.0.2.7:6 [srflx,udp]","a":{"b":[{},[]]}}',
  '{',
  '  "a": {',
  '}',
  '}]',
  '"{',
  'a } line [of] text \\ "quoted',
  '[WARN] [1234] a line of other text',
  '{"a":1} {',
  '',
  'Zoë "\u00e9" 漢\t\u0001',
  '{"a":"\\{ \\\\\\" "}',
  'x'.repeat(16 * 1024),
  'x'.repeat(16 * 1024 - 1),
];
/** What stands between two records besides the end of a line. */
const BETWEEN = ['\r\n', '\n\n', '', ' "x', ':\n', '[1,\n', '"a":\n', ',\n', '{"log":\n'];

/** As tools write what they would not have in a web page. */
const coded = (json: string): string => json.replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);

interface Collector {
  readonly member: RecordMember;
  readonly record: (text: string, k: number) => string;
}
const LOG = { key: 'log', breaks: true };
const MESSAGE = { key: 'short_message', breaks: false };
const time = '2026-11-23T07:26:59.123456789Z';
const COLLECTORS: Record<string, Collector> = {
  "Docker's json-file": { member: LOG, record: (log, k) => coded(stringify({ log, stream: streamOf(k), time })) },
  'json-file with attributes': {
    member: LOG,
    record: (log, k) => stringify({ log, stream: streamOf(k), ...(k % 7 === 6 ? { attrs: { tag: 'a' } } : {}), time }),
  },
  GELF: {
    member: MESSAGE,
    record: (text, k) =>
      stringify({ version: '1.1', host: 'h"\\', level: -1.5e3, _ok: k % 2 === 0, short_message: text, _app: 'é' }),
  },
  'Fluent Bit, with blanks': {
    member: LOG,
    record: (log, k) =>
      `{ "date" : ${k}.5, "stream": "stdout", ${k % 9 === 8 ? '"_p": "P", ' : ''}"log": ${stringify(log)} }`,
  },
  'json-file with slashes escaped': {
    member: LOG,
    record: (log, k) => stringify({ log, stream: streamOf(k), time }).replaceAll('/', '\\/'),
  },
  'a key that comes twice': { member: LOG, record: (log) => `{"log":${stringify(log)},"n":null,"log":"b\\n"}` },
};
const streamOf = (k: number): string => (k % 5 === 4 ? 'stderr' : 'stdout');

/** Stands for a byte that is no UTF-8. */
const NO_UTF8 = '~';

/** Text whose escapes stand anywhere in what the kernel reads at once. */
const mixed = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        NO_UTF8,
        '"',
        '\\',
        '\\\\',
        '/',
        '\\u0041',
        'u',
        '\t',
        '\b',
        'é',
        '漢',
        '<',
        '&',
        '{',
        '}',
        '["',
        '"]',
      ),
      fc.nat({ max: 70 }).map((length) => 'x'.repeat(length)),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

const line = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...LINES) },
  { weight: 2, arbitrary: mixed },
  { weight: 2, arbitrary: mixed.map((text) => stringify({ text })) },
  { weight: 3, arbitrary: fc.constant(EVENT) },
);
const part = fc.oneof(
  { weight: 12, arbitrary: line.map((text) => ({ text: `${text}\n`, more: '\n' })) },
  { weight: 1, arbitrary: line.map((text) => ({ text, more: '\n' })) },
  { weight: 1, arbitrary: line.map((text) => ({ text: `${text}\r\n`, more: '\n' })) },
  { weight: 1, arbitrary: fc.constantFrom(...BETWEEN).map((more) => ({ text: 'x\n', more })) },
);
/** Damage: a byte of the log that is another one. */
const damage = fc.record({ place: fc.nat(), byte: fc.constantFrom(0x22, 0x5c, 0x7b, 0x0a, 0x00, 0xff, 0x75) });

function textOf(log: Uint8Array, member: RecordMember, kind: KernelKind | null, places: readonly number[]): string {
  const texts = new RecordTexts(member, new AlikeRecords(member, PART_MARKS, kind));
  const cuts = places.map((place) => place % log.length).sort((a, b) => a - b);
  let from = 0;
  let text = '';
  for (const cut of [...cuts, log.length]) {
    // Who reads may use the memory of a piece again, and so may who tells its text.
    const piece = new Uint8Array(log.subarray(from, cut));
    text += Buffer.from(texts.push(piece)).toString('latin1');
    piece.fill(0x7b);
    from = cut;
  }
  return text + Buffer.from(texts.end()).toString('latin1');
}

describe.each(['simd', 'scalar'] as const)('records taken by the kernel (%s)', (kind) => {
  test.each(Object.keys(COLLECTORS))('are the same text, however they are cut: %s', (name) => {
    const { member, record } = COLLECTORS[name]!;
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 24 }),
        fc.array(fc.nat(), { maxLength: 4 }),
        fc.array(damage, { maxLength: 2 }),
        (parts, places, damages) => {
          const bytes = Buffer.from(parts.map(({ text, more }, k) => record(text, k) + more).join('') + '\n');
          for (let at = bytes.indexOf(NO_UTF8); at >= 0; at = bytes.indexOf(NO_UTF8)) bytes[at] = 0xff;
          for (const { place, byte } of damages) bytes[place % bytes.length] = byte;
          expect(textOf(bytes, member, kind, places)).toBe(textOf(bytes, member, null, places));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('are the same text wherever a backslash stands in front of a u', () => {
    // What looks like a code has the reference decode the text, and a byte that is no UTF-8 become others.
    for (let before = 0; before < 140; before++) {
      const texts = [EVENT, EVENT, `${'x'.repeat(before)}\\u0041 ÿ`, EVENT];
      const lines = texts.map((text) => `${stringify({ log: `${text}\n`, stream: 'stdout' })}\n`);
      const bytes = Buffer.from(lines.join(''), 'latin1');
      expect(textOf(bytes, LOG, kind, [])).toBe(textOf(bytes, LOG, null, []));
    }
  });

  test.each(Object.keys(COLLECTORS).slice(0, 5))('are taken, all but the last: %s', (name) => {
    const { member, record } = COLLECTORS[name]!;
    for (const json of [EVENT, SDP]) {
      const text = member.breaks ? `${json}\n` : json;
      const lines = Array.from({ length: 6 }, (_, k) => `${record(text, k)}\n`);
      const alike = new AlikeRecords(member, PART_MARKS, kind);
      alike.learn(lines[0]!);
      alike.begin(Buffer.from(lines.join('')));
      expect(alike.take(0)).toBe(Buffer.byteLength(lines.slice(0, -1).join('')));
      expect(Buffer.from(alike.taken).toString()).toBe(`\n${json}`.repeat(5));
    }
  });
});
