/** JSON values whose numbers keep every digit: ids go up to 2^63−1. */

/** A number as it was written. */
export class ExactNumber {
  constructor(readonly text: string) {}
}

export type Exact = string | boolean | null | ExactNumber | readonly Exact[] | { readonly [key: string]: Exact };

/** The JSON values in a text, one after another, with nothing between them but white space. */
export function parseAll(text: string): Exact[] {
  const values: Exact[] = [];
  const parser = new Parser(text);
  while (parser.more()) values.push(parser.value());
  return values;
}

class Parser {
  private i = 0;

  constructor(private readonly text: string) {}

  more(): boolean {
    while (/\s/.test(this.text[this.i] ?? 'x')) this.i++;
    return this.i < this.text.length;
  }

  value(): Exact {
    this.more();
    const c = this.text[this.i]!;
    if (c === '{') return Object.fromEntries(this.items('}', () => this.member()));
    if (c === '[') return this.items(']', () => this.value());
    if (c === '"') return this.string();
    const token = /[^\s,\]}:]+/y;
    token.lastIndex = this.i;
    const [found] = token.exec(this.text)!;
    this.i += found.length;
    if (found === 'true' || found === 'false') return found === 'true';
    return found === 'null' ? null : new ExactNumber(found);
  }

  private member(): [string, Exact] {
    const key = this.string();
    this.more();
    this.i++;
    return [key, this.value()];
  }

  private items<T>(close: string, item: () => T): T[] {
    this.i++;
    const items: T[] = [];
    for (this.more(); this.text[this.i] !== close; this.more()) {
      if (this.text[this.i] === ',') this.i++;
      this.more();
      items.push(item());
    }
    this.i++;
    return items;
  }

  private string(): string {
    const token = /"(?:[^"\\]|\\.)*"/y;
    token.lastIndex = this.i;
    const [found] = token.exec(this.text)!;
    this.i += found.length;
    return JSON.parse(found) as string;
  }
}

/** How a value is written. */
export interface Writing {
  /** Spaces per level; 0 for one line. */
  readonly indent: number;
  readonly eol: string;
  /** Behind `:` and, on one line, `,`. */
  readonly space: string;
  /** The order of an object's keys. */
  readonly order: (keys: readonly string[]) => readonly string[];
  /** How a string is written, keys included. */
  readonly string: (text: string, isKey: boolean) => string;
}

export const PLAIN: Writing = {
  indent: 0,
  eol: '\n',
  space: '',
  order: (keys) => keys,
  string: (text) => JSON.stringify(text),
};

export function write(value: Exact, writing: Writing = PLAIN, level = 0): string {
  if (value instanceof ExactNumber) return value.text;
  if (typeof value === 'string') return writing.string(value, false);
  if (typeof value !== 'object' || value === null) return String(value);
  const { indent, eol, space } = writing;
  const list = Array.isArray(value)
    ? (value as readonly Exact[]).map((item) => write(item, writing, level + 1))
    : memberTexts(value as Readonly<Record<string, Exact>>, writing, level);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (list.length === 0) return `${open}${close}`;
  if (indent === 0) return `${open}${list.join(`,${space}`)}${close}`;
  const pad = eol + ' '.repeat(indent * (level + 1));
  return `${open}${pad}${list.join(`,${pad}`)}${eol}${' '.repeat(indent * level)}${close}`;
}

function memberTexts(value: Readonly<Record<string, Exact>>, writing: Writing, level: number): string[] {
  return writing
    .order(Object.keys(value))
    .map((key) => `${writing.string(key, true)}:${writing.space}${write(value[key]!, writing, level + 1)}`);
}
