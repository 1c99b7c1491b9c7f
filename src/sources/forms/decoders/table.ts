/**
 * A CSV table with a column for each member of the events: `type,timestamp,session_id,event`. Each row becomes an object,
 * whose texts the shapes of events understand.
 */
import { Hint, hintOf } from '../../../events/shapes/renamed-keys.js';
import type { Decoding, Form } from '../form.js';
import { bytesOf, latin1, type Head } from '../head.js';

const DELIMITERS = [',', ';', '\t', '|'];
/** Lines in front of the names of the columns, such as annotations. */
const MOST_LINES = 20;
/** More in a row than any event has: a quote was lost, and the row is given up. */
const LONGEST_ROW = 4 * 1024 * 1024;
const BOM = '\u00ef\u00bb\u00bf';

interface Columns {
  readonly delimiter: string;
  readonly names: readonly string[];
}

export const table: Form = {
  name: 'rows of CSV',
  fits: (head) => head.events === 0 && columnsIn(head) !== null,
  decoding: (head) => new Rows(columnsIn(head)!),
};

function columnsIn({ text }: Head): Columns | null {
  const lines = (text.startsWith(BOM) ? text.slice(BOM.length) : text).split(/\r?\n|\r/, MOST_LINES);
  for (const line of lines)
    for (const delimiter of DELIMITERS) {
      const names = line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
      if (names.every((name) => /^[@\w$./ -]{1,128}$/.test(name)) && holdEvents(names)) return { delimiter, names };
    }
  return null;
}

const OWN: Readonly<Record<string, number>> = { type: Hint.type, timestamp: Hint.timestamp, session_id: Hint.id };

/** Whether columns of these names can hold events. */
function holdEvents(names: readonly string[]): boolean {
  const hints = names.reduce((all, name) => {
    const bytes = bytesOf(name);
    return all | (OWN[name] ?? hintOf(bytes, 0, bytes.length));
  }, 0);
  const all = Hint.type | Hint.timestamp;
  return (hints & all) === all && ((hints & Hint.id) !== 0 || names.some((name) => /event|body/i.test(name)));
}

class Rows implements Decoding {
  private cells: string[] = [];
  private cell = '';
  private quoted = false;
  private quote = false;
  /** Characters of the row under way, and the line breaks inside its cells. */
  private length = 0;
  private breaks = '';

  constructor(private readonly columns: Columns) {}

  push(bytes: Uint8Array): Uint8Array {
    let out = '';
    for (const c of latin1(bytes)) {
      this.length++;
      if (this.quoted && !this.quote) {
        if (c === '"') this.quote = true;
        else this.take(c);
        if (this.length > LONGEST_ROW) out += this.row('');
        continue;
      }
      const doubled = this.quote && c === '"';
      this.quote = false;
      if (doubled) this.take(c);
      else {
        this.quoted = c === '"' && this.cell === '';
        if (c === this.columns.delimiter) this.next();
        else if (c === '\n') out += this.row(c);
        else if (c !== '"') this.cell += c;
      }
    }
    return bytesOf(out);
  }

  end(): Uint8Array {
    return bytesOf(this.length > 0 ? this.row('') : '');
  }

  private take(c: string): void {
    this.cell += c;
    if (c === '\n') this.breaks += c;
  }

  private next(): void {
    this.cells.push(this.cell);
    this.cell = '';
  }

  private row(end: string): string {
    this.next();
    const { names } = this.columns;
    const members = this.cells.flatMap((cell, k) => {
      const value = cell.trim();
      // Whatever stands for nothing in the tables of pandas, PostgreSQL and MySQL.
      if (k >= names.length || /^(?:|NaN|None|null|NULL|\\N)$/.test(value)) return [];
      return [`${JSON.stringify(names[k])}:${JSON.stringify(value)}`];
    });
    const { breaks } = this;
    Object.assign(this, { cells: [], cell: '', quoted: false, quote: false, length: 0, breaks: '' });
    return members.length === 0 ? breaks + end : `{${members.join(',')}}${breaks}${end}`;
  }
}
