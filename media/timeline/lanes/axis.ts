/** Ticks of the time axis, from days down to single microseconds. */
import { ticks as linearTicks, tickStep } from 'd3-array';
import {
  type CountableTimeInterval,
  timeDay,
  timeHour,
  type TimeInterval,
  timeMinute,
  timeSecond,
  timeTicks,
  utcDay,
  utcHour,
  utcMinute,
  utcSecond,
  utcTicks,
} from 'd3-time';
import type { Folds } from '../../../src/analysis/lanes/folds.js';
import { clock, day, elapsed, type Zone } from '../../../src/words/clocks.js';
import type { Viewport } from '../geometry/viewport.js';

export interface Tick {
  /** µs since origin. */
  readonly at: number;
  readonly label: string;
}

/** Widest labels in px: `07:05:36`, and what each digit of the second adds to it. */
const LABEL_WIDTH = 62;
const DIGIT_WIDTH = 7;
const SPACE = 16;

function digitsFor(step: number): number {
  return step >= 1_000_000 ? 0 : Math.min(6, Math.ceil(6 - Math.log10(step)));
}

/** Steps a person reads at a glance, smallest first. d3 puts them on the calendar, days and hours of summer time included. */
function calendarSteps(zone: Zone): readonly (readonly [micros: number, interval: TimeInterval | null])[] {
  const [second, minute, hour, wholeDay] =
    zone === 'local' ? [timeSecond, timeMinute, timeHour, timeDay] : [utcSecond, utcMinute, utcHour, utcDay];
  const steps = (
    unit: CountableTimeInterval,
    micros: number,
    counts: readonly number[],
  ): [number, TimeInterval | null][] => counts.map((count) => [count * micros, unit.every(count)]);
  return [
    ...steps(second, 1e6, [1, 2, 5, 10, 15, 30]),
    ...steps(minute, 60e6, [1, 2, 5, 10, 15, 30]),
    ...steps(hour, 3600e6, [1, 2, 3, 6, 12]),
    ...steps(wholeDay, 86_400e6, [1, 2, 5, 10]),
  ];
}

/** Weeks and more, as d3 chooses; it takes the nearest of its steps, which may be more ticks than there is room for. */
function longTicks(from: Date, to: Date, zone: Zone, count: number): Date[] {
  const dates = zone === 'local' ? timeTicks(from, to, count) : utcTicks(from, to, count);
  return dates.length <= count + 1 || count <= 1 ? dates : longTicks(from, to, zone, Math.floor(count * 0.7));
}

/** Whole seconds and more: in local time, in UTC, or for elapsed time in UTC counted from zero. */
function calendarTicks(view: Viewport, origin: number, zone: Zone, count: number): Tick[] {
  const zero = zone === 'elapsed' ? 0 : origin;
  const from = new Date(Math.floor((zero + view.start) / 1000));
  const to = new Date(Math.ceil((zero + view.start + view.span) / 1000));
  const interval = calendarSteps(zone).find(([micros]) => view.span / micros <= count)?.[1] ?? null;
  const dates = interval === null ? longTicks(from, to, zone, count) : interval.range(from, to);
  return dates.map((tick) => {
    const at = tick.getTime() * 1000;
    if (zone === 'elapsed') return { at, label: elapsed(at, 0) };
    const time = clock(at, zone, 0);
    return { at: at - origin, label: time === '00:00:00' ? day(at, zone) : time };
  });
}

/** Parts of a second: round steps counted from a whole second, so that labels end in zeros. */
function fractionTicks(view: Viewport, origin: number, zone: Zone, count: number): Tick[] {
  const zero = zone === 'elapsed' ? 0 : origin;
  const second = Math.floor((zero + view.start) / 1_000_000) * 1_000_000;
  const from = zero + view.start - second;
  const step = Math.max(1, tickStep(from, from + view.span, count));
  const digits = digitsFor(step);
  return linearTicks(from, from + view.span, Math.max(1, Math.floor(view.span / step))).flatMap((tick) => {
    const at = Math.round(tick);
    if (Math.abs(tick - at) > 0.01) return [];
    const label = zone === 'elapsed' ? elapsed(second + at, digits) : clock(second + at, zone, digits);
    return [{ at: second + at - zero, label }];
  });
}

/** Ticks for a view `width` px wide, as many as have room for their labels. `origin` in µs since the Unix epoch. */
export function axisTicks(view: Viewport, origin: number, zone: Zone, width: number): Tick[] {
  const room = (digits: number): number =>
    Math.max(1, Math.floor(width / (LABEL_WIDTH + SPACE + digits * DIGIT_WIDTH)));
  const rough = view.span / room(0);
  if (rough >= 500_000) return calendarTicks(view, origin, zone, room(0));
  return fractionTicks(view, origin, zone, room(digitsFor(rough) + 1));
}

/** Least px between two labels of neighbouring stretches. */
const APART = LABEL_WIDTH + SPACE;

/** Ticks of a line with folds: those of each stretch between them, as dense as on an unfolded one. */
export function foldedTicks(view: Viewport, folds: Folds, origin: number, zone: Zone, width: number): Tick[] {
  if (folds.marks.length === 0) return axisTicks(view, origin, zone, width);
  const end = view.start + view.span;
  const ticks: Tick[] = [];
  let last = -Infinity;
  let from = view.start;
  for (let i = 0; from < end; i += 2) {
    const to = Math.min(end, folds.marks[i] ?? Infinity);
    if (to > from) {
      const stretch = { start: folds.time(from), span: to - from };
      for (const tick of axisTicks(stretch, origin, zone, ((to - from) / view.span) * width)) {
        const x = ((folds.place(tick.at) - view.start) / view.span) * width;
        if (x - last < APART || tick.at < stretch.start || tick.at > stretch.start + stretch.span) continue;
        ticks.push(tick);
        last = x;
      }
    }
    from = Math.max(from, folds.marks[i + 1] ?? Infinity);
  }
  return ticks;
}

/** Digits of the second worth showing for a place in this view: one more than a pixel tells. */
export function pointerDigits(view: Viewport, width: number): number {
  const perPixel = view.span / Math.max(1, width);
  return Math.min(6, Math.max(0, Math.ceil(6 - Math.log10(Math.max(1, perPixel)))));
}
