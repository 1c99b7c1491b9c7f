import { NONE } from '../../../src/events/columns.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventTable, Role, type EventPlace } from '../../../src/events/event-table.js';
import type { EventHeader } from '../../../src/events/header.js';

const START = 1_795_417_200_000_000;

type Kept = Pick<EventHeader, 'timestamp' | 'offset' | 'length' | 'line' | 'type' | 'subtype'>;

const header = (values: Partial<Kept> = {}): EventHeader => ({
  timestamp: START,
  offset: 0,
  length: 100,
  line: 1,
  type: 32,
  subtype: 3,
  wrapping: 'none',
  emitter: '',
  sessionId: '',
  handleId: '',
  sessionLow: 0,
  sessionHigh: 0,
  handleLow: 0,
  handleHigh: 0,
  slot: -1,
  isOfSameHandle: false,
  isSample: true,
  opaqueId: '',
  json: new Uint8Array(0),
  bodyStart: 0,
  bodyEnd: 0,
  bodyHash: 0,
  ...values,
});

/** More events than a segment holds, each a step behind the one before. */
function steps(count: number, step: Partial<Kept>, odd: ReadonlyMap<number, Partial<Kept>> = new Map()): Kept[] {
  return Array.from({ length: count }, (_, k) => ({
    timestamp: START + k * (step.timestamp ?? 1000),
    offset: k * (step.offset ?? 700),
    length: step.length ?? 690,
    line: 1 + k * (step.line ?? 1),
    type: 1 << (k % 16),
    subtype: k % 256,
    ...odd.get(k),
  }));
}

function tableOf(events: readonly Kept[], log: (k: number) => number = () => 0): EventTable {
  const table = new EventTable();
  events.forEach((event, k) => table.add(header(event), log(k), NONE, NONE, 0));
  return table;
}

const placeOf = ({ offset, length, line, timestamp }: Kept, log = 0): EventPlace => ({
  log,
  offset,
  length,
  line,
  at: timestamp,
});

describe('the event table gives back what it was given', () => {
  test.each<[string, Kept[]]>([
    ['a busy log of several segments', steps(40_000, {})],
    ['a log with an event an hour', steps(2000, { timestamp: 3_600_000_000 })],
    ['a log of events of 2 GiB, 5 GiB apart', steps(600, { offset: 5 * 2 ** 30, length: 2 ** 31 - 1 })],
    ['events of a thousand lines', steps(1000, { line: 1000 })],
    ['an event of more than 64 KiB', steps(600, {}, new Map([[300, { length: 65_536 }]]))],
    ['the longest event that fits', steps(600, {}, new Map([[300, { length: 65_535 }]]))],
    ['a time far before the others', steps(600, {}, new Map([[511, { timestamp: 2e14 }]]))],
    ['a time far behind the others, first of its page', steps(600, {}, new Map([[256, { timestamp: 2 ** 53 - 1 }]]))],
    ['times a minute back at most', steps(600, {}, new Map([[10, { timestamp: START - 60_000_000 }]]))],
    ['times a minute and more back', steps(600, {}, new Map([[10, { timestamp: START - 60_000_001 }]]))],
    ['the last time that fits', steps(2, {}, new Map([[1, { timestamp: START - 60_000_000 + 2 ** 32 - 1 }]]))],
    ['the first time that does not', steps(2, {}, new Map([[1, { timestamp: START - 60_000_000 + 2 ** 32 }]]))],
  ])('%s', (_what, events) => {
    const table = tableOf(events);
    expect(table.count).toBe(events.length);
    expect(events.map((_, k) => table.place(k))).toEqual(events.map((event) => placeOf(event)));
    expect(events.map((_, k) => [table.type(k), table.subtype(k)])).toEqual(
      events.map(({ type, subtype }) => [type, subtype]),
    );
  });

  test('whose place begins anew with every log', () => {
    const events = Array.from({ length: 5000 }, (_, k) => ({ ...steps(1, {})[0]!, offset: (k % 10) * 700 }));
    const table = tableOf(events, (k) => Math.floor(k / 10) * 2);
    expect(events.map((_, k) => table.place(k))).toEqual(
      events.map((event, k) => placeOf(event, Math.floor(k / 10) * 2)),
    );
  });

  test('also what its body tells, beside type and subtype', () => {
    const table = tableOf(steps(3, {}));
    table.setRole(1, Role.disconnected);
    expect([0, 1, 2].map((k) => table.role(k))).toEqual([Role.none, Role.disconnected, Role.none]);
    expect([table.type(1), table.subtype(1)]).toEqual([2, 1]);
  });
});

test('the event at or before a place is found in narrow and wide pages', () => {
  const events = steps(1000, {}, new Map([[600, { length: 100_000 }]]));
  const table = tableOf(events);
  for (const k of [0, 255, 256, 511, 512, 600, 767, 768, 999]) {
    expect(table.lastByOffset(k * 700)).toBe(k);
    expect(table.lastByOffset(k * 700 + 699)).toBe(k);
    expect(table.lastByLine(k + 1)).toBe(k);
  }
  expect(table.lastByOffset(-1)).toBe(-1);
});

test('every event is in the list of its owner once, in time order, as it was at any time', () => {
  const event = fc.record({ owner: fc.integer({ min: -1, max: 5 }), handle: fc.boolean(), at: fc.nat(50) });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 600 }), fc.nat(600), (events, until) => {
      const table = new EventTable();
      for (let owner = 0; owner <= 5; owner++) table.addHandle(table.addOwner());
      let early = table.byOwner();
      for (const [k, { owner, handle, at }] of events.entries()) {
        if (k === until) early = table.byOwner();
        table.add(header({ timestamp: START + at }), 0, owner, handle && owner >= 0 ? owner : NONE, 0);
      }
      const late = table.byOwner();
      for (let owner = -1; owner <= 5; owner++) {
        const own = [...events.keys()].filter((k) => events[k]!.owner === owner);
        own.sort((a, b) => events[a]!.at - events[b]!.at || a - b);
        if (owner >= 0) {
          expect([...late.of(owner)]).toEqual(own);
          expect([...early.of(owner)]).toEqual(until < events.length ? own.filter((k) => k < until) : []);
        }
        for (const k of own) {
          expect(table.owner(k)).toBe(owner);
          expect(table.handle(k)).toBe(events[k]!.handle ? owner : NONE);
        }
      }
    }),
    { seed: 26 },
  );
});
