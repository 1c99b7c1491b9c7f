import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import * as bodies from '../../../src/events/bodies.js';
import { newScanner } from '../../../src/events/scanner.js';
import { UNUSUAL } from '../../../src/events/usual-bodies/cursor.js';
import { usualReader } from '../../../src/events/usual-bodies/reader.js';
import { KINDS } from '../../../src/lives/registry.js';
import { texts } from '../../bench/generate.mjs';
import { MIXES } from '../../bench/mixes/index.mjs';
import { bytesOf, corpusLogs } from '../corpus/corpus.js';

const { bodyReader, readAnyBody } = bodies;
/** By the names they are exported under: functions and parts of schemas have small letters. */
const ofEvents = Object.entries(bodies).filter(([name]) => /^[A-Z]/.test(name)) as [string, z.ZodMiniType][];
const SCHEMAS: [string, z.ZodMiniType][] = [...ofEvents, ['words of plugins', KINDS.words.usual]];
/** By name: what reads such bodies, and what it must tell. */
const READERS = SCHEMAS.map(([name, schema]) => ({
  name,
  read: bodyReader(schema),
  expected: (json: Uint8Array, start: number, end: number) => readAnyBody(schema, json, start, end),
}));
const encoder = new TextEncoder();

/** Reads a body both ways, with every schema, in the middle of other bytes. */
function expectSame(text: string): void {
  const json = encoder.encode(`"}${text}{"`);
  for (const { name, read, expected } of READERS) {
    const of = [json, 2, json.length - 2] as const;
    expect(read(...of), `${name} of ${text}`).toEqual(expected(...of));
  }
}

const KEYS = ['name', 'transport', 'id', 'data', 'event', 'ip', 'admin_api', 'plugin', 'opaque_id', 'room', 'display'];
const MORE_KEYS = ['status', 'info', 'signum', 'sessions', 'version_string', 'session-timeout', 'connection', 'reason'];
const KEYS_OF_LIVES = [
  'ice',
  'dtls',
  'selected-pair',
  'media',
  'mid',
  'substream',
  'receiving',
  'slow_link',
  'videoroom',
];
const ODD_KEYS = [
  'audio_level_dBov_avg',
  'audio_level_dBov_avgs',
  'audio_level_dBov',
  'Name',
  'data.event',
  '$id',
  'na\\u006de',
  '__proto__',
  '',
  'ключ',
];
const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...KEYS, ...MORE_KEYS, ...KEYS_OF_LIVES) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_KEYS) },
);
const scalar = fc.oneof(
  fc.constantFrom(
    '"created"',
    '"request"',
    '"janus.transport.http"',
    '""',
    '"\\u00e9"',
    '"é"',
    '"a\\"b"',
    '"\\x"',
    '"\t"',
  ),
  fc.constantFrom('0', '7', '-1', '1.5', '1e3', '007', '-0', '9007199254740993', '123456789012345', '1234567890123456'),
  fc.constantFrom('true', 'false', 'null', 'True', 'nul', '', '"2026"', '[]', '{}', '[1,"a",{"b":null}]', '[1,]', '[1'),
);
const body = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, scalar, tie('object')),
  object: fc
    .tuple(fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }), fc.constantFrom('', ' ', '\n  ', '\t'))
    .map(([members, blank]) => `{${blank}${members.map(([k, v]) => `"${k}"${blank}:${v}`).join(`,${blank}`)}${blank}}`),
})).object;

/** Each fits one of the schemas, with a text for `T` and a number for `1`. */
const USUAL = [
  '{"transport":T,"id":T,"data":{"event":T,"admin_api":false,"ip":T,"port":1}}',
  '{ "transport": T, "id": 1, "data": { "event": T, "ip": T, "more": [1, T, {"b": 1}] } }',
  '{"transport":T,"id":T,"id":T,"data":{"event":T,"ip":T},"data":{"event":T,"ip":T,"ip":T}}',
  '{"name":T,"transport":{"transport":T,"id":T}}',
  '{"name":T,"plugin":T,"opaque_id":T,"opaque_id":T}',
  '{"plugin":T,"data":{"event":T,"room":1,"room":T,"display":T,"id":1}}',
  '{"status":T,"info":{"sessions":1,"handles":1,"version_string":T}}',
  '{"connection":T,"reason":T}',
  '{"media":T,"mid":T,"substream":1,"receiving":true}',
];

describe('a body is read the same with and without its schema', () => {
  it('whatever it is', () => {
    fc.assert(fc.property(body, expectSame), { numRuns: 3000 });
  });

  it('laid out as one before, with other values', () => {
    const text = fc.oneof({ weight: 9, arbitrary: fc.constantFrom('"a"', '"b"') }, scalar);
    const number = fc.oneof({ weight: 9, arbitrary: fc.constantFrom('1', '22') }, scalar);
    const values = fc.array(fc.tuple(text, number), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(fc.constantFrom(...USUAL), fc.array(values, { minLength: 2, maxLength: 6 }), (usual, turns) => {
        for (const [name, schema] of SCHEMAS) {
          // One that has met no other bodies.
          const read = usualReader(schema, { id: bodies.idText, word: z.never() });
          for (const turn of turns) {
            let k = 0;
            const body = usual.replaceAll(/T|\b1\b/g, (what) => turn[k++ % turn.length]![what === 'T' ? 0 : 1]);
            const json = encoder.encode(body);
            const told = read(json, 0, json.length);
            if (told !== UNUSUAL) expect(told, `${name} of ${body}`).toEqual(readAnyBody(schema, json, 0, json.length));
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('cut or damaged anywhere', () => {
    const text =
      '{"transport":"janus.transport.http","id":"1","data":{"event":"request","admin_api":false,"more":[1,{"a":2}]}}';
    for (let i = 0; i <= text.length; i++) {
      expectSame(text.slice(0, i));
      expectSame(`${text.slice(0, i)}#${text.slice(i + 1)}`);
      expectSame(`${text.slice(0, i)},${text.slice(i)}`);
    }
  });

  it.each(corpusLogs.map((log) => [log.name, log] as const))('in %s', (_, log) => {
    const scanner = newScanner({
      event: ({ json, bodyStart, bodyEnd }) => {
        for (const { read, expected } of READERS)
          expect(read(json, bodyStart, bodyEnd)).toEqual(expected(json, bodyStart, bodyEnd));
      },
      stretch: () => undefined,
    });
    scanner.push(bytesOf(log));
    scanner.end();
  });

  it.each(MIXES.map(({ name }) => name))('in the traffic of %s', (mix) => {
    const events = texts('compact', mix);
    for (let k = 0; k < 500; k++) {
      const event = JSON.parse(String(events.next().value)) as { event: object };
      expectSame(JSON.stringify(event.event));
    }
  });
});
