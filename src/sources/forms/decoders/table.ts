/**
 * A CSV table with a column for each member of the events: `type,timestamp,session_id,event`. Each row becomes an object,
 * whose texts the shapes of events understand.
 */
import * as l10n from '@vscode/l10n';
import type { Decoding, Form } from '../form.js';
import { bytesOf, latin1, type Head } from '../head.js';
import { holdEvents, memberOf } from './columns.js';

const DELIMITERS = [',', ';', '\t', '|'];
/** Lines in front of the names of the columns, such as annotations. */
const MOST_LINES = 20;
/** PostgreSQL's dump of a table, whose cells tabs set apart. */
const COPY = /^COPY [^()]{1,256}\(([^()]{1,4096})\) FROM stdin;$/;
const NAME = /^[@\w$./ -]{1,128}$/;
/** More in a row than any event has that is taken in another shape: a quote was lost, and the row is given up. */
const LONGEST_ROW = 1024 * 1024;
const BOM = '\u00ef\u00bb\u00bf';

/** A large number as a spreadsheet writes it, with six digits at most: ids and times in such a table are lost. */
export const ROUNDED = /(?:^|[,;\t])"?\d(?:[.,]\d{1,5})?E\+1[4-8]"?(?:[,;\t\r]|$)/m;

interface Columns {
  readonly delimiter: string;
  readonly names: readonly string[];
}

export const table: Form = {
  name: 'rows of CSV',
  words: () => l10n.t('rows of CSV'),
  fits: (head) => !head.holdsEvents && !ROUNDED.test(head.text) && columnsIn(head) !== null,
  decoding: (head) => new Rows(columnsIn(head)!),
};

function columnsIn({ text }: Head): Columns | null {
  const lines = (text.startsWith(BOM) ? text.slice(BOM.length) : text).split(/\r?\n|\r/, MOST_LINES);
  for (const line of lines) {
    const copied = COPY.exec(line)?.[1];
    const found = copied === undefined ? DELIMITERS.map((delimiter) => columnsOf(line, delimiter)) : [ofCopy(copied)];
    const columns = found.find(({ names }) => areNames(names) && holdEvents(names));
    if (columns !== undefined) return columns;
  }
  return null;
}

/** Those of a table with a border have nothing in front and behind. */
const areNames = (names: readonly string[]): boolean =>
  (names[0] === '' && names.at(-1) === '' ? names.slice(1, -1) : names).every((name) => NAME.test(name));

const columnsOf = (line: string, delimiter: string): Columns => ({
  delimiter,
  names: line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1')),
});

const ofCopy = (columns: string): Columns => ({ ...columnsOf(columns, ','), delimiter: '\t' });

class Rows implements Decoding {
  private readonly keys: readonly string[];
  /** What ends a cell that is not quoted. */
  private readonly stop: RegExp;
  private cells: string[] = [];
  private cell = '';
  private quoted = false;
  /** A quote was the last that came in a quoted cell: what follows tells what it means. */
  private quote = false;
  /** Characters of the row under way, and the line breaks inside its cells. */
  private length = 0;
  private breaks = 0;

  constructor({ delimiter, names }: Columns) {
    this.keys = names.map((name) => JSON.stringify(name));
    this.stop = new RegExp(`[${delimiter}\n]`, 'g');
  }

  push(bytes: Uint8Array): Uint8Array {
    const text = latin1(bytes);
    let out = '';
    for (let i = 0; i < text.length;) {
      if (this.quote) {
        this.quote = false;
        if (text[i] === '"') {
          this.take('"');
          i++;
        } else this.quoted = false;
        continue;
      }
      if (this.quoted) {
        const end = ends(text.indexOf('"', i), text);
        this.take(text.slice(i, end));
        this.quote = end < text.length;
        i = end + 1;
      } else if (text[i] === '"' && this.cell === '') {
        this.quoted = true;
        i++;
      } else {
        this.stop.lastIndex = i;
        const end = ends(this.stop.exec(text)?.index ?? -1, text);
        this.take(text.slice(i, end));
        if (text[end] === '\n') out += this.row('\n');
        else if (end < text.length) this.next();
        i = end + 1;
      }
      if (this.length > LONGEST_ROW) out += this.row('');
    }
    return bytesOf(out);
  }

  end(): Uint8Array {
    return bytesOf(this.length > 0 ? this.row('') : '');
  }

  private take(piece: string): void {
    this.cell += piece;
    this.length += piece.length + 1;
    if (this.quoted) for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) this.breaks++;
  }

  private next(): void {
    if (this.cells.length < this.keys.length) this.cells.push(this.cell);
    this.cell = '';
  }

  private row(end: string): string {
    this.next();
    const members = this.cells.flatMap((cell, k) => memberOf(this.keys[k]!, cell));
    const after = '\n'.repeat(this.breaks) + end;
    Object.assign(this, { cells: [], cell: '', quoted: false, quote: false, length: 0, breaks: 0 });
    return members.length === 0 ? after : `{${members.join(',')}}${after}`;
  }
}

const ends = (index: number, text: string): number => (index < 0 ? text.length : index);
