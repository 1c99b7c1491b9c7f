import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UNFOLDED } from '../../../../src/analysis/lanes/folds.js';
import { changesAround, insideAt, InsideLines, lineOf, mostInside } from '../../../../src/analysis/lanes/inside.js';
import { FLAG_CREATED_UNSEEN, OUTCOMES } from '../../../../src/analysis/lanes/protocol.js';

interface Stay {
  readonly start: number;
  readonly length: number;
  readonly room: number;
  readonly open: boolean;
  readonly unseen: boolean;
}

const stays = (list: readonly Stay[]): Parameters<InsideLines['of']>[0] => ({
  count: list.length,
  roomCount: 3,
  room: Int32Array.from(list, ({ room }) => room),
  start: Float64Array.from(list, ({ start }) => start),
  end: Float64Array.from(list, ({ start, length }) => start + length),
  outcome: Uint8Array.from(list, ({ open }) => OUTCOMES.indexOf(open ? 'open' : 'destroyed')),
  flags: Uint8Array.from(list, ({ unseen }) => (unseen ? FLAG_CREATED_UNSEEN : 0)),
});

const anyStay = fc.record({
  start: fc.integer({ min: 0, max: 50 }),
  length: fc.integer({ min: 1, max: 50 }),
  room: fc.integer({ min: 0, max: 2 }),
  open: fc.boolean(),
  unseen: fc.boolean(),
});

test('the line of a room says how many the list has, at every time', () => {
  fc.assert(
    fc.property(fc.array(anyStay, { maxLength: 30 }), (list) => {
      const source = stays(list);
      const lines = new InsideLines();
      for (let room = 0; room < 3; room++) {
        const line = lines.of(source, room);
        const members = lines.staysIn(source, room);
        for (let at = 0; at <= 110; at++) {
          const last = line.times.findLastIndex((time) => time <= at);
          expect(last < 0 ? 0 : line.counts[last]).toBe(insideAt(source, members, at).length);
        }
      }
    }),
  );
});

test('a column has the most that were inside during it', () => {
  const whole = Int32Array.of(0, 1, 2);
  const one = { room: 0, open: false, unseen: false };
  const line = lineOf(
    stays([
      { ...one, start: 0, length: 10 },
      { ...one, start: 9, length: 1 },
      { ...one, start: 30, length: 5, open: true },
    ]),
    whole,
  );
  expect([...mostInside(line, UNFOLDED, { from: 0, span: 40, columns: 4 })]).toEqual([2, 0, 0, 1]);
  expect(line.peak).toBe(2);
  expect(changesAround(line, 9)).toEqual({ before: 0, after: 10 });
  expect(changesAround(line, 40)).toEqual({ before: 30, after: null });
});
