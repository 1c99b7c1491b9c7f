import { describe, expect, it } from 'vitest';
import { ReportBuilder } from '../../../../src/analysis/reading/report-builder.js';
import type { LogReport } from '../../../../src/sessions/log-report.js';

function report(text: string): LogReport {
  const analyser = new ReportBuilder();
  analyser.begin('log');
  analyser.push(new TextEncoder().encode(text));
  analyser.end();
  return analyser.finish().report;
}

let time = 1_795_000_000_000_000;
const event = (type: number, rest: object, body: object, later = 1000): string => {
  time += later;
  return JSON.stringify({ emitter: 'janus', type, timestamp: time, ...rest, event: body });
};
const transport = { transport: 'janus.transport.websockets', id: '7' };
const connection = (what: string): string => event(128, {}, { ...transport, data: { event: what } });
const started = event(
  256,
  { subtype: 1 },
  { status: 'started', info: { version_string: '1.2.3', 'reclaim-session-timeout': 0 } },
);
const connected = connection('connected');
const created = event(1, { session_id: 5 }, { name: 'created', transport });
const attached = event(2, { session_id: 5, handle_id: 6 }, { name: 'attached', plugin: 'janus.plugin.echotest' });
const destroyed = event(1, { session_id: 5 }, { name: 'destroyed' });
const disconnected = connection('disconnected');
const detached = event(2, { session_id: 5, handle_id: 6 }, { name: 'detached', plugin: 'janus.plugin.echotest' });
const next = event(1, { session_id: 9 }, { name: 'created', transport: { ...transport, id: '8' } }, 60_000_000);

/** A session whose connection was closed behind what may have told its end, and another one that just begins. */
const story = (end: string): string[] => [started, connected, created, attached, end, disconnected, detached, next];

const WRITERS: [string, (line: string) => string][] = [
  ['as it is', (line) => line],
  ['in a string', (line) => JSON.stringify({ log: `${line}\n`, stream: 'stdout' })],
  ['in a string in a string', (line) => JSON.stringify({ log: JSON.stringify({ message: line }) })],
  ['in a text', (line) => `message=${JSON.stringify(line)}`],
];

describe.each(WRITERS)('of an event written %s', (_, write) => {
  const states = (end: string, lines = story(end)): unknown[] => {
    const { logs, sessions } = report(`${lines.map(write).join('\n')}\n`);
    return [logs[0]!.malformed, Array.from(sessions, ({ id, state }) => `${id} ${state}`)];
  };
  const upTo = (text: string): string => destroyed.slice(0, destroyed.indexOf(text) + text.length);

  it.each([
    ['its name', upTo('"name":"destroyed')],
    ['its session', upTo('"session_id":5,')],
    ['its body alone', destroyed.slice(destroyed.indexOf('5,"event"'))],
  ])('%s is left: whether its session was ended by it cannot be told', (_, rest) => {
    expect(states(rest)).toEqual([1, ['5 undecidable', '9 open']]);
  });

  it('its time alone is left: that is when a session may have ended, wherever the damage stands', () => {
    const upToItsTime = destroyed.slice(0, destroyed.indexOf('"session_id"') - 1);
    expect(states(upToItsTime)).toEqual([1, ['5 undecidable', '9 open']]);
    const anHourLater = upToItsTime.replace(/\d{16}/, (at) => String(Number(at) + 3_600_000_000));
    expect(states(anHourLater)).toEqual([1, ['5 ended', '9 open']]);
    expect(states('', [anHourLater, ...story('')])).toEqual([1, ['5 ended', '9 open']]);
  });

  it('nothing is left of its type: it hides no end of others', () => {
    expect(states(attached.slice(0, -20))).toEqual([1, ['5 ended', '9 open']]);
  });

  it('that told of a beginning: it hides no end', () => {
    expect(states(next.slice(0, next.indexOf('created') + 8))).toEqual([1, ['5 ended', '9 open']]);
  });
});

it('the log ends in an escaped event: what its session came to cannot be told', () => {
  const lines = story(detached).slice(0, -1);
  const cut = JSON.stringify({ log: destroyed }).slice(0, -20);
  const { sessions } = report([...lines.map((log) => JSON.stringify({ log })), cut].join('\n'));
  expect(Array.from(sessions, ({ state }) => state)).toEqual(['undecidable']);
});
