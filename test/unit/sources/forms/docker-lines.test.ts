/** Docker's records of lines, read as Docker writes them, and with a blank that Docker does not write: the same text. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOfLog } from './read.js';

const EVENT = '{"emitter":"e","type":1,"timestamp":1700000000000000,"session_id":1,"event":{"name":"created"}}';
/** What a program writes: whole events, parts of them, and what looks like one. */
const LINES = [
  EVENT,
  '{"a":"\\"}","b":[1,{"c":"\\\\"}],"d":"\\/\\n\\u0041"}',
  '{',
  '  "a": {',
  '}',
  '}]',
  '"{',
  'a } line [of] text \\ "quoted',
  '',
  'Zoë "\u00e9" 漢\t\u0001',
  '{"a":"\\{ \\\\\\" "}',
];
/** What Docker makes of a line, or of a part of it. */
const record = (text: string, stream: string, more: string): string =>
  `${JSON.stringify({ log: text, stream, time: '2026-11-23T07:26:59.123456789Z' })}${more}`;

const lines = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...LINES).map((line) => ({ text: `${line}\n`, more: '\n' })) },
      { weight: 1, arbitrary: fc.constantFrom(...LINES).map((line) => ({ text: line, more: '\n' })) },
      { weight: 1, arbitrary: fc.constantFrom(...LINES).map((line) => ({ text: `${line}\r\n`, more: '\n' })) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('\r\n', '\n\n', '', ' "x', ':\n', '[1,\n').map((more) => ({ text: 'x\n', more })),
      },
      { weight: 3, arbitrary: fc.constant({ text: `${EVENT}\n`, more: '\n' }) },
    ),
    { maxLength: 24 },
  )
  .chain((parts) =>
    fc.tuple(
      fc.constant(parts),
      fc.array(fc.constantFrom('stdout', 'stdout', 'stderr'), { minLength: parts.length, maxLength: parts.length }),
    ),
  );

test('are the same text, however they are cut', async () => {
  const first = record(`${EVENT}\n`, 'stdout', '\n');
  await fc.assert(
    fc.asyncProperty(lines, fc.array(fc.nat(), { maxLength: 6 }), async ([parts, streams], places) => {
      const log = first + parts.map(({ text, more }, k) => record(text, streams[k]!, more)).join('');
      const bytes = Buffer.from(log);
      const cuts = places.map((place) => place % bytes.length).sort((a, b) => a - b);
      const expected = await textOfLog(Buffer.from(log.replaceAll('{"log":"', '{"log": "')));
      const found = await textOfLog(bytes, cuts);
      expect(found.state).toEqual(expected.state);
      expect(found.text.toString()).toBe(expected.text.toString());
    }),
    { numRuns: 400 },
  );
});
