import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import * as bodies from '../../../src/events/bodies.js';
import { newScanner } from '../../../src/events/scanner.js';
import { KINDS } from '../../../src/lives/registry.js';
import { texts } from '../../bench/generate.mjs';
import { MIXES } from '../../bench/mixes/index.mjs';
import { bytesOf, corpusLogs } from '../corpus/corpus.js';

const { readBody, readAnyBody } = bodies;
/** By the names they are exported under: functions and parts of schemas have small letters. */
const ofEvents = Object.entries(bodies).filter(([name]) => /^[A-Z]/.test(name)) as [string, z.ZodMiniType][];
const SCHEMAS: [string, z.ZodMiniType][] = [...ofEvents, ['words of plugins', KINDS.words.usual]];
const encoder = new TextEncoder();

/** Reads a body both ways, with every schema, in the middle of other bytes. */
function expectSame(text: string): void {
  const json = encoder.encode(`"}${text}{"`);
  for (const [name, schema] of SCHEMAS) {
    const of = [schema, json, 2, json.length - 2] as const;
    expect(readBody(...of), `${name} of ${text}`).toEqual(readAnyBody(...of));
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

describe('a body is read the same with and without its schema', () => {
  it('whatever it is', () => {
    fc.assert(fc.property(body, expectSame), { numRuns: 3000 });
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
        for (const [, schema] of SCHEMAS)
          expect(readBody(schema, json, bodyStart, bodyEnd)).toEqual(readAnyBody(schema, json, bodyStart, bodyEnd));
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
