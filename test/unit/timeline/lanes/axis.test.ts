import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisTicks, pointerDigits } from '../../../../media/timeline/lanes/axis.js';

/** 2026-11-23 07:04:56.579876 UTC */
const AT = 1_795_417_496_579_876;

describe('axis', () => {
  it('has round seconds for a minute and microseconds for the closest zoom', () => {
    const minute = axisTicks({ start: 0, span: 60e6 }, AT, 'utc', 1000).map((tick) => tick.label);
    expect(minute).toContain('07:05:00');
    expect(minute.every((label) => /^\d\d:\d\d:\d\d$/u.test(label))).toBe(true);
    const close = axisTicks({ start: 0, span: 50 }, AT, 'utc', 1000).map((tick) => tick.label);
    expect(close).toContain('07:04:56.57988');
  });

  it('counts elapsed time from zero', () => {
    const ticks = axisTicks({ start: -1e6, span: 30e6 }, AT, 'elapsed', 1000);
    expect(ticks.find((tick) => tick.at === 0)?.label).toBe('+0 s');
  });

  it('names the day at midnight', () => {
    const labels = axisTicks({ start: 0, span: 2 * 86_400e6 }, AT, 'utc', 1000).map((tick) => tick.label);
    expect(labels).toContain('Nov 24');
  });

  it('has ticks at every zoom, in order, within the view, and no more than there is room for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 50, max: 1e14, noNaN: true }),
        fc.double({ min: -1e6, max: 1e12, noNaN: true }),
        fc.constantFrom('utc' as const, 'local' as const, 'elapsed' as const),
        fc.integer({ min: 250, max: 3000 }),
        (span, start, zone, width) => {
          const ticks = axisTicks({ start, span }, AT, zone, width);
          expect(ticks.length).toBeLessThanOrEqual(width / 50 + 2);
          if (width >= 700) expect(ticks.length).toBeGreaterThan(1);
          for (let i = 1; i < ticks.length; i++) expect(ticks[i]!.at).toBeGreaterThan(ticks[i - 1]!.at);
          for (const tick of ticks) {
            expect(tick.at).toBeGreaterThanOrEqual(start - 1001);
            expect(tick.at).toBeLessThanOrEqual(start + span + 1001);
          }
        },
      ),
    );
  });

  it('reads the pointer as finely as a pixel tells', () => {
    expect(pointerDigits({ start: 0, span: 1000e6 }, 1000)).toBe(0);
    expect(pointerDigits({ start: 0, span: 1e6 }, 1000)).toBe(3);
    expect(pointerDigits({ start: 0, span: 100 }, 1000)).toBe(6);
  });
});
