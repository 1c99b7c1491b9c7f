/** Values of queries that are compared: numbers, durations, times, each alone, with `<` or `>`, or from..to. */

export const MS = 1000;
export const SECOND = 1000 * MS;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
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

/** A number and its unit; the next one begins where it ends. */
const AMOUNT = /(\d+(?:\.\d+)?)([a-zµ]*)/iy;

/** A duration, µs: 30s, 5min, 1h30min, 250ms; without a unit, seconds. */
export function durationIn(text: string): Range | null {
  let sum = 0;
  AMOUNT.lastIndex = 0;
  do {
    const [whole = '', number, unit = ''] = AMOUNT.exec(text) ?? [];
    const factor = UNITS.get(unit.toLowerCase());
    if (whole === '' || factor === undefined) return null;
    sum += Number(number) * factor;
  } while (AMOUNT.lastIndex < text.length);
  return { from: sum, to: justAbove(sum) };
}
