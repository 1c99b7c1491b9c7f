/** Events that decide nothing are taken many at a time: the tables they leave are those that each by itself would leave. */
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { bytesOf, corpusLogs } from '../../corpus/corpus.js';
import { expectSame } from './same-tables.js';

const START = 1_795_417_200_000_000;

const opaque = fc.constantFrom(
  undefined,
  undefined,
  'bob',
  'bob',
  'eve',
  'b"ob',
  'a name of many letters',
  '',
  null,
  7,
);
const event = fc.record({
  emitter: fc.constantFrom(
    undefined,
    'one',
    'one',
    'two',
    '',
    'a name that is far too long to be kept by anybody, is it not?',
  ),
  kind: fc.constantFrom(
    [32, 3],
    [32, 3],
    [32, 1],
    [16, 2],
    [16, 3],
    [16, 6],
    [8, 0],
    [64, 0],
    [1, 0],
    [2, 0],
    [128, 0],
    [4, 0],
    [1024, 9],
  ),
  session: fc.constantFrom(undefined, '11', '11', '12', '4154149308648162', '"s"'),
  handle: fc.constantFrom(undefined, '21', '21', '22', '5454130804111041', '"h"'),
  opaque,
  bodyOpaque: opaque,
  /** µs since the one before. */
  step: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 9999 }) },
    fc.constantFrom(0, -5, 3_000_000, -600_000, -70_000_000, 5_000_000_000),
  ),
  again: fc.integer({ min: 0, max: 9 }),
  odd: fc.integer({ min: 0, max: 19 }),
});

type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

function bodyOf([type]: readonly number[], bodyOpaque: unknown): object {
  if (type === 1) return { name: bodyOpaque === 'bob' ? 'created' : 'destroyed' };
  if (type === 2) return { name: 'attached', plugin: 'janus.plugin.videoroom', opaque_id: bodyOpaque };
  return { connection: 'webrtcup', media: 'audio', plugin: 'p', transport: 't', id: 'x', data: { event: 'e' } };
}

function logOf(events: readonly Event[]): Uint8Array {
  let at = START;
  const lines: string[] = [];
  for (const { emitter, kind, session, handle, opaque: name, bodyOpaque, step, again, odd } of events) {
    at += step;
    const [type, subtype] = kind;
    const head = JSON.stringify({ emitter, type, subtype: subtype === 0 ? undefined : subtype, timestamp: at }).slice(
      0,
      -1,
    );
    const ids = [
      session === undefined ? '' : `,"session_id":${session}`,
      handle === undefined ? '' : `,"handle_id":${handle}`,
      name === undefined ? '' : `,"opaque_id":${JSON.stringify(name)}`,
    ];
    const line = `${head}${ids.join('')},"event":${JSON.stringify(bodyOf(kind, bodyOpaque))}}`;
    // Some are not for the kernel, and some are damaged.
    lines.push(
      odd === 0 ? JSON.stringify({ log: line }) : odd === 1 ? line.slice(0, -9) : odd === 2 ? `12:00 ${line}` : line,
    );
    if (again === 0) lines.push(lines.at(-1 - (lines.length % 7)) ?? line);
    if (odd === 3) lines.push('[...]');
  }
  return new TextEncoder().encode(lines.join('\n'));
}

describe('all kernels and batches leave the tables of the reference', () => {
  test('whatever comes', () => {
    const size = fc.integer({ min: 40, max: 9000 });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 120, size: 'max' }), size, (events, piece) => {
        expectSame(logOf(events), piece);
      }),
      { numRuns: 150 },
    );
  });

  test('whatever comes in the texts of records', () => {
    const size = fc.integer({ min: 400, max: 9000 });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 120, size: 'max' }), size, (events, piece) => {
        const lines = new TextDecoder().decode(logOf(events)).split('\n');
        const records = lines.map((line, k) => JSON.stringify({ host: 'h', time: k / 7, short_message: line }));
        expectSame(new TextEncoder().encode(records.join('\n')), piece);
      }),
      { numRuns: 150 },
    );
  });

  test('of a handle that another event calls by another name in between', () => {
    const named = (at: number, header: string, body: string): string =>
      `{"timestamp":${String(START + at)},"session_id":11,"handle_id":21,${header},"event":${body}}`;
    const state = '{"media":"audio"}';
    const other = named(2, '"type":2', '{"name":"attached","plugin":"p","opaque_id":"eve"}');
    for (const header of ['"type":16,"subtype":2', '"type":32,"subtype":3']) {
      const bob = (at: number): string => named(at, `${header},"opaque_id":"bob"`, state);
      expectSame(new TextEncoder().encode([bob(0), bob(1), other, bob(3), bob(4)].join('\n')), 1000);
    }
  });

  test('of more handles than are told apart at once', () => {
    const handles = 20_000;
    const lines = Array.from({ length: 2 * handles }, (_, k) => {
      const ids = `"session_id":${String(1 + (k % handles))},"handle_id":${String(7 + (k % handles))}`;
      return `{"type":32,"subtype":3,"timestamp":${String(START + k)},${ids},"event":{"media":"audio"}}`;
    });
    expectSame(new TextEncoder().encode(lines.join('\n')), 1_000_000);
  });

  test.each(corpusLogs.map((log) => [log.name, log] as const))('%s', (_name, log) => {
    expectSame(bytesOf(log), 60_000);
  });
});
