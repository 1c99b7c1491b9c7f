import { describe, expect, test } from 'vitest';
import { verdicts } from '../../corpus/analyse.js';
import { bytesOf, corpusLog } from '../../corpus/corpus.js';
import { HEAD_BYTES } from '../../../../src/sources/forms/head-size.js';
import { judged } from './read.js';

const LOG = Buffer.from(bytesOf(corpusLog('1.1.2/ws-drop-reclaim0/events.jsonl')));

/** What a form is known by, without any event in it. */
const LINES = [
  ...['', ' ', '\r', '\t', '\x1b[31m', '0', 'x'.repeat(80), 'word '.repeat(15)],
  ...['-', '+', '- a', '+ a', '---', '+++', '> ', '>', '> a', '# a', '* a', '// a', '1: a'],
  ...['@@ -1 +1 @@\n+a', 'diff --git a b\n@@ -0,0 +1,2 @@\n+a', '@@ -1,2 +0,0 @@\n-a'],
  ...['|', 'a | b', ' a | b +', '-[ RECORD 1 ]-', 'a,b,c', 'type,timestamp', '"",', '""', ',', ';'],
  ...['{', '}', '[', ']', '{}', '[]', '"', '{"log":"x\\n"}', '{"log":"x"}'],
  ...['=', '=3D=', 'a=', '\\', '\\n', '\\"', '&lt;', '&quot;', '\u201c', 'a\\_b', '%7B', '\\173', '<p>a</p>'],
  ...['2023-01-01T00:00:00Z stdout P x', '2023-01-01T00:00:00Z stdout F x', 'svc-1  | x', 'svc-1  | x\nsvc-2  | y'],
  ...['{"a":1,}', '[1,]', '&amp;quot;', '\u200b', '^[[31ma^[[0m', '#033[31ma', '[31ma[0m'],
  ...[
    '__REALTIME_TIMESTAMP=1\nMESSAGE=a',
    'Transfer-Encoding: chunked\r\n\r',
    'Transfer-Encoding: chunked\r\n\r\n5\r\na',
  ],
  ...['0|a  | x', '0|a  | x\n1|b  | y', 'pod-1 a x', 'pod-1 a x\npod-2 b {', 'a@b  | x'],
  ...['1.79E+15,', 'NumberLong(1)', '"a" => 1', 'INSERT INTO a VALUES (1);', 'Nov 29 08:00:00 h janus[1]: x'],
];

describe.each([
  ['a few', 3 * 8],
  ['as many as are looked at', HEAD_BYTES + 1000],
])('a log behind other lines, %s of them, is read all the same', (_, bytes) => {
  test.each(LINES)('%j', async (line) => {
    const lines = `${line}\n`;
    const before = lines.repeat(Math.ceil(bytes / lines.length));
    const alone = await judged(LOG);
    expect(verdicts(await judged(Buffer.concat([Buffer.from(before), LOG])))).toEqual(verdicts(alone));
  });
});
