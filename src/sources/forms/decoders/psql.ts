/**
 * Events over several lines in the tables of `psql`: each line of a cell but its last has a `+` at its end
 * (`jsonb_pretty`), other columns stand beside it, and with `\x` a name in front.
 */
import * as l10n from '@vscode/l10n';
import type { Decoding, Form } from '../form.js';
import { eventsIn, latin1, type Head } from '../head.js';
import { lineWise } from '../line-wise.js';

/** A mark at the end of a cell's line, in ASCII or in the line style of Unicode. */
const MARKED = /[[{,"\d\]}el] *(?:\+|\xe2\x86\xb5)(?: *(?:\||\xe2\x94\x82).*)?\r?$/m;
const SEPARATOR = /(?<=[ +])\|(?= |$)/;
/** The line below the names of the columns, around a table, and above a record. */
const RULER = /^(?:[-+]{3,}|-\[ RECORD \d.*)$/;
const KEY = /"(?:emitter|timestamp|type)"\s?:/;
/** Columns that are looked through for the events. */
const MOST_COLUMNS = 32;

/** Of a table with so many columns the one that the events are in, from 0. */
interface Column {
  readonly index: number;
  readonly count: number;
}

const inAscii = (line: string): string =>
  line.replace(/\r$/, '').replaceAll('\xe2\x94\x82', '|').replaceAll('\xe2\x86\xb5', '+');

/** The cells of a line, without a border around the table. */
const cellsOf = (line: string): string[] =>
  line
    .replace(/^\|(?= )/, '')
    .replace(/(?<=[ +])\|$/, '')
    .split(SEPARATOR);

/** The column in which a bracket stands alone in a cell's line. */
function columnIn({ text }: Head): Column | null {
  if (!MARKED.test(text)) return null;
  for (const line of text.split('\n')) {
    const cells = cellsOf(inAscii(line));
    const index = cells.findIndex((cell) => /^ *[[{] *\+ *$/.test(cell));
    if (index >= 0 && cells.length <= MOST_COLUMNS) return { index, count: cells.length };
  }
  return null;
}

function decodingOf({ index, count }: Column): Decoding {
  return lineWise((written) => {
    const line = inAscii(written);
    if (RULER.test(line)) return '';
    const cells = cellsOf(line);
    // A text may hold what looks like the border of a cell.
    const own = cells.slice(index, Math.max(index + 1, cells.length - (count - 1 - index))).join('|');
    return withoutMark(own);
  });
}

function withoutMark(cell: string): string {
  const text = withoutBlanks(cell);
  return text.endsWith('+') ? withoutBlanks(text.slice(0, -1)) : cell;
}

/** A regular expression would try every blank of a line of blanks as the first of those at its end. */
function withoutBlanks(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ') end--;
  return text.slice(0, end);
}

export const psql: Form = {
  name: 'a table of psql',
  words: () => l10n.t('a table of psql'),
  fits(head) {
    const column = columnIn(head);
    if (column === null) return false;
    const text = decodingOf(column).push(head.bytes);
    // The cells are as wide as the widest of all, so that a head may hold less than an event.
    return eventsIn(text) > head.events || (!head.holdsEvents && KEY.test(latin1(text)));
  },
  decoding: (head) => decodingOf(columnIn(head)!),
};
