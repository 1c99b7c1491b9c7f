import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrangeLanes, type Arrangement } from '../../../../src/analysis/lanes/arrangement.js';
import { densityOf, rasterOf } from '../../../../src/analysis/lanes/density.js';
import { foldTime, UNFOLDED } from '../../../../src/analysis/lanes/folds.js';
import { idleGaps } from '../../../../src/analysis/lanes/gaps.js';
import { LaneViews } from '../../../../src/analysis/lanes/lane-views.js';
import type { Grouping } from '../../../../src/analysis/lanes/protocol.js';
import { sortedSessions } from '../../../../src/analysis/lanes/sorting.js';
import type { LaneSource } from '../../../../src/analysis/lanes/source.js';
import { type Row, SAMPLE, sourceOf } from './sample.js';

function arranged(source: LaneSource, grouping: Grouping): Arrangement {
  const order = { segment: 'all' as const, grouping, folded: { others: false, keys: [] } };
  return arrangeLanes(source, order, sortedSessions(source, 'start'), null);
}

describe('density', () => {
  const all = new Uint8Array(SAMPLE.count).fill(1);
  const density = (columns: number, shown = all) =>
    densityOf(SAMPLE, shown, UNFOLDED, { from: 0, span: 1000, columns });

  it('counts the sessions open in each column, open ones to the end of the log', () => {
    const { open, peak } = density(100);
    expect(open[0]).toBe(1);
    expect(open[5]).toBe(5);
    expect(peak).toBe(5);
    expect(open[20]).toBe(2);
    expect(open[99]).toBe(1);
  });

  it('never averages a silent ending away', () => {
    expect([...density(2).silent]).toEqual([2, 0]);
    expect(density(100).silent[40]).toBe(1);
  });

  it('leaves out what is filtered out', () => {
    expect(density(10, new Uint8Array(SAMPLE.count)).peak).toBe(0);
  });
});

describe('a raster', () => {
  const cells = { firstBand: 0, bands: 3, rowsPerBand: 2, firstColumn: 0, columns: 10, columnSpan: 100 };

  it('tells the share of lanes that live in a cell', () => {
    const { density, silent } = rasterOf(SAMPLE, arranged(SAMPLE, 'none'), UNFOLDED, cells);
    const share = (lanes: number): number => Math.ceil(255 * Math.sqrt(lanes / 2));
    expect([...density.subarray(0, 10)]).toEqual([share(2), ...Array<number>(4).fill(share(1)), 0, 0, 0, 0, 0]);
    expect([...density.subarray(10, 20)]).toEqual([share(2), ...Array<number>(9).fill(share(1))]);
    expect([...silent]).toEqual([4, 20]);
  });

  it('shows one silent ending among very many, at every level', () => {
    const count = 20_000;
    const lone = 13_579;
    const rows = Array.from({ length: count }, (_, i): Row => {
      return { id: String(i), start: i, end: i + 10, outcome: i === lone ? 'silent' : 'destroyed' };
    });
    const source = sourceOf(rows, count + 10);
    const arrangement = arranged(source, 'none');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (rowsPerBand, columnSpan) => {
        const at = { firstBand: 0, firstColumn: 0, rowsPerBand, columnSpan };
        const bands = Math.ceil(count / rowsPerBand);
        const columns = Math.ceil((count + 20) / columnSpan);
        if (bands * columns > 1e7) return;
        const { silent, density } = rasterOf(source, arrangement, UNFOLDED, { ...at, bands, columns });
        const cell = Math.floor(lone / rowsPerBand) * columns + Math.floor((lone + 10) / columnSpan);
        expect([...silent]).toEqual([cell]);
        expect(density[cell]).toBeGreaterThan(0);
      }),
      { numRuns: 30 },
    );
  });

  it('of a part is a part of the whole', () => {
    const whole = rasterOf(SAMPLE, arranged(SAMPLE, 'none'), UNFOLDED, cells);
    const part = rasterOf(SAMPLE, arranged(SAMPLE, 'none'), UNFOLDED, {
      ...cells,
      firstBand: 1,
      bands: 1,
      firstColumn: 3,
      columns: 4,
    });
    expect([...part.density]).toEqual([...whole.density.subarray(13, 17)]);
  });

  it('has as many headers as there is room for', () => {
    const rows = Array.from({ length: 100 }, (_, i): Row => {
      return { id: String(i), start: i, end: i + 1, outcome: 'open', room: String(i) };
    });
    const source = sourceOf(rows);
    const arrangement = arranged(source, 'room');
    const { headers } = rasterOf(source, arrangement, UNFOLDED, { ...cells, bands: 200, rowsPerBand: 1 });
    expect(headers.length).toBe(13);
    expect(headers[0]!.label).toBe('Room 0 · janus-a');
  });
});

describe('idle time', () => {
  const second = 1e6;
  const gapsOf = (times: number[], length: number): number[] => [
    ...idleGaps({ count: times.length, at: (i) => times[i]! }, 0, length),
  ];

  it('is a long stretch without any event', () => {
    const times = [0, 1, 2, 3, 600, 601, 602].map((s) => s * second);
    expect(gapsOf(times, 602 * second)).toEqual([3 * second, 600 * second]);
  });

  it('is told when it is asked for', () => {
    const times = [0, 1, 2, 3, 600, 601, 602].map((s) => s * second);
    const views = new LaneViews(sourceOf([], 602 * second, times));
    expect(views.answer({ method: 'gaps', revision: 1 })).toEqual(Float64Array.of(3 * second, 600 * second));
  });

  it('is none where events come evenly, and none in a short log', () => {
    const even = Array.from({ length: 100 }, (_, i) => i * second);
    expect(gapsOf(even, 99 * second)).toEqual([]);
    expect(gapsOf([0, 900_000], 900_000)).toEqual([]);
    expect(gapsOf([], 0)).toEqual([]);
  });

  it('is found among a year of nights', () => {
    const day = 86_400 * second;
    const times = Array.from({ length: 365 * 60 }, (_, i) => Math.floor(i / 60) * day + (i % 60) * 10 * second);
    expect(gapsOf(times, times.at(-1)!).length).toBe(2 * 364);
  });

  it('takes little room when it is folded; every moment keeps its place in the order and can be told again', () => {
    const folds = foldTime(Float64Array.of(3, 600, 700, 1200), 1300);
    expect(folds.place(1300)).toBeLessThan(250);
    expect(folds.place(0)).toBe(0);
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 1400, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (at, more) => {
          expect(folds.time(folds.place(at))).toBeCloseTo(at, 6);
          expect(folds.place(at + more)).toBeGreaterThanOrEqual(folds.place(at));
        },
      ),
    );
    // Outside of folds time runs as it does unfolded.
    expect(folds.place(650) - folds.place(610)).toBeCloseTo(40);
  });
});
