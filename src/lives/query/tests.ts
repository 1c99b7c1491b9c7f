/** How the values of a query are compared with what a session or life has. */
import type { Subject } from './subject.js';
import { isIn, momentIn, rangeIn, withinDays, type Range } from './values.js';

export type Test = (subject: Subject) => boolean;

/** A value that an operator does not take; `said`: what it takes. */
export class ValueProblem extends Error {
  override readonly name = 'ValueProblem';

  constructor(readonly said: string) {
    super(said);
  }
}

/** The test for a value, where the log knows these kinds. Throws {@link ValueProblem}. */
export type TestOf = (value: string, kinds: readonly string[]) => Test;

/** More stars than anybody writes make a pattern slow. */
const MOST_STARS = 5;

/** Whole texts without regard to case, `*` for anything. */
export function texts(of: (subject: Subject) => readonly (string | null)[]): TestOf {
  return (value) => {
    const matches = pattern(value);
    return (subject) => of(subject).some((text) => text !== null && matches(text));
  };
}

function pattern(value: string): (text: string) => boolean {
  const small = value.toLowerCase();
  const parts = small.split('*');
  if (parts.length === 1) return (text) => text.toLowerCase() === small;
  if (parts.length - 1 > MOST_STARS) throw new ValueProblem(`at most ${String(MOST_STARS)} stars`);
  const regular = new RegExp(`^${parts.map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&')).join('.*')}$`, 's');
  return (text) => regular.test(text.toLowerCase());
}

/** Causes, reasons and codes as people write them: "ICE failed" is `ice-failed`. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Parts of texts, however they are written: of the first alone that has it, as the later ones cost more. */
export function within(...of: readonly ((subject: Subject) => string | readonly string[] | null)[]): TestOf {
  return (value) => {
    const wanted = plain(value);
    const has = (text: string): boolean => plain(text).includes(wanted);
    return (subject) =>
      of.some((texts) => {
        const found = texts(subject);
        return typeof found === 'string' ? has(found) : (found?.some(has) ?? false);
      });
  };
}

export function compared(
  read: (text: string) => Range | null,
  of: (subject: Subject) => number | null,
  said: string,
): TestOf {
  return (value) => {
    const range = rangeIn(value, read);
    if (range === null) throw new ValueProblem(said);
    return (subject) => {
      const number = of(subject);
      return number !== null && isIn(number, range);
    };
  };
}

/** One of few values, each with its own test. */
export function oneOf(tests: Readonly<Record<string, Test>>): {
  readonly values: readonly string[];
  readonly test: TestOf;
} {
  const known = new Map(Object.entries(tests));
  return {
    values: [...known.keys()],
    test(value) {
      const test = known.get(value.toLowerCase());
      if (test === undefined) throw new ValueProblem([...known.keys()].join(', '));
      return test;
    },
  };
}

export const A_TIME = 'a time as 14:03, 14:03..14:05, 2026-11-23T14:03:05Z, or µs';

export function times(of: (subject: Subject, range: Range, daily: boolean) => boolean): TestOf {
  return (value) => {
    const range = rangeIn(value, momentIn);
    const daily = range?.of[0]!.daily;
    if (range === null || daily === undefined || range.of.some((moment) => moment.daily !== daily))
      throw new ValueProblem(A_TIME);
    const when = daily ? withinDays(range) : range;
    return (subject) => of(subject, when, daily);
  };
}

export const SECONDS = 'a duration as 30s, >5min, 1h..2h';
export const A_NUMBER = 'a number as 3, <3, 2..4';

/** A kind, or all of a plugin (`videoroom`), or those of all plugins (`participant`). */
export function isKind(value: string, kinds: readonly string[]): Test {
  const wanted = value.toLowerCase();
  const meant = kinds.filter((kind) => kind === wanted || kind.endsWith(`-${wanted}`) || kind.startsWith(`${wanted}-`));
  if (meant.length === 0)
    throw new ValueProblem(`one of ${kinds.join(', ')}, or a part of them as videoroom, participant`);
  const known = new Set(meant);
  return ({ kind }) => known.has(kind);
}
