import { describe, expect, test } from 'vitest';
import { judged } from './read.js';

/** What forms are told by, with one event at most. */
const BEGINNINGS = [
  '',
  '{"emitter":"a","type":1,"timestamp":1,"session_id":5,"event":{"name":"created"}}\n',
  'INSERT INTO events (type,timestamp,session_id,event) VALUES (1,2,3,',
  'INSERT INTO `events` (type,timestamp,session_id,event) VALUES (1,2,3,',
  'COPY events (type, timestamp, session_id, event) FROM stdin;\n',
  'type,timestamp,session_id,event\n1,2,3,"',
  '| type | timestamp | session_id | event |\n|',
  '*************************** 1. row ***************************\ntype: ',
  '+ {"emitter":"a",\n+ ',
  '1\n{"emitter":"a",\n2\n',
  "{ emitter: 'a', type: 1, event: { ",
  "{'emitter': 'a', 'type': 1, 'event': {",
  '=> {"emitter" => "a", ',
  'array(1) {\n  ["emitter"]=>\n  string(1) "',
  '{\\rtf1 ',
  '<pre>&quot;emitter&quot;',
  '{"log":"{\\"emitter\\":',
  '2026-11-29T08:00:00Z {"emitter":',
  '```json\n{"emitter":',
  '// {"emitter":',
];

const REPEATED = [
  "'",
  "''",
  "'a'",
  '\\',
  '\\"',
  '"',
  '""',
  '(',
  ')(',
  '()',
  '{',
  '}{',
  '[',
  '][',
  ',',
  ', ',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '*/',
  '/*',
  '//',
  '=',
  '=3D',
  '&amp;',
  '\\u0022',
  '\x1b[0m',
  '... ',
  'a: b\n',
  '| a ',
  '+ ',
  '1\n',
  '0,',
  'ab',
  '{"emitter":',
  '"event":{',
  'INSERT INTO a ',
  '};',
  '<b>',
  '\u0000',
];

/** Bytes: enough for whatever tries each way through them to try for ever. */
const LENGTH = 20_000;

describe('text that repeats itself and never ends as its form does is read to its end', () => {
  test.each(BEGINNINGS)('behind %j', async (beginning) => {
    for (const repeated of REPEATED) {
      const log = Buffer.from(beginning + repeated.repeat(Math.ceil(LENGTH / repeated.length)));
      const { sessions } = await judged(log);
      expect(sessions.count, repeated).toBeLessThanOrEqual(1);
    }
  });
});
