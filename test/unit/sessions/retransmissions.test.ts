import { describe, expect, it } from 'vitest';
import { ReportBuilder } from '../../../src/analysis/reading/report-builder.js';
import type { LogReport } from '../../../src/sessions/log-report.js';

function report(events: readonly unknown[]): LogReport {
  const analyser = new ReportBuilder();
  analyser.begin('log');
  analyser.push(new TextEncoder().encode(events.map((event) => JSON.stringify(event)).join('\n')));
  analyser.end();
  return analyser.finish().report;
}

const at = (timestamp: number, rest: object): object => ({
  emitter: 'janus',
  timestamp: 1_795_000_000_000_000 + timestamp,
  ...rest,
});
const attached = (timestamp: number, session: unknown, handle: unknown): object =>
  at(timestamp, { type: 2, session_id: session, handle_id: handle, event: { name: 'attached', plugin: 'a' } });
const connected = (timestamp: number, id: string): object =>
  at(timestamp, {
    type: 128,
    event: {
      transport: 'janus.transport.websockets',
      id,
      data: { event: 'connected', admin_api: false, ip: '192.0.2.2' },
    },
  });

describe('events that come again', () => {
  it.each([
    ['the same way', [attached(1, 5, 6), attached(1, 5, 6)]],
    ['after later ones', [attached(1, 5, 6), attached(2, 5, 6), attached(3, 5, 6), attached(1, 5, 6)]],
    ['in an envelope', [attached(1, 5, 6), { version: '1.1', full_message: attached(1, 5, 6) }]],
    ['escaped in a string', [{ log: JSON.stringify(attached(1, 5, 6)) }, attached(1, 5, 6)]],
    ['without a session', [connected(1, '15670634809646390073'), connected(1, '15670634809646390073')]],
  ])('%s are left out once', (_, events) => {
    expect(report(events).logs[0]?.duplicates).toBe(1);
  });

  it.each([
    ['time', [attached(1, 5, 6), attached(2, 5, 6)]],
    ['session', [attached(1, 5, 6), attached(1, 7, 6)]],
    ['handle', [attached(1, 5, 6), attached(1, 5, 7)]],
    ['connection', [connected(1, '15670634809646390073'), connected(1, '25670634809646390074')]],
    ['emitter', [connected(1, '1'), { ...connected(1, '1'), emitter: 'other' }]],
  ])('events of another %s are news', (_, events) => {
    expect(report(events).logs[0]?.duplicates).toBe(0);
  });
});

describe('an event that comes again late', () => {
  /** More than a hundred of the largest groups that sampleevh sends. */
  const REMEMBERED = 16 * 1024;
  const others = (time: (k: number) => number): object[] =>
    Array.from({ length: REMEMBERED - 1 }, (_, k) => attached(time(k), 5, 100 + k));

  it.each([
    ['newer', others((k) => 10 + k)],
    ['older', others((k) => -10 - k)],
  ])('is known behind as many %s ones as are remembered', (_, between) => {
    expect(report([attached(1, 5, 6), ...between, attached(1, 5, 6)]).logs[0]?.duplicates).toBe(1);
  });
});

describe('ids', () => {
  it('are the same as number and as text, wherever they come from', () => {
    const { sessions } = report([
      attached(1, 5, 6),
      attached(2, '5', '6'),
      { envelope: attached(3, 5, 6) },
      attached(4, 5, 6),
    ]);
    expect(Array.from(sessions, ({ id, events, handles }) => [id, events, handles.length])).toEqual([['5', 4, 1]]);
  });

  it('beyond 2^53 are told apart', () => {
    const text = (id: string): string => JSON.stringify(attached(1, 'ID', 6)).replace('"ID"', id);
    const analyser = new ReportBuilder();
    analyser.begin('log');
    analyser.push(new TextEncoder().encode(`${text('9007199254740992')}\n${text('9007199254740993')}`));
    analyser.end();
    expect(Array.from(analyser.finish().report.sessions, ({ id }) => id)).toEqual([
      '9007199254740992',
      '9007199254740993',
    ]);
  });
});
