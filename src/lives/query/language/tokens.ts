/**
 * A query in pieces: words, `operator:value`, parentheses. A term goes to the next blank or parenthesis outside quotation
 * marks; inside them `\"` is a quotation mark and `\\` a backslash. Every character is looked at once or twice.
 */
import * as l10n from '@vscode/l10n';

/** A query that cannot be understood, said in words, and where: `from` to before `to` in UTF-16 units. */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  /** @param unfinished who goes on typing may well mend it */
  constructor(
    message: string,
    readonly from: number,
    readonly to: number,
    readonly unfinished = false,
  ) {
    super(message);
  }
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export type Word = { readonly kind: 'word'; readonly text: string } & Span;
export type Operation = { readonly kind: 'operator'; readonly name: string; readonly values: readonly string[] } & Span;
export type Token = ({ readonly kind: '(' | ')' | 'not' | 'or' } & Span) | Word | Operation;

/** Begins with letters and a colon: a time, `14:03`, does not. */
const OPERATOR = /^([a-z]+):/i;
/** `abcd::1` is no operator with a value. */
const IPV6 = /^[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}$/i;

const isBlank = (char: string): boolean => /\s/.test(char);

/** Throws {@link QueryError}. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const from = at;
    const char = text[at]!;
    if (isBlank(char)) at++;
    else if (char === '(' || char === ')') tokens.push({ kind: char, from, to: ++at });
    else {
      at = endOfTerm(text, at);
      for (const token of termOf(text.slice(from, at), from)) tokens.push(token);
    }
  }
  return tokens;
}

function endOfTerm(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBlank(text[at]!) && text[at] !== '(' && text[at] !== ')')
    if (text[at] === '"') {
      const close = endOfQuotes(text, at);
      if (close > text.length)
        throw new QueryError(l10n.t('This quotation mark is not closed.'), at, text.length, true);
      at = close;
    } else at++;
  return at;
}

/** Behind the quotation mark that closes the one at `open`; behind the text where none does. */
export function endOfQuotes(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (isEscape(text, at)) at++;
  }
  return text.length + 1;
}

const isEscape = (text: string, at: number): boolean =>
  text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\');

function termOf(term: string, from: number): Token[] {
  const to = from + term.length;
  const small = term.toLowerCase();
  if (small === 'not' || small === 'or') return [{ kind: small, from, to }];
  if (small === 'and') return [];
  const minus: Token[] = term.startsWith('-') && term.length > 1 ? [{ kind: 'not', from, to: from + 1 }] : [];
  const begin = minus.length;
  const bare = term.slice(begin);
  const name = IPV6.test(bare) ? undefined : OPERATOR.exec(bare)?.[1];
  if (name === undefined)
    return [...minus, { kind: 'word', text: valuesIn(bare, false)[0] ?? '', from: from + begin, to }];
  const values = valuesIn(bare.slice(name.length + 1), true);
  if (values.length === 0)
    throw new QueryError(l10n.t('"{0}:" needs a value behind it.', name.toLowerCase()), from, to, true);
  return [...minus, { kind: 'operator', name: name.toLowerCase(), values, from: from + begin, to }];
}

/** What stands between commas outside quotation marks, without these; what is empty and not quoted is none. */
function valuesIn(text: string, divided: boolean): string[] {
  const values: string[] = [];
  let value = '';
  let quoted = false;
  let inside = false;
  const close = (): void => {
    if (value !== '' || quoted) values.push(value);
    value = '';
    quoted = false;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"') {
      inside = !inside;
      quoted = true;
    } else if (inside && isEscape(text, at)) value += text[++at]!;
    else if (char === ',' && divided && !inside) close();
    else value += char;
  }
  close();
  return values;
}

/** A value as it has to be written in a query. */
export const quoted = (value: string): string =>
  value !== '' && !/[\s(),"\\]/u.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;

/** The same of a word, which must not be taken for anything else. */
export function quotedWord(word: string): string {
  const [token, ...more] = /[\s(),"\\]/u.test(word) ? [] : termsOf(word);
  return token?.kind === 'word' && more.length === 0 ? word : `"${word.replace(/["\\]/g, '\\$&')}"`;
}

function termsOf(word: string): Token[] {
  try {
    return tokensOf(word);
  } catch (error) {
    if (error instanceof QueryError) return [];
    throw error;
  }
}
