/** The values of a row of SQL: `(1, 'it''s', NULL, '{}'::jsonb)`. Read in one pass: no text makes it go back. */

/** Whether a backslash escapes in strings, as in MySQL, or is one, as elsewhere. */
export type Strings = 'plain' | 'escaped';

/** In front of a string: its character set, or what PostgreSQL and SQL Server write for escapes and Unicode. */
const INTRODUCED = /^(?:_\w{1,32}\s*|[EN])?$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', 0: '\0', Z: '\x1a' };

/** Where the row that begins with the bracket at `at` ends, behind its other bracket; -1: it does not end here. */
export function rowEnd(text: string, at: number, strings: Strings): number {
  let depth = 0;
  for (let mark = nextMark(text, at, strings); mark < text.length; mark = nextMark(text, mark + 1, strings)) {
    if (text[mark] === '(') depth++;
    else if (text[mark] === ')' && --depth === 0) return mark + 1;
  }
  return -1;
}

/** The values of what stands between the brackets of a row: strings without quotes, the others as they are written. */
export function cellsOf(values: string, strings: Strings): string[] {
  const cells: string[] = [];
  let from = 0;
  let depth = 0;
  for (let mark = nextMark(values, 0, strings); ; mark = nextMark(values, mark + 1, strings)) {
    const sign = values[mark];
    if (sign === '(') depth++;
    else if (sign === ')') depth--;
    else if (sign === undefined || depth === 0) {
      cells.push(cellIn(values.slice(from, mark).trim(), strings));
      from = mark + 1;
    }
    if (sign === undefined) return cells;
  }
}

/** The next comma or bracket outside of strings, from `at` on, which stands outside of one; the text's length for none. */
function nextMark(text: string, at: number, strings: Strings): number {
  for (let inString = false; at < text.length; at++) {
    const c = text[at]!;
    if (c === "'") inString = !inString;
    else if (inString) at += c === '\\' && strings === 'escaped' ? 1 : 0;
    else if (c === ',' || c === '(' || c === ')') return at;
  }
  return text.length;
}

function cellIn(value: string, strings: Strings): string {
  const from = value.indexOf("'");
  const to = value.lastIndexOf("'");
  if (from === to || !INTRODUCED.test(value.slice(0, from))) return value;
  const inner = value.slice(from + 1, to).replaceAll("''", "'");
  return strings === 'plain' ? inner : inner.replace(/\\([^])/g, (_, c: string) => ESCAPES[c] ?? c);
}
