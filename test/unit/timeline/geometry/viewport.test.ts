import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  between,
  bringIntoView,
  clamp,
  fit,
  fitRange,
  MIN_SPAN,
  pan,
  toTime,
  toX,
  zoomAt,
} from '../../../../media/timeline/geometry/viewport.js';

const LENGTH = 167_000_000;
const WIDTH = 1000;

const anyLength = fc.integer({ min: 0, max: 1e13 });
const anyView = fc.record({
  start: fc.double({ min: -1e14, max: 1e14, noNaN: true }),
  span: fc.double({ min: 0, max: 1e15, noNaN: true }),
});

describe('viewport', () => {
  it('begins with the whole log and some space around it', () => {
    const view = fit(LENGTH);
    expect(view.start).toBeLessThan(0);
    expect(view.start + view.span).toBeGreaterThan(LENGTH);
    expect(clamp(view, LENGTH)).toEqual(view);
  });

  it('keeps the time under the pointer where it is while zooming', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 0.99, noNaN: true }), fc.integer({ min: 0, max: WIDTH }), (factor, x) => {
        const view = fit(LENGTH);
        const before = toTime(view, x, WIDTH);
        const after = toTime(zoomAt(view, LENGTH, factor, x, WIDTH), x, WIDTH);
        expect(Math.abs(after - before)).toBeLessThan(1);
      }),
    );
  });

  it('comes back after zooming in and out at the same place', () => {
    const start = clamp({ start: 40e6, span: 10e6 }, LENGTH);
    const back = zoomAt(zoomAt(start, LENGTH, 0.1, 300, WIDTH), LENGTH, 10, 300, WIDTH);
    expect(back.start).toBeCloseTo(start.start, 0);
    expect(back.span).toBeCloseTo(start.span, 0);
  });

  it('never loses the log, whatever is asked for', () => {
    fc.assert(
      fc.property(anyView, anyLength, (view, length) => {
        const whole = fit(length);
        const kept = clamp(view, length);
        expect(kept.span).toBeGreaterThanOrEqual(MIN_SPAN);
        expect(kept.span).toBeLessThanOrEqual(whole.span);
        const rounding = whole.span * 1e-9;
        expect(kept.start).toBeGreaterThanOrEqual(whole.start - rounding);
        expect(kept.start + kept.span).toBeLessThanOrEqual(whole.start + whole.span + rounding);
      }),
    );
    expect(clamp({ start: NaN, span: 1 }, LENGTH)).toEqual(fit(LENGTH));
  });

  it('pans by pixels and stops at the edges', () => {
    const view = clamp({ start: 50e6, span: 10e6 }, LENGTH);
    expect(pan(view, LENGTH, 100, WIDTH).start).toBeCloseTo(51e6, 0);
    expect(pan(view, LENGTH, -1e9, WIDTH).start).toBe(fit(LENGTH).start);
  });

  it('converts places to times and back', () => {
    const view = { start: 12_345, span: 6_789 };
    expect(toX(view, toTime(view, 123, WIDTH), WIDTH)).toBeCloseTo(123);
  });

  it('fits a range with space on both sides, even an empty one', () => {
    const view = fitRange(50e6, 60e6, LENGTH);
    expect(view.start).toBeLessThan(50e6);
    expect(view.start + view.span).toBeGreaterThan(60e6);
    expect(fitRange(5e6, 5e6, LENGTH).span).toBeGreaterThanOrEqual(MIN_SPAN);
  });

  it('brings a time into view without changing the zoom, and leaves a visible one alone', () => {
    const view = clamp({ start: 50e6, span: 10e6 }, LENGTH);
    expect(bringIntoView(view, LENGTH, 55e6)).toBe(view);
    for (const time of [10e6, 100e6]) {
      const moved = bringIntoView(view, LENGTH, time);
      expect(moved.span).toBe(view.span);
      expect(time).toBeGreaterThan(moved.start);
      expect(time).toBeLessThan(moved.start + moved.span);
    }
  });

  it('glides from one view to another and arrives exactly', () => {
    const [from, to] = [fit(LENGTH), { start: 50e6, span: 1e6 }];
    expect(between(from, to, 1)).toBe(to);
    expect(between(from, to, 0).span).toBeCloseTo(from.span);
    const half = between(from, to, 0.5);
    expect(half.span).toBeLessThan(from.span);
    expect(half.span).toBeGreaterThan(to.span);
  });
});
