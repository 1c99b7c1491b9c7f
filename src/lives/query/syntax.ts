/**
 * The language of queries: words that have to occur, `operator:value`, `not`, `or`, parentheses; what stands side by side
 * holds together. Values may be quoted, `reason:"ICE failed"`, and several are given with commas, `kind:handle,viewer`.
 */

/** A query that cannot be understood, said in words, and where: `from` to before `to` in UTF-16 units. */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  constructor(
    message: string,
    readonly from: number,
    readonly to: number,
  ) {
    super(message);
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}

export type Expression =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | ({ readonly kind: 'word'; readonly text: string } & Span)
  | ({ readonly kind: 'operator'; readonly name: string; readonly values: readonly string[] } & Span);

type Token = ({ readonly kind: '(' | ')' | 'not' | 'or' } & Span) | Extract<Expression, { kind: 'word' | 'operator' }>;

/** Longer ones are nobody's search, and each of their parts is looked for in every life. */
const LONGEST = 2000;
const DEEPEST = 20;

/** Begins with letters and a colon: a time, `14:03`, does not. */
const OPERATOR = /^-?([a-z]+):/i;

/** Reads a query; null where it is empty. Throws {@link QueryError}. */
export function parseQuery(text: string): Expression | null {
  if (text.length > LONGEST) throw new QueryError('The query is too long.', LONGEST, text.length);
  const tokens = tokensOf(text);
  if (tokens.length === 0) return null;
  const reader = new Reader(tokens, text.length);
  return reader.whole();
}

class Reader {
  private next = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: number,
  ) {}

  whole(): Expression {
    const found = this.any();
    const left = this.tokens[this.next];
    if (left !== undefined) throw new QueryError('There is no "(" that this ")" closes.', left.from, left.to);
    return found;
  }

  private any(): Expression {
    const of = [this.all()];
    while (this.take('or') !== null) of.push(this.all());
    return of.length === 1 ? of[0]! : { kind: 'any', of };
  }

  private all(): Expression {
    const of: Expression[] = [];
    while (this.tokens[this.next] !== undefined && !['or', ')'].includes(this.tokens[this.next]!.kind))
      of.push(this.one());
    if (of.length === 0) throw this.missing('Something is missing here: a word, or an operator with its value.');
    return of.length === 1 ? of[0]! : { kind: 'all', of };
  }

  private one(): Expression {
    if (++this.depth > DEEPEST) throw this.missing('The query is nested too deep.');
    const found = this.part();
    this.depth--;
    return found;
  }

  private part(): Expression {
    if (this.take('not') !== null) {
      if (this.tokens[this.next] === undefined) throw this.missing('"not" needs something behind it.');
      return { kind: 'not', of: this.one() };
    }
    const open = this.take('(');
    if (open !== null) {
      const found = this.any();
      if (this.take(')') === null) throw new QueryError('This "(" is not closed.', open.from, open.to);
      return found;
    }
    const token = this.tokens[this.next];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'operator'))
      throw this.missing('Something is missing here: a word, or an operator with its value.');
    this.next++;
    return token;
  }

  private take(kind: Token['kind']): Token | null {
    const token = this.tokens[this.next];
    if (token?.kind !== kind) return null;
    this.next++;
    return token;
  }

  private missing(message: string): QueryError {
    const at = this.tokens[this.next];
    return new QueryError(message, at?.from ?? this.end, at?.to ?? this.end);
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const from = at;
    const char = text[at]!;
    if (/\s/.test(char)) at++;
    else if (char === '(' || char === ')') tokens.push({ kind: char, from, to: ++at });
    else {
      at = endOfTerm(text, at);
      for (const token of termOf(text.slice(from, at), from)) tokens.push(token);
    }
  }
  return tokens;
}

/** A term goes to the next blank or parenthesis that is not quoted. */
function endOfTerm(text: string, from: number): number {
  let at = from;
  while (at < text.length && !/[\s()]/.test(text[at]!)) {
    if (text[at] !== '"') at++;
    else {
      const close = text.indexOf('"', at + 1);
      if (close < 0) throw new QueryError('This quotation mark is not closed.', at, text.length);
      at = close + 1;
    }
  }
  return at;
}

function termOf(term: string, from: number): Token[] {
  const to = from + term.length;
  const small = term.toLowerCase();
  if (small === 'not' || small === 'or') return [{ kind: small, from, to }];
  if (small === 'and') return [];
  const minus: Token[] = term.startsWith('-') && term.length > 1 ? [{ kind: 'not', from, to: from + 1 }] : [];
  const name = OPERATOR.exec(term)?.[1];
  const begin = minus.length;
  if (name === undefined)
    return [...minus, { kind: 'word', text: unquoted(term.slice(begin)), from: from + begin, to }];
  const values = valuesIn(term.slice(begin + name.length + 1));
  if (values.length === 0) throw new QueryError(`"${name}:" needs a value behind it.`, from, to);
  return [...minus, { kind: 'operator', name: name.toLowerCase(), values, from: from + begin, to }];
}

/** Values between commas that are not quoted. */
const valuesIn = (text: string): string[] =>
  [...text.matchAll(/(?:"[^"]*"|[^",])+/g)].map(([value]) => unquoted(value)).filter((value) => value !== '');

const unquoted = (text: string): string => text.replaceAll('"', '');
