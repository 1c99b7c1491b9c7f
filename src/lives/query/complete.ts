/** What can stand at a place in a query that is being written. */
import { OPERATORS } from './operators.js';
import type { Subject } from './subject.js';

export interface Completion {
  /** What stands there instead of `from` to before `to`. */
  readonly text: string;
  readonly about: string;
}

export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
}

/** More are not looked at; and of a log with very many, the first suffice to propose from. */
const MOST_ITEMS = 20;
const MOST_SUBJECTS = 20_000;

/** What may stand at `cursor`, in UTF-16 units: names of operators, then their values, from the subjects of the log. */
export function completionsAt(text: string, cursor: number, subjects: Iterable<Subject>): Completions {
  const before = text.slice(0, cursor);
  const from = cursor - /(?:[^\s()"]|"[^"]*"?)*$/.exec(before)![0].length;
  const term = before.slice(from).replace(/^-/, '');
  const begin = cursor - term.length;
  const operator = /^([a-z]+):(.*)$/is.exec(term);
  if (operator === null) return { from: begin, to: cursor, items: operatorsWith(term.toLowerCase()) };
  const value = operator[2]!.slice(operator[2]!.lastIndexOf(',') + 1);
  const items = valuesOf(operator[1]!.toLowerCase(), value.replaceAll('"', '').toLowerCase(), subjects);
  return { from: cursor - value.length, to: cursor, items };
}

const operatorsWith = (start: string): Completion[] =>
  [...OPERATORS]
    .filter(([name]) => name.startsWith(start))
    .map(([name, { about, example }]) => ({ text: `${name}:`, about: `${about}; ${example}` }));

function valuesOf(name: string, start: string, subjects: Iterable<Subject>): Completion[] {
  const operator = OPERATORS.get(name);
  if (operator === undefined) return [];
  const { about, values, proposes } = operator;
  const found = new Set((values ?? []).filter((value) => value.startsWith(start)));
  let looked = 0;
  if (proposes !== undefined)
    for (const subject of subjects) {
      if (found.size >= MOST_ITEMS || ++looked > MOST_SUBJECTS) break;
      for (const value of proposes(subject)) if (value.toLowerCase().startsWith(start)) found.add(value);
    }
  return [...found].slice(0, MOST_ITEMS).map((value) => ({ text: quoted(value), about }));
}

/** A value as it has to be written in a query. */
const quoted = (value: string): string => (/[\s(),"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value);
