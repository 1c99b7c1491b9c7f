/**
 * Dumps of a database table with a column for each member of the events: `INSERT INTO events (type, …) VALUES (1, …), (…);` of
 * mysqldump, pg_dump and SQLite. Without names of columns there those of `CREATE TABLE` count. Each row becomes an object.
 */
import * as l10n from '@vscode/l10n';
import type { Decoding, Form } from '../form.js';
import { bytesOf, latin1, type Head } from '../head.js';
import { holdEvents, memberOf } from './columns.js';
import { cellsOf, rowEnd, type Strings } from './sql-values.js';

const NAME = String.raw`[\w.$\`"[\]]{1,128}`;
const INSERT = new RegExp(
  String.raw`(?:[^\n;']{0,200}?\s)?\b(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s+(${NAME})\s*(?:\(([^()]{1,4096})\)\s*)?VALUES\s*(?=\()`,
  'iy',
);
const BEGUN = /^[^\n;']{0,200}\b(?:INSERT|REPLACE)\b[^;]*$/i;
/** In front of the first row. */
const MOST_IN_FRONT = 4500;
const CREATE = new RegExp(String.raw`^\s*CREATE TABLE (?:IF NOT EXISTS )?(${NAME})\s*\(\s*$`, 'i');
const COLUMN = /^\s+([`"[]?)([\w$]{1,64})[`"\]]?\s+\w/;
const NO_COLUMN = /^(?:PRIMARY|KEY|UNIQUE|INDEX|CONSTRAINT|FOREIGN|CHECK|FULLTEXT|SPATIAL)$/i;
const BETWEEN = /[\s,]+/y;
/** More than any event has: a quote was lost, and the row is given up. */
const LONGEST_ROW = 1024 * 1024;
const LONGEST_LINE = 64 * 1024;

const bare = (name: string): string => name.replace(/[`"[\]]/g, '').trim();

/** Whether its rows can hold events, and are nothing that can be read as it is. */
function fits(head: Head): boolean {
  if (head.holdsEvents || !/\bINTO\b/i.test(head.text)) return false;
  const statements = new Statements();
  statements.push(head.bytes);
  return statements.holdsEvents;
}

export const sqlInserts: Form = {
  name: 'rows of SQL',
  words: () => l10n.t('rows of SQL'),
  fits,
  decoding: () => new Statements(),
};

class Statements implements Decoding {
  /** A row was found whose columns can hold an event. */
  holdsEvents = false;
  private held = '';
  private readonly tables = new Map<string, string[]>();
  /** Columns of the `CREATE TABLE` under way. */
  private creating: string[] | null = null;
  /** Keys of the rows under way, none where they can hold no events; null between statements. */
  private keys: readonly string[] | null = null;
  private strings: Strings = 'plain';

  push(bytes: Uint8Array): Uint8Array {
    return bytesOf(this.told(this.held + latin1(bytes), false));
  }

  end(): Uint8Array {
    return bytesOf(this.told(this.held, true));
  }

  private told(text: string, isLast: boolean): string {
    let out = '';
    let at = 0;
    while (at < text.length) {
      const step = this.keys === null ? this.line(text, at, isLast) : this.row(text, at, isLast);
      if (step === null) break;
      out += step.out;
      at = step.at;
    }
    this.held = text.slice(at);
    return out;
  }

  /** What is told of what begins at `at`, and where to go on; null: more has to come first. */
  private row(text: string, at: number, isLast: boolean): { out: string; at: number } | null {
    BETWEEN.lastIndex = at;
    const between = BETWEEN.exec(text)?.[0];
    if (between !== undefined) return { out: breaksIn(between), at: at + between.length };
    const end = text[at] === '(' ? rowEnd(text, at, this.strings) : -1;
    const row = text.slice(at, end);
    if (end >= 0) return { out: this.object(row) + breaksIn(row), at: end };
    if (text[at] === '(' && !isLast && text.length - at < LONGEST_ROW) return null;
    this.keys = null;
    return { out: '', at: text[at] === ';' || text[at] === '(' ? at + 1 : at };
  }

  private object(row: string): string {
    const { keys, strings } = this;
    if (keys === null || keys.length === 0) return row.replaceAll('\n', ' ');
    this.holdsEvents = true;
    const cells = cellsOf(row.slice(1, -1), strings);
    return `{${keys.flatMap((key, k) => memberOf(key, cells[k] ?? '')).join(',')}}`;
  }

  private line(text: string, at: number, isLast: boolean): { out: string; at: number } | null {
    INSERT.lastIndex = at;
    const insert = INSERT.exec(text);
    if (insert !== null) {
      const [whole, table, names] = insert;
      const columns = names?.split(',').map(bare) ?? this.tables.get(bare(table!)) ?? [];
      this.keys = holdEvents(columns) ? columns.map((name) => JSON.stringify(name)) : [];
      this.strings = whole.includes('`') ? 'escaped' : 'plain';
      return { out: breaksIn(whole), at: at + whole.length };
    }
    const end = text.indexOf('\n', at);
    if (!isLast && (end < 0 ? text.length - at < LONGEST_LINE : BEGUN.test(text.slice(at, at + MOST_IN_FRONT))))
      return null;
    const to = end < 0 ? text.length : end + 1;
    const line = text.slice(at, to);
    this.create(line);
    return { out: line, at: to };
  }

  private create(line: string): void {
    const table = CREATE.exec(line.trimEnd())?.[1];
    if (table !== undefined) this.tables.set(bare(table), (this.creating = []));
    else if (/^\s*\)/.test(line)) this.creating = null;
    const column = this.creating === null ? null : COLUMN.exec(line);
    if (column !== null && (column[1] !== '' || !NO_COLUMN.test(column[2]!))) this.creating!.push(column[2]!);
  }
}

const breaksIn = (text: string): string => text.replace(/[^\n]/g, '');
