/**
 * JSON read without losing anything: numbers keep their digits, strings their escapes, members their order and their
 * doubles. For showing and copying; an id of 64 bits never becomes a JS number.
 */
import * as l10n from '@vscode/l10n';

export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  /** `raw` is written with its quotes and escapes, `text` is what it means. */
  | { readonly kind: 'string'; readonly raw: string; readonly text: string }
  | { readonly kind: 'number' | 'literal'; readonly raw: string };

export interface JsonMember {
  /** As it is written, with quotes. */
  readonly rawKey: string;
  readonly key: string;
  readonly value: JsonNode;
}

/** Deeper values are refused: no event nests like that, and whoever shows or prints them goes as deep. */
const MAX_DEPTH = 500;

const BLANKS = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Throws SyntaxError, which says where, when the text is not one JSON value. */
export function parseJson(text: string): JsonNode {
  let at = 0;
  const fail = (): never => {
    throw new SyntaxError(l10n.t('This is no JSON from its character {0} on.', at + 1));
  };
  const blanks = (): void => {
    BLANKS.lastIndex = at;
    BLANKS.exec(text);
    at = BLANKS.lastIndex;
  };
  const take = (char: string): boolean => {
    blanks();
    if (text[at] !== char) return false;
    at++;
    return true;
  };
  const string = (): { raw: string; text: string } => {
    const start = at;
    if (text[at] !== '"') fail();
    for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
      let escapes = 0;
      while (text[end - 1 - escapes] === '\\') escapes++;
      if (escapes % 2 === 1) continue;
      const raw = text.slice(start, end + 1);
      const value: unknown = JSON.parse(raw);
      at = end + 1;
      return { raw, text: String(value) };
    }
    return fail();
  };
  const value = (depth: number): JsonNode => {
    if (depth > MAX_DEPTH) throw new SyntaxError(l10n.t('This JSON nests more than {0} levels deep.', MAX_DEPTH));
    if (take('{')) return { kind: 'object', members: members(depth) };
    if (take('[')) return { kind: 'array', items: items(depth) };
    if (text[at] === '"') return { kind: 'string', ...string() };
    SCALAR.lastIndex = at;
    const [raw] = SCALAR.exec(text) ?? fail();
    at += raw.length;
    return { kind: /^[tfn]/.test(raw) ? 'literal' : 'number', raw };
  };
  const members = (depth: number): JsonMember[] => {
    const found: JsonMember[] = [];
    if (take('}')) return found;
    do {
      blanks();
      const { raw, text: key } = string();
      if (!take(':')) fail();
      found.push({ rawKey: raw, key, value: value(depth + 1) });
    } while (take(','));
    return take('}') ? found : fail();
  };
  const items = (depth: number): JsonNode[] => {
    const found: JsonNode[] = [];
    if (take(']')) return found;
    do found.push(value(depth + 1));
    while (take(','));
    return take(']') ? found : fail();
  };
  const node = value(0);
  blanks();
  return at === text.length ? node : fail();
}

/** What to write in the place of a value, or null for the value itself. */
export type Instead = (node: JsonNode, path: string) => string | null;

/** The text of a value again: on one line, or one member a line with two blanks an indent. */
export function printJson(node: JsonNode, layout: 'line' | 'lines', path: string, instead: Instead): string {
  const print = (each: JsonNode, at: string, depth: number): string => {
    const other = instead(each, at);
    if (other !== null) return other;
    if (each.kind === 'object')
      return block(
        '{}',
        each.members.map(
          ({ rawKey, key, value }) =>
            `${rawKey}:${layout === 'lines' ? ' ' : ''}${print(value, memberPath(at, key), depth + 1)}`,
        ),
        depth,
      );
    if (each.kind === 'array')
      return block(
        '[]',
        each.items.map((item, index) => print(item, itemPath(at, index), depth + 1)),
        depth,
      );
    return each.raw;
  };
  const block = ([open, close]: string, parts: string[], depth: number): string => {
    if (parts.length === 0 || layout === 'line') return `${open ?? ''}${parts.join(',')}${close ?? ''}`;
    const line = `\n${'  '.repeat(depth)}`;
    return `${open ?? ''}${line}  ${parts.join(`,${line}  `)}${line}${close ?? ''}`;
  };
  return print(node, path, 0);
}

/** As one writes it in code and in jq: `.event.jsep`, `.event["in-link-quality"]`. */
export function memberPath(path: string, key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

export const itemPath = (path: string, index: number): string => `${path}[${index}]`;
