/**
 * The syntax of queries: words that have to occur, `operator:value`, `not`, `or`, parentheses; what stands side by side
 * holds together. Values may be quoted, `reason:"ICE failed"`, and several are given with commas, `kind:handle,viewer`.
 */
import * as l10n from '@vscode/l10n';
import { QueryError, quoted, quotedWord, tokensOf, type Operation, type Token, type Word } from './tokens.js';

export type Expression =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | Word
  | Operation;

/** Longer ones are nobody's search, and each of their parts is looked for in every life. */
export const LONGEST_QUERY = 2000;
const MOST_PARTS = 100;
const DEEPEST = 20;

/** Reads a query; null where it is empty. Throws {@link QueryError}. */
export function parseQuery(text: string): Expression | null {
  if (text.length > LONGEST_QUERY)
    throw new QueryError(
      l10n.t('The query is too long: {0} characters are the most.', LONGEST_QUERY),
      LONGEST_QUERY,
      text.length,
    );
  const tokens = tokensOf(text);
  if (tokens.length === 0) return null;
  let parts = 0;
  for (const token of tokens) {
    parts += token.kind === 'operator' ? token.values.length : token.kind === 'word' ? 1 : 0;
    if (parts > MOST_PARTS)
      throw new QueryError(l10n.t('The query has too many parts: {0} are the most.', MOST_PARTS), token.from, token.to);
  }
  return new Reader(tokens, text.length).whole();
}

/** A query that is read as the same expression again. */
export function printQuery(expression: Expression | null): string {
  return expression === null ? '' : printed(expression, false);
}

function printed(expression: Expression, within: boolean): string {
  switch (expression.kind) {
    case 'word':
      return quotedWord(expression.text);
    case 'operator':
      return `${expression.name}:${expression.values.map(quoted).join(',')}`;
    case 'not':
      return `not ${printed(expression.of, true)}`;
    default: {
      const parts = expression.of.map((part) => printed(part, true));
      const text = parts.join(expression.kind === 'any' ? ' or ' : ' ');
      return within ? `(${text})` : text;
    }
  }
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
    if (left !== undefined) throw new QueryError(l10n.t('There is no "(" that this ")" closes.'), left.from, left.to);
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
    if (of.length === 0) throw this.missing();
    return of.length === 1 ? of[0]! : { kind: 'all', of };
  }

  private one(): Expression {
    if (++this.depth > DEEPEST) throw this.at(l10n.t('The query is nested too deep.'));
    const found = this.part();
    this.depth--;
    return found;
  }

  private part(): Expression {
    if (this.take('not') !== null) {
      if (this.tokens[this.next] === undefined) throw this.at(l10n.t('"not" needs something behind it.'), true);
      return { kind: 'not', of: this.one() };
    }
    const open = this.take('(');
    if (open !== null) {
      const found = this.any();
      if (this.take(')') === null) throw new QueryError(l10n.t('This "(" is not closed.'), open.from, open.to, true);
      return found;
    }
    const token = this.tokens[this.next];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'operator')) throw this.missing();
    this.next++;
    return token;
  }

  private take(kind: Token['kind']): Token | null {
    const token = this.tokens[this.next];
    if (token?.kind !== kind) return null;
    this.next++;
    return token;
  }

  private missing(): QueryError {
    return this.at(
      l10n.t('Something is missing here: a word, or an operator with its value.'),
      this.tokens[this.next] === undefined,
    );
  }

  private at(message: string, unfinished = false): QueryError {
    const at = this.tokens[this.next];
    return new QueryError(message, at?.from ?? this.end, at?.to ?? this.end, unfinished);
  }
}
