/** From the text of a query to what it finds. */
import * as l10n from '@vscode/l10n';
import { list } from '../../words/sentences.js';
import { OPERATORS, operatorOf } from './operators/operators.js';
import { soughtOf } from './subjects/sought.js';
import type { Test } from './subjects/subject.js';
import { parseQuery, type Expression } from './language/syntax.js';
import { ValueProblem, type Known } from './operators/tests.js';
import { QueryError, type Operation } from './language/tokens.js';

/** One of what a query finds: it finds what any of its branches does. */
export interface Branch {
  readonly test: Test;
  /** Where sessions are looked for: whether those that hold a life that passes the test are found as well. */
  readonly ofLives: boolean;
}

/**
 * What a query finds: words, each of which must occur, and `operator:value`, as in
 * `kind:participant room:1234 ended:untold dur:>30s not plugin:echotest`; null for an empty one, which finds all. Throws
 * {@link QueryError} for what cannot be understood, or told.
 */
export function branchesOf(text: string, known: Known): readonly Branch[] | null {
  const expression = parseQuery(text);
  if (expression === null) return null;
  const branches = expression.kind === 'any' ? expression.of : [expression];
  return branches.map((branch) => ({ test: compiled(branch, known).test, ofLives: asksForLives(branch) }));
}

/** The same as one test of whatever it is asked about. */
export function queryOf(text: string, known: Known): Test {
  const expression = parseQuery(text);
  return expression === null ? () => true : compiled(expression, known).test;
}

function asksForLives(expression: Expression): boolean {
  switch (expression.kind) {
    case 'all':
    case 'any':
      return expression.of.some(asksForLives);
    case 'operator':
      return operatorOf(expression.name)?.ofLives?.(expression.values) ?? false;
    default:
      return false;
  }
}

interface Compiled {
  readonly test: Test;
  readonly costs: boolean;
}

function compiled(expression: Expression, known: Known): Compiled {
  switch (expression.kind) {
    case 'all': {
      const { tests, costs } = partsOf(expression.of, known);
      return { test: (subject) => tests.every((test) => test(subject)), costs };
    }
    case 'any': {
      const { tests, costs } = partsOf(expression.of, known);
      return { test: (subject) => tests.some((test) => test(subject)), costs };
    }
    case 'not': {
      const { test, costs } = compiled(expression.of, known);
      return { test: (subject) => !test(subject), costs };
    }
    case 'word': {
      const word = soughtOf(expression.text, known.clock);
      return { test: (subject) => subject.says(word), costs: true };
    }
    case 'operator':
      return operation(expression, known);
  }
}

/** What takes a look at columns alone first. */
function partsOf(of: readonly Expression[], known: Known): { tests: Test[]; costs: boolean } {
  const parts = of.map((part) => compiled(part, known));
  const costly = parts.filter(({ costs }) => costs);
  const ordered = [...parts.filter(({ costs }) => !costs), ...costly];
  return { tests: ordered.map(({ test }) => test), costs: costly.length > 0 };
}

function operation({ name, values, from, to }: Operation, known: Known): Compiled {
  const operator = operatorOf(name);
  if (operator === undefined) throw new QueryError(unknown(name), from, to);
  try {
    const tests = values.map((value) => operator.test(value, known));
    const [first] = tests;
    const test: Test =
      tests.length === 1 && first !== undefined ? first : (subject) => tests.some((one) => one(subject));
    return { test, costs: operator.costs ?? false };
  } catch (error) {
    if (!(error instanceof ValueProblem)) throw error;
    throw new QueryError(l10n.t('"{0}:" takes {1}.', name, error.said), from, to);
  }
}

function unknown(name: string): string {
  const meant = [...OPERATORS.keys()].find((known) => isNear(known, name));
  if (meant !== undefined)
    return l10n.t(
      'There is no operator "{0}". Did you mean "{1}:"? To look for a text with a colon, put it into quotation marks.',
      name,
      meant,
    );
  return l10n.t(
    'There is no operator "{0}". There are: {1}. To look for a text with a colon, put it into quotation marks.',
    name,
    list([...OPERATORS.keys()].sort()),
  );
}

/** Whether a name comes of another by one letter more, less, or another one; or the other goes on. */
function isNear(name: string, written: string): boolean {
  if (written.length > 2 && (name.startsWith(written) || written.startsWith(name))) return name.length > 2;
  if (Math.min(name.length, written.length) < 3 || Math.abs(name.length - written.length) > 1) return false;
  let same = 0;
  while (same < name.length && name[same] === written[same]) same++;
  const [restOfName, rest] = [name.slice(same), written.slice(same)];
  return restOfName.slice(1) === rest || restOfName === rest.slice(1) || restOfName.slice(1) === rest.slice(1);
}
