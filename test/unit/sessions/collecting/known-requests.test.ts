/** Requests over HTTP that the kernel knows by their layout leave the tables that those read member by member leave. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WORDS } from '../../../../src/events/record.js';
import { newScanner } from '../../../../src/events/scanner.js';
import { expectSame } from './same-tables.js';

const START = 1_795_417_200_000_000;
const encoder = new TextEncoder();

const id = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1_000_000_000, max: 1_000_000_040 }).map((n) => `"${String(n)}"`) },
  fc.constantFrom(
    '""',
    '"0x7f12"',
    '"a\\"b"',
    '"\\u0031"',
    '"é"',
    '"a name that is longer than any id is"',
    '17',
    'null',
  ),
);
const request = fc.record({
  emitter: fc.constantFrom(undefined, undefined, 'one', 'two'),
  id,
  what: fc.constantFrom('request', 'request', 'request', 'request', 'response'),
  transport: fc.constantFrom('http', 'http', 'http', 'http', 'websockets'),
  admin: fc.constantFrom('false', 'false', 'false', 'true'),
  ip: fc.constantFrom('"192.0.2.7"', '"192.0.2.7"', '"192.0.2.8"', '"2001:db8::1"', '"a\\tb"', '"ü"', '""', undefined),
  port: fc.constantFrom('30000', '0', '7', '007', '-1', '1.5', '1e3', '1234567890123456', '"30000"', undefined),
  more: fc.constantFrom(
    '',
    '',
    '',
    '',
    '',
    ',"path":"/janus/1"',
    ',"path":"\\\\"',
    ',"ip":"192.0.2.9"',
    ',"id":"2"',
    ',"more":[1]',
  ),
  behind: fc.constantFrom(
    '',
    '',
    '',
    '',
    '',
    '',
    ',"id":"3"',
    ',"data":{"event":"request"}',
    ',"data":{"event":"request","ip":"a"}',
  ),
  session: fc.constantFrom(undefined, undefined, undefined, undefined, '11', '""'),
  /** µs since the one before. */
  step: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 9999 }) },
    fc.constantFrom(0, -5, -700_000, 3_000_000),
  ),
  /** What else comes behind it. */
  then: fc.constantFrom('', '', '', 'created', 'again', 'cut', 'blank', 'left out'),
});
type Request = typeof request extends fc.Arbitrary<infer T> ? T : never;

const usual = (k: number, ip: string): string =>
  `{"type":128,"timestamp":${String(START + k)},"event":{"transport":"janus.transport.http","id":"${String(k)}",` +
  `"data":{"event":"request","admin_api":false,"ip":"${ip}","port":${String(30_000 + k)}}}}`;

const member = (key: string, value: string | undefined): string => (value === undefined ? '' : `,"${key}":${value}`);

function logOf(requests: readonly Request[]): string {
  let at = START;
  // These teach the kernel what most of the others are laid out like.
  const lines = [1, 2, 3].map((k) => usual(-k, '192.0.2.7'));
  for (const one of requests) {
    at += one.step;
    const head = `${one.emitter === undefined ? '' : `"emitter":"${one.emitter}",`}"type":`;
    const data = `{"event":"${one.what}","admin_api":${one.admin}${member('ip', one.ip)}${member('port', one.port)}${one.more}}`;
    const body = `{"transport":"janus.transport.${one.transport}","id":${one.id},"data":${data}${one.behind}}`;
    const line = `{${head}128,"timestamp":${String(at)}${member('session_id', one.session)},"event":${body}}`;
    lines.push(one.then === 'cut' ? line.slice(0, -40) : one.then === 'blank' ? line.replaceAll(',', ', ') : line);
    const by = `{"transport":"janus.transport.http","id":${one.id}}`;
    if (one.then === 'created')
      lines.push(
        `{${head}1,"timestamp":${String(at)},"session_id":${String(at)},"event":{"name":"created","transport":${by}}}`,
      );
    if (one.then === 'again') lines.push(line);
    if (one.then === 'left out') lines.push('[...]');
  }
  return lines.join('\n');
}

const requests = fc.array(request, { minLength: 1, maxLength: 80, size: 'max' });
const size = fc.integer({ min: 300, max: 9000 });

/** How many events of a log that comes in pieces are told together. */
function toldTogether(log: string): number {
  let together = 0;
  const scanner = newScanner({
    event: () => undefined,
    stretch: () => undefined,
    plain: (_, from, to) => {
      together += (to - from) / WORDS;
      return to;
    },
  });
  const bytes = encoder.encode(log);
  for (let from = 0; from < bytes.length; from += PIECE) scanner.push(bytes.slice(from, from + PIECE));
  scanner.end();
  return together;
}
const PIECE = 20_000;

describe('requests over HTTP', () => {
  test('leave the same tables, whatever they say', () => {
    fc.assert(
      fc.property(requests, size, (all, piece) => {
        expectSame(encoder.encode(logOf(all)), piece);
      }),
      { numRuns: 60 },
    );
  });

  test('leave the same tables in the texts of records', () => {
    fc.assert(
      fc.property(requests, size, (all, piece) => {
        const records = logOf(all)
          .split('\n')
          .map((line, k) => JSON.stringify({ host: 'h', time: k / 7, short_message: line }));
        expectSame(encoder.encode(records.join('\n')), piece);
      }),
      { numRuns: 40 },
    );
  });

  test('are told together once one has been read', () => {
    const lines = Array.from({ length: 2000 }, (_, k) => usual(k, '192.0.2.7'));
    expect(toldTogether(lines.join('\n'))).toBeGreaterThan(1800);
  });

  test('of several layouts as well, one after another and in turn', () => {
    const lines = Array.from({ length: 4000 }, (_, k) => {
      const line = usual(k, '192.0.2.7');
      const admin = line.replace('false', 'true');
      if (k < 1000) return line;
      return k < 2000 || k % 2 === 0 ? admin : line.replace('"ip":"192.0.2.7",', '');
    });
    expect(toldTogether(lines.join('\n'))).toBeGreaterThan(3400);
  });

  test('of a server whose connections are of WebSockets are told one by one', () => {
    const lines = Array.from({ length: 1000 }, (_, k) => usual(k, '192.0.2.7').replace('.http', '.websockets'));
    expect(toldTogether(lines.join('\n'))).toBe(0);
  });

  test('of more addresses than are remembered leave the same tables', () => {
    const lines = Array.from({ length: 700 }, (_, k) => usual(k, `192.0.2.${String(k % 250)}`));
    for (const k of [699, 600, 443, 442, 10])
      lines.push(
        `{"type":1,"timestamp":${String(START + 1000 + k)},"session_id":${String(1000 + k)},"event":{"name":"created",` +
          `"transport":{"transport":"janus.transport.http","id":"${String(k)}"}}}`,
      );
    expectSame(encoder.encode(lines.join('\n')), 3000);
  });
});
