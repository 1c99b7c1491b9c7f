import { describe, expect, it, vi } from 'vitest';
import type { Stretch } from '../../../../src/events/header.js';
import { TextScanner } from '../../../../src/events/text-scanner/text-scanner.js';
import { bytesOf } from './scan.js';

const EVENT = '{"emitter":"a","type":1,"timestamp":1795417707838917,"session_id":1,"event":{"name":"created"}}';
/** Bytes of a value that are too many, for these tests. */
const MAX_VALUE = 8192;

/** Looks at bytes that scanners hold, those in strings included. */
const count = vi.hoisted(() => ({ looks: 0 }));

vi.mock(import('../../../../src/events/text-scanner/held-bytes.js'), async (original) => {
  const { HeldBytes } = await original();
  const counted = (bytes: Uint8Array): Uint8Array =>
    new Proxy(bytes, {
      get: (target, key) => {
        if (typeof key === 'string' && key >= '0' && key <= ':') count.looks++;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  class CountedBytes extends HeldBytes {
    constructor() {
      let last = new Uint8Array(0);
      super((size) => {
        const bytes = new Uint8Array(size);
        bytes.set(last);
        last = bytes;
        return counted(bytes);
      });
    }
  }
  return { HeldBytes: CountedBytes };
});

interface Work {
  /** Looks at bytes by byte of the log. */
  readonly looks: number;
  readonly events: number;
  readonly stretches: Omit<Stretch, 'sample'>[];
}

function workOn(text: string, piece: number): Work {
  count.looks = 0;
  let events = 0;
  const stretches: Omit<Stretch, 'sample'>[] = [];
  const scanner = new TextScanner(
    {
      event: () => events++,
      stretch: ({ offset, length, line, kind }) => stretches.push({ offset, length, line, kind }),
    },
    null,
    0,
    MAX_VALUE,
  );
  const bytes = bytesOf(text);
  for (let from = 0; from < bytes.length; from += piece) scanner.push(bytes.subarray(from, from + piece));
  scanner.end();
  return { looks: count.looks / bytes.length, events, stretches };
}

const nested = (depth: number, inside: string): string => '{"a":'.repeat(depth) + inside + '}'.repeat(depth);

/** What grows with a number, and how many looks at a byte it may cost. */
const GROWING: Record<string, [(n: number) => string, number]> = {
  'text without a line break': [(n) => 'x'.repeat(n), 3],
  'a string that is never closed': [(n) => `"${'x'.repeat(n)}`, 5],
  'an event whose string is never closed': [(n) => `{"emitter":"${'x'.repeat(n)}`, 5],
  'a number that never ends': [(n) => `{"type":${'1'.repeat(n)}`, 5],
  'nothing but quotes': [(n) => '"'.repeat(n), 5],
  'nothing but escaped quotes': [(n) => '\\"'.repeat(n / 2), 4],
  'nothing but backslashes': [(n) => `"${'\\'.repeat(n)}`, 5],
  'nothing but NULs': [(n) => '\0'.repeat(n), 4],
  'nothing but opening braces': [(n) => '{'.repeat(n), 8],
  'nothing but opening brackets': [(n) => '['.repeat(n), 4],
  'brackets in an object, without end': [(n) => `{"a":${'['.repeat(n)}`, 6],
  'objects in objects, without end': [(n) => '{"a":'.repeat(n / 5), 10],
  'arrays and objects in each other, without end': [(n) => '{"a":['.repeat(n / 6), 10],
  'begins of events, each cut by the next': [(n) => EVENT.slice(0, 60).repeat(n / 60), 8],
  'begins of escaped objects': [(n) => '"{\\"'.repeat(n / 4), 12],
  'begins of escaped events': [(n) => '"{\\"event\\":{1234'.repeat(n / 18), 16],
  'begins of escaped events with other escapes': [(n) => '"{\\u0022event\\u0022:'.repeat(n / 20), 16],
  'escaped events, each cut': [(n) => `{"log":${JSON.stringify(EVENT.slice(0, 80))}}\n`.repeat(n / 102), 12],
  'events escaped twice, each cut': [
    (n) => `{"log":${JSON.stringify(JSON.stringify({ log: EVENT.slice(0, 80) }))}}\n`.repeat(n / 150),
    16,
  ],
  'strings in strings': [(n) => `{"event":${JSON.stringify('{"event":"{\\"event\\"'.repeat(n / 30))}}`, 30],
  'braces in a string': [(n) => `{"a":"\\"event\\":${'{'.repeat(n)}"}`, 20],
  'objects in objects in a string': [(n) => `{"a":"\\"event\\"${'{\\"a\\":'.repeat(n / 7)}"}`, 20],
  'closing braces': [(n) => '{"a":1}}'.repeat(n / 8), 8],
  'objects in objects, all closed': [(n) => nested(60, '1').repeat(n / 361), 12],
  'objects in objects behind damage': [(n) => `{"a" ${nested(60, '1')}`.repeat(n / 366), 14],
  'an object in objects that is too large': [
    (n) => `${nested(50, `"${'x'.repeat(MAX_VALUE)}"`)}\n`.repeat(n / 8500),
    12,
  ],
};

describe('hostile bytes', () => {
  it.each(Object.entries(GROWING))(
    '%s: cost what they are, in bounded memory, and hide nothing',
    (_, [grown, most]) => {
      for (const piece of [100, 4096]) {
        const small = workOn(grown(30_000), piece);
        const large = workOn(`${grown(120_000)}\n${EVENT}\n`, piece);
        expect(large.looks).toBeLessThan(small.looks * 1.1 + 0.1);
        expect(large.looks).toBeLessThan(most);
        expect(large.events).toBe(1);
      }
    },
  );

  it('that are too many for one value are given up at the same byte, however they are cut', () => {
    const answer = (hits: number): string => `{"took":1,"hits":{"hits":[${`{"_source":${EVENT}},`.repeat(hits)}{}]}}\n`;
    const large = `{"emitter":"a","type":1,"timestamp":1795417707838917,"event":{"a":"${'x'.repeat(5000)}"}}`;
    for (const log of [answer(200), `{"a":[${EVENT},${large},${large},${EVENT}]}`, nested(20, large) + EVENT]) {
      const whole = workOn(log, log.length);
      for (const piece of [1, 77, 5000]) {
        const { events, stretches } = workOn(log, piece);
        expect({ events, stretches }).toEqual({ events: whole.events, stretches: whole.stretches });
      }
    }
    expect(workOn(answer(200), 1000).events).toBe(200);
  });
});
