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
  'objects of Node': [each(() => "{ emitter: 'a', type: 1, event: [Object] }"), /^objects as Node/],
  'documents of mongosh': [
    each(() => "{\n  _id: ObjectId('5f'),\n  emitter: 'a',\n  type: 1,\n  timestamp: 1700000001010203,\n}"),
    /^objects as Node/,
  ],
  YAML: [each(() => '- emitter: a\n  type: 1\n  timestamp: 1700000001010203'), /^YAML/],
  'messages in base64': [each((event) => `{"payload": "${encoded(event, 'base64')}"}`), /^messages in base64/],
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
