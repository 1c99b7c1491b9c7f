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
  'lines that were cut': [
    each((event) => `${event.slice(0, 60)}>`),
    /^lines that were cut before the events on them end/,
  ],
  'objects of Node': [each(() => "{ emitter: 'a', type: 1, event: [Object] }"), /^objects as Node/],
  'documents of mongosh': [
    each(() => "{\n  _id: ObjectId('5f'),\n  emitter: 'a',\n  type: 1,\n  timestamp: 1700000001010203,\n}"),
    /^objects as Node/,
  ],
  "Perl's Data::Dumper": [each(() => "$VAR1 = {\n  'emitter' => 'a',\n  'type' => 1\n};"), /^objects as Perl/],
  'maps of Elixir': [each(() => '[info] %{"emitter" => "a", "type" => 1}'), /^objects as Elixir/],
  'maps of Erlang': [each(() => '#{<<"emitter">> => <<"a">>,<<"type">> => 1}'), /^terms as Erlang/],
  'values of Rust': [each(() => 'Object {"emitter": String("a"), "type": Number(1)}'), /^objects as Rust/],
  'tables of Lua': [each(() => '{ emitter = "a", type = 1 }'), /^tables as Lua/],
  'dictionaries of Swift': [each(() => '["emitter": a, "type": 1]'), /^dictionaries as Swift/],
  gron: [each(() => 'json[0].emitter = "a";\njson[0].type = 1;'), /^the output of gron/],
  'jq --stream': [each(() => '[["emitter"],"a"]\n[["type"],1]'), /^the output of jq --stream/],
  'a data frame of columns': ['{"emitter":{"0":"a","1":"a"},"type":{"0":1,"1":2}}', /^a table by columns/],
  'a data frame of rows without names': [
    '{"columns":["emitter","type","timestamp"],"index":[0],"data":[["a",1,1700000001010203]]}',
    /^a table by columns/,
  ],
  'a file in base64': [
    Buffer.from(each(String)).toString('base64').replace(/.{76}/g, '$&\n'),
    /^a file in base64: decode it \(base64 -d/,
  ],
  'a file of uuencode': [
    'begin 644 events.jsonl\nM>R)E;6ET=&5R(CHB82(L(G1Y<&4B\n`\nend\n',
    /^a file encoded by uuencode/,
  ],
  'od -c': ['0000000   {   "   e   m   i   t\n0000020   r   "   :   "   a   "\n', /^a dump of packets or bytes/],
  BSON: ['\x30\0\0\0\x02emitter\0\x02\0\0\0a\0\x10type\0\x01\0\0\0\0', /^BSON, as mongodump/],
  YAML: [each(() => '- emitter: a\n  type: 1\n  timestamp: 1700000001010203'), /^YAML/],
  'messages in base64': [each((event) => `{"payload": "${encoded(event, 'base64')}"}`), /^messages in base64/],
  'parsed bodies of OpenTelemetry': [
    '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"kvlistValue":{"values":[{"key":"type","value":{"intValue":"1"}},{"key":"timestamp","value":{"intValue":"1700000001010203"}}]}}}]}]}]}',
    /^records of OpenTelemetry/,
  ],
  'lines in base64': [each((event) => encoded(event, 'base64')), /^lines in base64/],
  'hexadecimal digits': [each((event) => encoded(event, 'hex')), /^bytes in hexadecimal/],
  'packets of tshark': [
    each((event) => `{"_source":{"layers":{"http":{"http.file_data":"${encoded(event, 'hex')}"}}}}`),
    /^packets as tshark writes them/,
  ],
  'packets of an older tshark': [
    each((event) => `{"http.file_data": "${encoded(`[\n  ${event}]`, 'hex').replace(/(..)(?!$)/g, '$1:')}"}`),
    /^packets as tshark writes them/,
  ],
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

test('what has comments and continued lines, and no events, is in no form', async () => {
  const script = '# start it\ndocker run \\\n  --rm \\\n  sink /* all */ // of them\n'.repeat(20);
  expect((await textOfLog(Buffer.from(script))).state.forms).toEqual([]);
});
