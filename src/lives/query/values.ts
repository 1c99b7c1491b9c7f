/** Values of queries that are compared: numbers, durations, times, each alone, with `<` or `>`, or from..to. */

const MS = 1000;
const SECOND = 1000 * MS;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** From `from` to before `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What a value means, as the range that it stands for: 14:03 is a whole minute. null: it is none. */
type Reader<R extends Range> = (text: string) => R | null;

/** A range of values, and the values that name it. */
export interface Named<R extends Range> extends Range {
  readonly of: readonly R[];
}

/** A range of values by `<3`, `<=3`, `>3`, `>=3`, `3..5`, or a value alone; null where it is none of them. */
export function rangeIn<R extends Range>(text: string, read: Reader<R>): Named<R> | null {
  const compared = /^([<>]=?)(.*)$/.exec(text);
  const [first, last, ...more] = (compared?.[2] ?? text).split('..').map((part) => read(part.trim()));
  if (first === null || first === undefined || last === null || more.length > 0) return null;
  const of = last === undefined ? [first] : [first, last];
  if (compared === null) return { from: first.from, to: of.at(-1)!.to, of };
  if (last !== undefined) return null;
  switch (compared[1]) {
    case '<':
      return { from: -Infinity, to: first.from, of };
    case '<=':
      return { from: -Infinity, to: first.to, of };
    case '>':
      return { from: first.to, to: Infinity, of };
    default:
      return { from: first.from, to: Infinity, of };
  }
}

export const isIn = (value: number, { from, to }: Range): boolean => value >= from && value < to;

/** The next number above one, about: a value alone is a range with nothing else in it. */
const justAbove = (value: number): number => value + Math.max(Math.abs(value), 1) * Number.EPSILON;

/** A plain number. */
export function numberIn(text: string): Range | null {
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return null;
  return { from: Number(text), to: justAbove(Number(text)) };
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['us', 1],
  ['µs', 1],
  ['ms', MS],
  ['s', SECOND],
  ['', SECOND],
  ['m', MINUTE],
  ['min', MINUTE],
  ['h', HOUR],
  ['d', DAY],
]);

/** A duration, µs: 30s, 5min, 1h30min, 250ms; without a unit, seconds. */
export function durationIn(text: string): Range | null {
  if (!/^(?:\d+(?:\.\d+)?[a-zµ]*)+$/i.test(text) || text.length > 40) return null;
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)([a-zµ]*)/gi)) {
    const factor = UNITS.get(unit!.toLowerCase());
    if (factor === undefined) return null;
    sum += Number(number) * factor;
  }
  return { from: sum, to: justAbove(sum) };
}

/** A time of UTC as far as it is given: a day, a minute, a second; `daily`: of any day, and then within {@link DAY}. */
export interface Moment extends Range {
  readonly daily: boolean;
}

const TIME = /^(?:(\d{4}-\d\d-\d\d)(?:[T ](?=\d)|Z?$))?(?:(\d\d?):(\d\d)(?::(\d\d)(\.\d{1,6})?)?Z?)?$/;

/** 14:03, 14:03:05.250, 2026-11-23, 2026-11-23T14:03:05Z, or µs since the Unix epoch. */
export function momentIn(text: string): Moment | null {
  if (/^\d{15,16}$/.test(text)) return { from: Number(text), to: Number(text) + 1, daily: false };
  const found = TIME.exec(text);
  if (found === null || text === '') return null;
  const [, day, hour, minute, second, part] = found;
  const start = day === undefined ? 0 : Date.parse(`${day}T00:00:00Z`) * MS;
  if (Number.isNaN(start) || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59)
    return null;
  const from =
    start +
    Number(hour ?? 0) * HOUR +
    Number(minute ?? 0) * MINUTE +
    (Number(second ?? 0) + Number(part ?? 0)) * SECOND;
  const length = hour === undefined ? DAY : second === undefined ? MINUTE : part === undefined ? SECOND : MS;
  return { from: Math.round(from), to: Math.round(from) + length, daily: day === undefined };
}

/** A range of times of day: `>14:03` goes to midnight, 23:00..01:00 over it. */
export function withinDays({ from, to }: Range): Range {
  const begin = Math.max(from, 0);
  return { from: begin, to: to < begin ? to + DAY : Math.min(to, DAY) };
}

/** Whether a time is in a range of {@link momentIn}; `daily`: its time of day is. */
export function isWhen(time: number, range: Range, daily: boolean): boolean {
  if (!daily) return isIn(time, range);
  const ofDay = ((time % DAY) + DAY) % DAY;
  return isIn(ofDay, range) || isIn(ofDay + DAY, range);
}

/** Whether a span and a range of times meet; `daily`: the range of any day. */
export function meets({ from, to }: Range, range: Range, daily: boolean): boolean {
  if (!daily) return from < range.to && to > range.from;
  // The first day whose range ends behind the beginning of the span.
  const day = Math.floor((from - range.to) / DAY) + 1;
  return day * DAY + range.from < to;
}
