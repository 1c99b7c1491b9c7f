import { describe, expect, test } from 'vitest';
import { idOf, integerDigits } from '../../../../src/events/shapes/numbers.js';
import { reshape } from '../../../../src/events/shapes/reshape.js';
import { timeOf } from '../../../../src/events/shapes/times.js';
import { analyse, verdicts } from '../../corpus/analyse.js';
import { bytesOf, corpusLogs } from '../../corpus/corpus.js';
import { parseAll, write, type Exact } from '../../corpus/exact-json.js';
import { random } from '../../corpus/random.js';
import { EXPORTERS, type Members } from './exporters.js';

const LOGS = ['ws-drop-reclaim0', 'api-destroy', 'custom-ids', 'stop-sigterm', 'claim-cross', 'watchdog-10s'];
const stories = corpusLogs
  .filter(({ name }) => LOGS.some((log) => name.includes(`1.1.2/${log}/events.json`)))
  .map((log) => {
    const bytes = bytesOf(log);
    const events = parseAll(new TextDecoder().decode(bytes)).flatMap((value) =>
      Array.isArray(value) ? (value as Exact[]) : [value],
    );
    return { name: log.name, events: events as Members[], expected: verdicts(analyse(bytes)) };
  });

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(Object.entries(EXPORTERS))('%s', (_, { exact, write }) => {
  test.each(stories.filter(({ name }) => exact || !name.includes('custom-ids')))('$name', ({ events, expected }) => {
    const whole = encoded(events.map(write).join(''));
    const chance = random(whole.length);
    expect(verdicts(analyse(whole))).toEqual(expected);
    const cuts = Array.from({ length: 20 }, () => chance.below(whole.length)).sort((a, b) => a - b);
    expect(verdicts(analyse(whole, cuts))).toEqual(expected);
  });
});

test('integers keep every digit in whatever spelling', () => {
  expect(integerDigits('1.7E+15')).toBe('1700000000000000');
  expect(integerDigits('9.223372036854775807e18')).toBe('9223372036854775807');
  expect(integerDigits('1700000000000000.0')).toBe('1700000000000000');
  expect(integerDigits('1,700,000,000,000,000')).toBe('1700000000000000');
  for (const none of ['1.5', '-1', '1e99', '1e', '', 'x', '0x10', '1.23E+1', '1,70'])
    expect(integerDigits(none), none).toBeNull();
});

test('what stands for no id is none, an id that a client chose stays', () => {
  for (const none of ['0', '', 'null', 'None', 'NaN', '0.0', '<nil>', '{"$numberLong":"0"}'])
    expect(idOf(none), none).toBe('');
  expect(idOf('9007199254740993')).toBe('9007199254740993');
  expect(idOf('{"$numberLong":"9223372036854775807"}')).toBe('9223372036854775807');
  expect(idOf('3.100000000000001E+15')).toBe('3100000000000001');
});

test('a logger whose message is called event leaves the body under its other name', () => {
  const log =
    '{"event":"janus event","type":1,"timestamp":1700000001010203,"session_id":7,"body":{"name":"destroyed"}}';
  expect(reshape(log)).toMatchObject({ sessionId: '7', body: '{"name":"destroyed"}' });
});

test('times are seconds, ms, µs or ns by their digits, and a whole second is one without its fraction', () => {
  for (const time of [1700000030, '1700000030.000', 1700000030000, 1700000030000000, '1700000030000000000'])
    expect(timeOf(time), String(time)).toBe(1700000030000000);
  expect(timeOf(1700000030.005)).toBe(1700000030005000);
});

test.each(['session', 'sessions', 'Sessions', 'JANUS_EVENT_TYPE_SESSION'])('a type may be called %s', (type) => {
  const log = JSON.stringify({ type, timestamp: 1700000001010203, session_id: 7, event: { name: 'destroyed' } });
  expect(reshape(log)).toMatchObject({ type: 1, sessionId: '7' });
});

test('BigInts keep the mark of their kind where a program writes them as they are shown', () => {
  expect(idOf('4154149308648162n')).toBe('4154149308648162');
});

test('ids that a spreadsheet has rounded are none, and accuse nobody', () => {
  for (const rounded of ['1.79542E+15', '1.85e15', '3.12E+16']) expect(idOf(rounded), rounded).toBe('');
  expect(idOf('3.1E+15')).toBe('3100000000000000');
  for (const { name, events } of stories.filter((story) => !story.name.includes('custom-ids'))) {
    const log = events.map((event) => {
      const id = event.session_id;
      const rounded = id === undefined ? undefined : Number(write(id)).toExponential(5).replace('e', 'E');
      return `${write(event).replace(/("session_id": ?)\d+/, `$1${rounded ?? ''}`)}\n`;
    });
    const { sessions, emitters } = analyse(encoded(log.join('')));
    expect(emitters.length, name).toBe(1);
    expect(
      Array.from(sessions).filter(({ flagged }) => flagged),
      name,
    ).toEqual([]);
  }
});

test('times of databases become microseconds', () => {
  expect(timeOf('2023-11-14 22:13:21.01+00')).toBe(1_700_000_001_010_000);
  expect(timeOf('2023-11-14T22:13:21.010203Z')).toBe(1_700_000_001_010_203);
  expect(timeOf('2023-11-15T00:13:21+0200')).toBe(1_700_000_001_000_000);
  expect(timeOf(1_700_000_001_010)).toBe(1_700_000_001_010_000);
  expect(timeOf('1700000001.5')).toBe(1_700_000_001_500_000);
  expect(timeOf('yesterday')).toBe(-1);
});

test('other JSON with a type and a timestamp is no event', () => {
  for (const other of [
    { type: 1, timestamp: 1700000000000000, data: { name: 'x' } },
    { type: 'session', timestamp: '2023-11-14T22:13:21Z', session: 'abc', body: 'created' },
    { level: 1, type: 16, ts: 1700000001010, event: { ice: 'connected' } },
    { type: 2, time: 1700000001010, payload: '{"name":' },
    { type: 'session', timestamp: '2023-11-14T22:13:20.1Z', session_id: '9f', event: { name: 'created' } },
    { type: 'session', timestamp: 1700000001010, session_id: 5, payload: { name: 'login' } },
    { type: 'handle', timestamp: 1700000001010, session_id: 5, event: { name: 'click' } },
    { type: 'media', timestamp: 1700000001010, session_id: 42, payload: { name: 'play', url: 'x' } },
    { type: 'media', timestamp: 1700000001010, session_id: 42, payload: [{ media: 'audio' }, 7] },
    { type: 'webrtc', timestamp: 1700000001010, session_id: 42, event: { iceState: 'connected' } },
    { type: 'plugin', timestamp: 1700000001010, data: { plugin: 'eslint' } },
    { type: 'transport', time: '2023-11-14T22:13:20Z', details: { transport: 'bus', id: 7 } },
    { type: 'core', timestamp: 1700000001010, body: { status: 'ok' } },
    { type: 'external', ts: 1700000001010, payload: { data: {} } },
    { event_type: 1, event_timestamp: 1700000001010203, session: 5, event_params: { name: 'session_start' } },
    { type: 512, timestamp: 1700000001010203, details: { data: 1 } },
    { __proto__: null, type: { N: '1' }, timestamp: { N: '1700000000000000' }, constructor: {} },
  ])
    expect(reshape(JSON.stringify(other)), JSON.stringify(other)).toBeNull();
});

test.each([
  ['arrays', '[', ']'],
  ['objects', '{"name":', '}'],
])('a text of %s nested without end does no harm', (_, open, close) => {
  const deep = `${open.repeat(50_000)}1${close.repeat(50_000)}`;
  const header = { type: 1, timestamp: 1700000000000000, session_id: 5 };
  const event = `{"name":"destroyed","data":${deep}}`;
  expect(reshape(JSON.stringify({ ...header, event }))).toMatchObject({ type: 1, sessionId: '5' });
  expect(reshape(JSON.stringify({ ...header, type: 32, event: deep }))).toBeNull();
});

test('keys that mean something to JavaScript do no harm', () => {
  const json =
    '{"__proto__":{"x":1},"Type":1,"Timestamp":1700000000000000,"SessionId":5,"event.__proto__.y":1,"event.name":"destroyed"}';
  expect(reshape(json)).toMatchObject({ type: 1, sessionId: '5' });
  expect(({} as Record<string, unknown>).x).toBeUndefined();
  expect(({} as Record<string, unknown>).y).toBeUndefined();
});
