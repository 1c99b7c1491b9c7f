/** How the values of a query are compared with what a session or life has. */
import * as l10n from '@vscode/l10n';
import { list } from '../../../words/sentences.js';
import { whenIn, type Clock, type When } from '../language/moments.js';
import type { Subject, Test } from '../subjects/subject.js';
import { isIn, rangeIn, type Range } from '../language/values.js';

/** A value that an operator does not take; `said`: what it takes. */
export class ValueProblem extends Error {
  override readonly name = 'ValueProblem';

  constructor(readonly said: string) {
    super(said);
  }
}

/** What a query is understood by. */
export interface Known {
  /** The names of all kinds, with `session`. */
  readonly kinds: readonly string[];
  readonly clock: Clock;
}

/** The test for a value. Throws {@link ValueProblem}. */
export type TestOf = (value: string, known: Known) => Test;

/** Causes come again and again; more texts than these do not. */
const MOST_KNOWN = 1000;
/** More stars than anybody writes make a pattern slow. */
const MOST_STARS = 5;

type Texts = (subject: Subject) => readonly string[] | string | null;

function someOf(texts: readonly string[] | string | null, matches: (text: string) => boolean): boolean {
  if (texts === null) return false;
  return typeof texts === 'string' ? matches(texts) : texts.some(matches);
}

/** Whole texts without regard to case, `*` for anything. */
export function texts(of: Texts): TestOf {
  return (value) => {
    const matches = pattern(value);
    return (subject) => someOf(of(subject), matches);
  };
}

/** Test for whole texts without regard to case, `*` for anything. */
export function pattern(value: string): (text: string) => boolean {
  const small = value.toLowerCase();
  const parts = small.split('*');
  if (parts.length === 1) return (text) => text.toLowerCase() === small;
  if (parts.length - 1 > MOST_STARS) throw new ValueProblem(l10n.t('at most {0} stars', MOST_STARS));
  const [first = '', ...rest] = parts;
  const last = rest.pop()!;
  return (text) => {
    const told = text.toLowerCase();
    if (!told.startsWith(first) || !told.endsWith(last)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = told.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at + last.length <= told.length;
  };
}

/** Parts of texts without regard to case: of the first alone that has it. */
export function contains(...of: readonly Texts[]): TestOf {
  return (value) => {
    const wanted = value.toLowerCase();
    const has = (text: string): boolean => text.toLowerCase().includes(wanted);
    return (subject) => of.some((texts) => someOf(texts(subject), has));
  };
}

/** Causes, reasons and codes as people write them: "ICE failed" is `ice-failed`. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Parts of texts, however they are written: of the first alone that has it, as the later ones cost more. */
export function within(...of: readonly Texts[]): TestOf {
  return (value) => {
    const wanted = plain(value);
    if (wanted === '') throw new ValueProblem(l10n.t('words'));
    const known = new Map<string, boolean>();
    const has = (text: string): boolean => {
      let found = known.get(text);
      if (found === undefined) {
        found = plain(text).includes(wanted);
        if (known.size < MOST_KNOWN) known.set(text, found);
      }
      return found;
    };
    return (subject) => of.some((texts) => someOf(texts(subject), has));
  };
}

export function compared(
  read: (text: string) => Range | null,
  of: (subject: Subject) => number | null,
  said: () => string,
): TestOf {
  return (value) => {
    const range = rangeIn(value, read);
    // From more to less finds nothing: the two were confused.
    if (range === null || range.from >= range.to) throw new ValueProblem(said());
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
      if (test === undefined) throw new ValueProblem(list([...known.keys()]));
      return test;
    },
  };
}

export const aTime = (): string =>
  l10n.t('a time as 14:03, >14:03, 14:03..14:05, 2026-11-23, 2026-11-23T14:03:05Z, +90s, or µs');

export function times(of: (subject: Subject, when: { at: When; during: When }) => boolean): TestOf {
  return (value, { clock }) => {
    const when = whenIn(value, clock);
    if (when === null) throw new ValueProblem(aTime());
    return (subject) => of(subject, when);
  };
}

export const aDuration = (): string => l10n.t('a duration as 30s, >5min, 1h..2h');
export const aNumber = (): string => l10n.t('a number as 3, <3, 2..4');

/** A kind, or all of a plugin (`videoroom`), or those of all plugins (`participant`). */
export const isKind: TestOf = (value, { kinds }) => {
  const wanted = value.toLowerCase();
  const meant = kinds.filter((kind) => kind === wanted || kind.endsWith(`-${wanted}`) || kind.startsWith(`${wanted}-`));
  if (meant.length === 0)
    throw new ValueProblem(l10n.t('one of {0}, or a part of them as videoroom, participant', list(kinds)));
  const known = new Set(meant);
  return ({ kind }) => known.has(kind);
};
