/** Records that hold an event in a text: the kernel takes those that are laid out alike, and tells what the reference tells. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextScanner } from '../../../../src/events/text-scanner/text-scanner.js';
import { newKernel } from '../../../../src/events/wasm/kernel.js';
import { KernelPath } from '../../../../src/events/wasm/kernel-path.js';
import { bytesOf, eventsOf, expectSame, KINDS } from './scan.js';

const { stringify } = JSON;

/** The room of the kernel for texts (`TEXT_ROOM`), bytes. */
const ROOM = 256 * 1024;

const event = (k: number, emitter = 'e'): string =>
  `{"emitter":"${emitter}","type":16,"subtype":2,"timestamp":${String(1_795_417_200_000_000 + k)},"session_id":${String(7 + (k % 3))},"handle_id":21,"opaque_id":"call-${String(k % 4)}","event":{"a":"${'\\"x'.repeat(k % 3)}","b":[${String(k)}]}}`;

/** What stands in the text: an event in the usual form, in others, with more around it, damaged, and none. */
const TEXTS: ((k: number) => string)[] = [
  (k) => event(k),
  (k) => event(k, 'another name, with "quotes"'.replaceAll('"', '')),
  (k) => event(k, `n${String(k % 5)}`),
  (k) => event(k).replace('"a":"', `"a":"${'x'.repeat((k * 37) % 130)}${'\\\\\\"'.repeat(k % 9)}\\/\\u00e9\\\\u\\n`),
  (k) => `${event(k)}\n`,
  (k) => event(k).replace('}}', '} }'),
  (k) => ` ${event(k)}`,
  (k) => `${event(k)} ${event(k + 1)}`,
  (k) => `[${event(k)}]`,
  (k) => stringify(JSON.parse(event(k)), null, 1),
  (k) => event(k).slice(0, 90),
  (k) => event(k).replace('"session_id"', '"sessionId"'),
  (k) => event(k).replace('"type":16', '"type":17'),
  (k) => event(k).replace('call-', 'Zoë \t'),
  (k) => `{"log":${stringify(event(k))}}`,
  () => '[WARN] {"type" of text} \\ "quoted',
  () => '',
];
/** As collectors lay records out. */
const RECORDS: Record<string, (text: string, k: number) => string> = {
  GELF: (text, k) => stringify({ version: '1.1', host: 'h', timestamp: k / 7, short_message: text, _app: 'é' }),
  'GELF with another text that may hold an event': (text, k) =>
    stringify({ host: 'h', full_message: k % 3 === 0 ? text : 'plain {text}', level: -1.5e3, message: text }),
  'what could be an event itself': (text, k) =>
    stringify({ type: k % 2 === 0 ? 16 : 'log', timestamp: 1_795_417_200_000_000 + k, event: text }),
  'a key that comes twice, blanks': (text, k) => `{ "a" : ${stringify(text)}, "n": null, "a": "${String(k)}" }`,
  'slashes and quotes as codes': (text) =>
    stringify({ message: text }).replaceAll('\\"', '\\u0022').replaceAll('/', '\\/'),
  'members that change': (text, k) => stringify({ message: text, ...(k % 4 === 3 ? { more: k } : {}), 'k"': 1 }),
};
const BETWEEN = ['\n', '\n', '\n', '\n', '\n', '\n', '\r\n', '\n\n', '\0', ' ', '', 'x\n', ',\n', '\n "x\n'];

const part = fc.record({
  text: fc.oneof({ weight: 5, arbitrary: fc.constant(TEXTS[0]!) }, fc.constantFrom(...TEXTS)),
  behind: fc.constantFrom(...BETWEEN),
  /** Some events stand between the records. */
  bare: fc.integer({ min: 0, max: 9 }),
});
/** A byte of the log that is another one. */
const damage = fc.record({ place: fc.nat(), byte: fc.constantFrom(0x22, 0x5c, 0x7b, 0x0a, 0x00, 0xff, 0x75) });

describe('records with an event in a text', () => {
  test.each(Object.keys(RECORDS))('are told the same by all kernels, however they are cut: %s', (name) => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 24 }),
        fc.integer({ min: 1, max: 900 }),
        fc.array(damage, { maxLength: 2 }),
        (parts, size, damages) => {
          const lines = parts.map(
            ({ text, behind, bare }, k) => (bare === 0 ? event(k) : RECORDS[name]!(text(k), k)) + behind,
          );
          const bytes = bytesOf(`${lines.join('')}\n`);
          for (const { place, byte } of damages) bytes[place % bytes.length] = byte;
          expectSame(bytes, [size], [3, 700]);
        },
      ),
      { numRuns: 120 },
    );
  });

  test('are told the same when their texts fill the room of the kernel many times over', () => {
    const long = (k: number): string =>
      event(k, `emitter-${String(k % 2)}`).replace('"a":"', `"a":"${'x'.repeat((k * 997) % 9000)}`);
    // Some hold more than one event, and one of those more than there is room for.
    const times = (k: number): number => (k === 300 ? 90 : k === 500 ? 1000 : 1);
    const lines = Array.from({ length: 700 }, (_, k) => RECORDS['GELF']!(long(k).repeat(times(k)), k));
    expect(eventsOf(expectSame(bytesOf(lines.join('\n')), [70_000]))).toHaveLength(698 + 90 + 1000);
  });

  test('are told the same when a text ends where the room of the kernel does', () => {
    const long = (length: number): string => event(0).replace('"a":"', `"a":"${'x'.repeat(length)}`);
    for (let more = -24; more <= 96; more += 8) {
      const text = long(ROOM + more - event(0).length);
      const log = [event(1), event(2), text, event(3)].map((one, k) => RECORDS['GELF']!(one, k)).join('\n');
      expect(eventsOf(expectSame(bytesOf(log), [log.length]))).toHaveLength(4);
    }
  });

  test.each(KINDS)('are taken by the kernel, all but the first and the last (%s)', (kind) => {
    const lines = Array.from({ length: 600 }, (_, k) => RECORDS['GELF']!(event(k), k));
    let alone = 0;
    let taken = 0;
    const sink = {
      event: () => alone++,
      stretch: () => undefined,
      records: ({ count, inTexts }: { readonly count: number; readonly inTexts: boolean }) => {
        if (inTexts) taken += count;
      },
    };
    const scanner = new TextScanner(sink, new KernelPath(newKernel(kind)!, sink));
    scanner.push(bytesOf(lines.join('\n')));
    scanner.end();
    expect([alone, taken]).toEqual([2, 598]);
  });
});
