import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { textOfLog } from './read.js';

const EVENT =
  '{"emitter":"a","type":1,"timestamp":1700000001010203,"session_id":3100000000000001,"event":{"name":"destroyed"}}';
const events = Array.from({ length: 5 }, (_, n) => EVENT.replace('1010203', `101020${String(n)}`));
const each = (write: (event: string) => string): string => events.map((event) => `${write(event)}\n`).join('');
const encoded = (event: string, encoding: 'base64' | 'hex'): string => Buffer.from(event).toString(encoding);

/** What is known and not read, and how it is called. */
const FOREIGN: Readonly<Record<string, readonly [log: string, words: RegExp]>> = {
  'objects of Python': [each(() => "{'emitter': 'a', 'type': 1, 'timestamp': 1700000001010203}"), /^objects as Python/],
  "PHP's print_r": [each(() => 'Array\n(\n    [emitter] => a\n    [type] => 1\n)'), /^objects as PHP/],
  "PHP's var_export": [each(() => "array (\n  'emitter' => 'a',\n  'type' => 1,\n)"), /^objects as PHP/],
  "PHP's var_dump": [
    each(() => 'array(2) {\n  ["emitter"]=>\n  string(1) "a"\n  ["type"]=>\n  int(1)\n}'),
    /^objects as PHP/,
  ],
  "PowerShell's lists": [
    each(() => 'emitter    : a\r\ntype       : 1\r\ntimestamp  : 1700000001010203\r\n'),
    /^objects as PowerShell/,
  ],
  'lines of gzip in base64': [each((event) => gzipSync(event).toString('base64')), /^lines of gzip in base64/],
  'times that were rounded': [
    each(() => '{"emitter":"a","type":1,"timestamp":1.79542E+15,"session_id":3.1234E+15,"event":{"name":"destroyed"}}'),
    /^a table whose numbers a spreadsheet has rounded/,
  ],
  'objects of Node': [each(() => "{ emitter: 'a', type: 1, event: [Object] }"), /^objects as Node/],
  'documents of mongosh': [
    each(() => "{\n  _id: ObjectId('5f'),\n  emitter: 'a',\n  type: 1,\n  timestamp: 1700000001010203,\n}"),
    /^objects as Node/,
  ],
  YAML: [each(() => '- emitter: a\n  type: 1\n  timestamp: 1700000001010203'), /^YAML/],
  'messages in base64': [each((event) => `{"payload": "${encoded(event, 'base64')}"}`), /^messages in base64/],
  'parsed bodies of OpenTelemetry': [
    '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"kvlistValue":{"values":[{"key":"type","value":{"intValue":"1"}},{"key":"timestamp","value":{"intValue":"1700000001010203"}}]}}}]}]}]}',
    /^records of OpenTelemetry/,
  ],
  'lines in base64': [each((event) => encoded(event, 'base64')), /^lines in base64/],
  'hexadecimal digits': [each((event) => encoded(event, 'hex')), /^bytes in hexadecimal/],
  'a dump of packets': [
    each(
      (event) =>
        `\t0x0000:  ${encoded(event, 'hex')
          .slice(0, 32)
          .replace(/(.{4})/g, '$1 ')} ${event.slice(0, 16)}`,
    ),
    /^a dump of packets/,
  ],
  'text for a URL': [each((event) => `GET /?e=${encodeURIComponent(event)}`), /^text encoded for a URL/],
  'a table that a spreadsheet rounded': [
    `emitter,type,timestamp,session_id,event\n${each(() => 'a,1,1.7E+15,3.1E+15,"{""name"":""destroyed""}"')}`,
    /^a table whose numbers a spreadsheet has rounded/,
  ],
};

describe('what is known and not read is called by its name', () => {
  test.each(Object.entries(FOREIGN))('%s', async (_, [log, words]) => {
    const { state } = await textOfLog(Buffer.from(log));
    expect(state.foreign).toMatch(words);
    expect(state.settled).toBe(false);
  });
});
