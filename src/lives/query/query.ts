/** From the text of a query to what it finds. */
import { OPERATORS } from './operators.js';
import { ValueProblem, type Test } from './tests.js';
import { parseQuery, QueryError, type Expression } from './syntax.js';

export interface Known {
  /** The names of all kinds, with `session`. */
  readonly kinds: readonly string[];
  /** Operators of which nothing is known here, and why. */
  readonly without?: Readonly<Record<string, string>>;
}

/**
 * What a query finds: words, each of which must occur, and `operator:value`, as in
 * `kind:participant room:1234 ended:untold dur:>30s not plugin:echotest`. An empty query finds all. Throws
 * {@link QueryError} for what cannot be understood, or told.
 */
export function queryOf(text: string, known: Known): Test {
  const expression = parseQuery(text);
  return expression === null ? () => true : testOf(expression, known);
}

function testOf(expression: Expression, known: Known): Test {
  switch (expression.kind) {
    case 'all': {
      const tests = expression.of.map((part) => testOf(part, known));
      return (subject) => tests.every((test) => test(subject));
    }
    case 'any': {
      const tests = expression.of.map((part) => testOf(part, known));
      return (subject) => tests.some((test) => test(subject));
    }
    case 'not': {
      const test = testOf(expression.of, known);
      return (subject) => !test(subject);
    }
    case 'word': {
      const word = expression.text.toLowerCase();
      return (subject) => subject.text.toLowerCase().includes(word);
    }
    case 'operator':
      return operatorTest(expression, known);
  }
}

function operatorTest(
  { name, values, from, to }: Extract<Expression, { kind: 'operator' }>,
  { kinds, without = {} }: Known,
): Test {
  const operator = OPERATORS.get(name);
  if (operator === undefined) throw new QueryError(unknown(name), from, to);
  if (Object.hasOwn(without, name))
    throw new QueryError(`"${name}:" cannot be told here: ${without[name]!}.`, from, to);
  try {
    const tests = values.map((value) => operator.test(value, kinds));
    return tests.length === 1 ? tests[0]! : (subject) => tests.some((test) => test(subject));
  } catch (error) {
    if (!(error instanceof ValueProblem)) throw error;
    throw new QueryError(`"${name}:" takes ${error.said}.`, from, to);
  }
}

const unknown = (name: string): string =>
  `There is no operator "${name}". There are: ${[...OPERATORS.keys()].sort().join(', ')}. To look for a text with a colon, put it into quotation marks.`;
