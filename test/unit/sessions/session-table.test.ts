import { HTTP_TRANSPORT } from '../../../src/events/types.js';
import { NONE } from '../../../src/events/columns.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReportBuilder } from '../../../src/analysis/reading/report-builder.js';
import { bytesOf as memoryOf } from '../../../src/sessions/collecting/facts.js';
import { halvesOf, textOf } from '../../../src/events/halves.js';
import { Ids } from '../../../src/sessions/collecting/ids.js';
import { CAUSES, CERTAINTIES, STATES, type SessionTable } from '../../../src/sessions/session-table.js';
import { texts } from '../../bench/generate.mjs';
import { bytesOf, corpusLogs } from '../corpus/corpus.js';

function analysed(...pieces: readonly Uint8Array[]): ReportBuilder {
  const analyser = new ReportBuilder();
  analyser.begin('log');
  for (const bytes of pieces) analyser.push(bytes);
  analyser.end();
  return analyser;
}

/** What the columns say of a session, as the session itself would. */
const inColumns = (table: SessionTable, k: number): object => ({
  id: table.id(k),
  emitter: table.emitters[table.emitter[k]!],
  instance: table.instance[k],
  state: STATES[table.state[k]!],
  flagged: table.flagged[k] === 1,
  provisional: table.provisional[k] === 1,
  cause: CAUSES[table.cause[k]!] ?? null,
  sessionEvent: CAUSES[table.sessionEvent[k]!] ?? null,
  certainty: CERTAINTIES[table.certainty[k]!] ?? null,
  firstAt: table.firstAt[k],
  lastAt: table.lastAt[k],
  createdAt: Number.isNaN(table.createdAt[k]!) ? null : table.createdAt[k],
  endedAt: Number.isNaN(table.endedAt[k]!) ? null : table.endedAt[k],
  transport: table.transports[table.transport[k]!] ?? null,
  events: table.events[k],
});

describe('the session table of', () => {
  test.each(corpusLogs.map((log) => [log.name, log] as const))('%s', (name, log) => {
    const analyser = analysed(bytesOf(log));
    const { sessions } = analyser.finish().report;
    const { table } = analyser.facts;
    const owned = new Map<number, number>();
    for (const session of sessions) {
      const k = session.index;
      expect(session).toMatchObject(inColumns(sessions, k));
      expect(session.rooms[0] ?? null).toBe(sessions.rooms[sessions.room[k]!] ?? null);
      expect(session.handles.find(({ plugin }) => plugin !== '')?.plugin ?? null).toBe(
        sessions.plugins[sessions.plugin[k]!] ?? null,
      );
      const connected = session.transportId !== null && session.transport !== HTTP_TRANSPORT;
      expect(sessions.connection[k] !== NONE).toBe(connected);
      for (const name of [...session.opaqueIds, ...session.rooms]) expect(sessions.label(k)).toContain(name);
      const events = sessions.eventsOf(k);
      expect(events).toHaveLength(session.events);
      // Where a clock was set back, the order is that of the log.
      const setBack = name.includes('clock-back');
      const inOrder = [...events].sort((a, b) => (setBack ? 0 : table.at(a) - table.at(b)) || a - b);
      expect([...events]).toEqual(inOrder);
      for (const event of events) owned.set(event, k);
    }
    for (let event = 0; event < table.count; event++) {
      expect(sessions.sessionOf(event)).toBe(owned.get(event) ?? NONE);
      expect(owned.has(event)).toBe(table.owner(event) !== NONE);
    }
  });

  test('a log stays as it was while the log grows', () => {
    const bytes = bytesOf(corpusLogs.find(({ name }) => name === '1.1.2/churn/events.jsonl')!);
    const half = bytes.lastIndexOf(0x0a, bytes.length / 2) + 1;
    const first = analysed(bytes.subarray(0, half)).finish().report.sessions;
    const analyser = new ReportBuilder();
    analyser.begin('log');
    analyser.push(bytes.subarray(0, half));
    const before = analyser.finish().report.sessions;
    analyser.push(bytes.subarray(half));
    const after = analyser.finish().report.sessions;
    const lists = (table: SessionTable): unknown[] =>
      Array.from(table, ({ index, events }) => [inColumns(table, index), events, [...table.eventsOf(index)]]);
    expect(lists(before)).toEqual(lists(first));
    expect(lists(after)).toEqual(lists(analysed(bytes).finish().report.sessions));
  });
});

test('a busy log takes at most 26 bytes an event, with all that is kept of sessions, handles and connections', () => {
  const analyser = new ReportBuilder();
  analyser.begin('busy');
  const encoder = new TextEncoder();
  let piece = '';
  let written = 0;
  for (const text of texts('compact')) {
    piece += text;
    if (piece.length < 1 << 20) continue;
    analyser.push(encoder.encode(piece));
    written += piece.length;
    piece = '';
    if (written > 60e6) break;
  }
  analyser.end();
  const { sessions } = analyser.finish().report;
  const bytes = memoryOf(analyser.facts) + sessions.bytes;
  expect(analyser.facts.table.count).toBeGreaterThan(50_000);
  expect(bytes / analyser.facts.table.count).toBeLessThanOrEqual(26);
});

describe('ids', () => {
  test('are found again, however they are written', () => {
    const id = fc.oneof(
      fc.bigInt({ min: 0n, max: (1n << 63n) - 1n }).map(String),
      fc.nat(20).map(String),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(id, fc.nat(2)), { selector: (pair) => pair.join('/') }), (pairs) => {
        const ids = new Ids();
        const numbers = pairs.map(([text, scope]) => ids.add(text, scope));
        expect(numbers).toEqual([...pairs.keys()]);
        expect(pairs.map(([text, scope]) => ids.findText(text, scope))).toEqual(numbers);
        expect(numbers.map((number) => ids.text(number))).toEqual(pairs.map(([text]) => text));
        expect(ids.findText('never', 0)).toBe(-1);
      }),
      { seed: 26 },
    );
  });

  test('are numbers when they are written as the scanner takes them for numbers', () => {
    expect(halvesOf('9223372036854775807')).toEqual({ low: 0xffffffff, high: 0x7fffffff });
    expect(textOf(0xffffffff, 0x7fffffff)).toBe('9223372036854775807');
    for (const text of ['0', '007', '-1', '1e3', '', '99999999999999999999'])
      expect(halvesOf(text)).toEqual({ low: 0, high: 0 });
  });

  test('of every number of digits come back as they were', () => {
    const number = fc.bigInt(1n, 9_999_999_999_999_999_999n);
    const shorter = fc
      .tuple(number, fc.integer({ min: 1, max: 19 }))
      .map(([id, digits]) => id % 10n ** BigInt(digits) || 1n);
    const examples = [
      99_999_999n,
      100_000_000n,
      2n ** 32n,
      999_999_999_999_999n,
      10n ** 15n,
      2n ** 53n - 1n,
      2n ** 53n,
    ];
    fc.assert(
      fc.property(shorter, (id) => {
        const { low, high } = halvesOf(String(id));
        expect((BigInt(high) << 32n) | BigInt(low)).toBe(id);
        expect(textOf(low, high)).toBe(String(id));
      }),
      { examples: examples.map((id): [bigint] => [id]), numRuns: 2000 },
    );
  });
});
