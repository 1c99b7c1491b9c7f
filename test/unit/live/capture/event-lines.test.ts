import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventLines } from '../../../../src/live/capture/event-lines.js';
import { LineBuffer } from '../../../../src/live/capture/line-buffer.js';
import type { Taken } from '../../../../src/live/live-source.js';
import { newScanner } from '../../../../src/events/scanner.js';
import { bytesOf, corpusLog, corpusLogs } from '../../corpus/corpus.js';

const EVENT = `{"emitter":"j","type":1,"timestamp":1795417200000000,"session_id":9007199254740993,"event":{"name":"created"}}`;
const OTHER = `{"emitter":"j","type":1,"timestamp":1795417200000001,"session_id":9007199254740992,"event":{"name":"a, \\"{\\\\"}}`;

function lines(eventLines: EventLines, message: string | Uint8Array): { text: string; taken: Taken } {
  const buffer = new LineBuffer();
  const taken = eventLines.addTo(buffer, typeof message === 'string' ? Buffer.from(message) : message);
  return { text: Buffer.from(buffer.filled).toString(), taken };
}

const indented = (json: string): string => json.replace(/(?<=[{[,])(?=")/g, '\n    ').replace(/\}/g, '\r\n}');

describe('a message becomes lines', () => {
  const two = `${EVENT}\n${OTHER}\n`;
  test.each([
    ['one event', EVENT, `${EVENT}\n`],
    ['an array', `[${EVENT},${OTHER}]`, two],
    ['a plain array', `[${EVENT}, ${OTHER}]`, two],
    ['an indented array', `[\n  ${indented(EVENT)},\n  ${indented(OTHER)}\n]\n`, two],
    ['events one behind the other', `${EVENT}${OTHER}`, two],
    ['JSON Lines', `${EVENT}\r\n${OTHER}\r\n`, two],
    ['NUL-framed GELF', `{"host":"j","level":1,"full_message":${EVENT}}\0{"full_message":${OTHER}}\0`, two],
    ['events in a string', JSON.stringify({ log: `${EVENT}\n${OTHER}` }), two],
  ])('%s', (_, message, expected) => {
    const { text, taken } = lines(new EventLines(), message);
    expect(text).toBe(expected);
    expect(taken).toEqual({ events: expected === two ? 2 : 1, otherBytes: 0 });
  });

  test.each([
    ['other JSON', '{"event":"connected","eventhandler":"janus.eventhandler.mqttevh"}', 0, 65],
    ['text', 'hello', 0, 5],
    ['an empty array', '[ ]', 0, 0],
    ['nothing', '', 0, 0],
    ['a cut event behind a whole one', `[${EVENT},${OTHER.slice(0, -5)}`, 1, OTHER.length - 5],
  ])('%s is counted, not written', (_, message, events, otherBytes) => {
    const { text, taken } = lines(new EventLines(), message);
    expect(text).toBe(events === 0 ? '' : `${EVENT}\n`);
    expect(taken).toEqual({ events, otherBytes });
  });
});

test('what is cut in one message does not touch the next', () => {
  const eventLines = new EventLines();
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          text: fc.constantFrom(`[${EVENT},${OTHER}]`, `"\\${EVENT}"`, `x ${indented(OTHER)}`),
          cut: fc.nat(400),
        }),
      ),
      (messages) => {
        for (const { text, cut } of messages) {
          const message = text.slice(0, Math.max(0, text.length - cut));
          expect(lines(eventLines, message)).toEqual(lines(new EventLines(), message));
        }
      },
    ),
    { numRuns: 300 },
  );
});

test.each(corpusLogs.map(({ name }) => name))('%s: every event, byte for byte but for its white space', (name) => {
  const bytes = bytesOf(corpusLog(name));
  const { text, taken } = lines(new EventLines(), bytes);
  const events: string[] = [];
  const scanner = newScanner({
    event: ({ json }) => events.push(Buffer.from(json).toString()),
    stretch: () => undefined,
  });
  scanner.push(bytes);
  scanner.end();
  expect(taken.events).toBe(events.length);
  const written = text.split('\n');
  expect(written.pop()).toBe('');
  expect(written.length).toBe(events.length);
  const bare = (json: string): string =>
    json.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (token) => (token.startsWith('"') ? token : ''));
  expect(written.map(bare)).toEqual(events.map(bare));
});

test('a log of the recorded wire is read as one stream: the last message does not matter to the next', () => {
  const wire = readFileSync(corpusLog('1.1.2/handlers-A/events.gelf-tcp.raw').path);
  const whole = lines(new EventLines(), wire);
  const again = new EventLines();
  lines(again, wire);
  expect(lines(again, wire)).toEqual(whole);
});
