/** JSON in the cells of a CSV table: `"{""emitter"":…}"` (RFC 4180), as spreadsheets and databases export it. */
import * as l10n from '@vscode/l10n';
import { reads, type Decoding, type Form } from '../form.js';
import { bytesOf, latin1 } from '../head.js';

/** A quoted cell that begins with a bracket, or with a key of an indented event, and a doubled quote in it. */
const CELL = /(?:^|[,;|\t(])[ \t]{0,8}"\s{0,32}[[{]\s{0,32}(?:[[{]\s{0,32})?""\w|[,;|\t]" {0,64}""\w{1,32}"" ?:/m;

export const quotedCells: Form = {
  name: 'cells of CSV',
  words: () => l10n.t('cells of CSV'),
  fits: (head) => CELL.test(head.text) && reads(quotedCells, head),
  decoding: () => new Cells(),
};

const isDelimiter = (c: string): boolean => c === ',' || c === ';' || c === '|' || c === '\t';
const isBreak = (c: string): boolean => c === '\n' || c === '\r';

class Cells implements Decoding {
  private quoted = false;
  /** A quote was the last that came: what follows tells what it means. */
  private quote = false;
  /** The last character outside of quotes, or in front of a quote. */
  private before = '\n';

  push(bytes: Uint8Array): Uint8Array {
    const text = latin1(bytes);
    let out = '';
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const c = text[i]!;
      if (this.quote) {
        this.quote = false;
        if (c === '"') {
          out += '"';
          from = i + 1;
          this.before = '"';
          continue;
        }
        // A quote that closes nothing and opens nothing: the cell before was cut, and here begins the next.
        const opens = isDelimiter(this.before) || isBreak(this.before);
        this.quoted = !(isDelimiter(c) || isBreak(c) || !opens);
      } else if (c === '"') {
        if (this.quoted) {
          out += text.slice(from, i);
          from = i + 1;
          this.quote = true;
          continue;
        }
        if (isDelimiter(this.before) || isBreak(this.before)) {
          out += text.slice(from, i);
          from = i + 1;
          this.quoted = true;
        }
      }
      if (c !== ' ') this.before = c;
    }
    return bytesOf(out + text.slice(from));
  }

  end(): Uint8Array {
    return new Uint8Array(0);
  }
}
