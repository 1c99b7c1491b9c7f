/** What can stand at a place in a query that is being written. */
import { OPERATORS, operatorOf } from './operators/operators.js';
import type { Subject } from './subjects/subject.js';
import { LONGEST_QUERY } from './language/syntax.js';
import { endOfQuotes, quoted } from './language/tokens.js';

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
  const before = text.slice(0, Math.min(cursor, LONGEST_QUERY));
  const term = behindLast(before, /[\s()]/).replace(/^-/, '');
  const operator = /^([a-z]+):(.*)$/is.exec(term);
  if (operator === null) return { from: cursor - term.length, to: cursor, items: operatorsWith(term.toLowerCase()) };
  const value = behindLast(operator[2]!, /,/);
  const start = value.replace(/\\(["\\])|"/g, '$1').toLowerCase();
  return { from: cursor - value.length, to: cursor, items: valuesOf(operator[1]!.toLowerCase(), start, subjects) };
}

/** What comes after the last divider outside quotation marks. */
function behindLast(text: string, divider: RegExp): string {
  let from = 0;
  for (let at = 0; at < text.length; at++)
    if (text[at] === '"') at = endOfQuotes(text, at) - 1;
    else if (divider.test(text[at]!)) from = at + 1;
  return text.slice(from);
}

const operatorsWith = (start: string): Completion[] =>
  [...OPERATORS]
    .filter(([name]) => name.startsWith(start))
    .map(([name, { about, example }]) => ({ text: `${name}:`, about: `${about()} · ${example}` }));

function valuesOf(name: string, start: string, subjects: Iterable<Subject>): Completion[] {
  const operator = operatorOf(name);
  if (operator === undefined) return [];
  const { about, values, proposes } = operator;
  const found = new Set((values ?? []).filter((value) => value.startsWith(start)));
  let looked = 0;
  if (proposes !== undefined)
    for (const subject of subjects) {
      if (found.size >= MOST_ITEMS || ++looked > MOST_SUBJECTS) break;
      for (const value of proposes(subject)) if (value.toLowerCase().startsWith(start)) found.add(value);
    }
  return [...found].slice(0, MOST_ITEMS).map((value) => ({ text: quoted(value), about: about() }));
}
