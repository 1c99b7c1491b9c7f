import Ajv from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import schema from '../../../media/schema/expected.schema.json';
import { NOTHING_EXPECTED, readExpected, writtenExpected } from '../../../src/expected/expected-file.js';
import { timeIn, timeText, type ExpectedFinding } from '../../../src/expected/expected-finding.js';

const validate = new Ajv({ strict: false }).compile(schema);

const entry = (more: Partial<ExpectedFinding> = {}): ExpectedFinding => ({
  server: 'sfu',
  session: '4154149308648162',
  createdAt: '2026-11-23T07:00:01.000000Z',
  endedAt: '2026-11-23T07:00:03.000001Z',
  cause: 'transport-gone',
  reason: 'Load test',
  ...more,
});
const file = (...expected: object[]): string => JSON.stringify({ version: 1, expected });

test('is sorted and over lines, so that two people who add entries seldom meet', () => {
  const later = entry({ createdAt: '2026-11-23T08:00:00.000000Z' });
  const other = entry({ server: 'edge' });
  const text = writtenExpected({ ...NOTHING_EXPECTED, expected: [later, entry(), other] });
  expect(readExpected(text).expected).toEqual([other, entry(), later]);
  expect(text.split('\n')[4]).toBe('      "server": "edge",');
  expect(text).toMatch(/\n$/);
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
});

test('keeps what others have put there: a byte order mark, a schema, two entries of one finding after a merge', () => {
  const twice = [entry(), entry({ reason: 'Planned' })];
  const read = readExpected(`\ufeff${JSON.stringify({ $schema: './x.json', version: 1, expected: twice })}`);
  expect(readExpected(writtenExpected(read))).toEqual({ schema: './x.json', expected: twice });
});

test.each([
  ['', /no JSON/],
  ['[]', /no JSON object/],
  ['{"expected":[]}', /does not say "version": 1/],
  ['{"version":2,"expected":[]}', /version 2, which a newer/],
  ['{"version":1,"expected":[],"expired":[]}', /"expired" is not known/],
  ['{"version":1}', /"expected" is no list/],
  [`{"version":1,"expected":[\n<<<<<<< HEAD\n]}`, /conflicts of a merge/],
  [file(entry(), entry({ reason: '' })), /entry 2 .*"reason"/],
  [file({ ...entry(), owner: 'me' }), /entry 1 .*"owner"/],
  [file({ ...entry(), session: 42 }), /entry 1 .*"session"/],
  [file(entry({ createdAt: 'yesterday' })), /entry 1 .*"createdAt"/],
  [file(entry({ createdAt: '2026-13-23T07:00:01.000000Z' })), /entry 1 .*"createdAt"/],
  [file({ ...entry(), createdAt: undefined, endedAt: undefined }), /entry 1 /],
  [file(7 as unknown as object), /entry 1 /],
])('says where %s is wrong', (text, why) => {
  expect(() => readExpected(text)).toThrow(why);
});

test('times are read again to the µs', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 53 - 1 }), (us) => {
      expect(timeIn(timeText(us))).toBe(us);
    }),
  );
});
