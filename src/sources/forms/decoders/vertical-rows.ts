/** Rows with a column for each member of the events, shown one below the other: `\G` of MySQL, `\x` of psql. */
import * as l10n from '@vscode/l10n';
import { joined } from '../../joined.js';
import type { Decoding, Form } from '../form.js';
import { bytesOf, eventsIn, type Head } from '../head.js';
import { lineWise } from '../line-wise.js';
import { memberOf } from './columns.js';

const ROW = /^(?:\*{5,} \d{1,12}\. row \*{5,}|-\[ RECORD \d{1,12} \][-+]*)\r?$/;
const ANY_ROW = new RegExp(ROW.source, 'm');
const CELL = /^\s*([\w.$@-]{1,64}) *(?:: ?|\| ?)(.*?)\r?$/;

export const verticalRows: Form = {
  name: 'rows shown one below the other',
  words: () => l10n.t('rows shown one below the other'),
  fits: (head: Head) =>
    !head.holdsEvents && ANY_ROW.test(head.text) && eventsIn(verticalRows.decoding(head).push(head.bytes)) > 0,
  decoding: () => new Rows(),
};

class Rows implements Decoding {
  private inRow = false;
  private readonly lines = lineWise((line) => this.told(line));

  push(bytes: Uint8Array): Uint8Array {
    return this.lines.push(bytes);
  }

  end(): Uint8Array {
    return joined([this.lines.end(), bytesOf(this.inRow ? '}' : '')]);
  }

  /** An object goes on up to the next row. */
  private told(line: string): string {
    if (ROW.test(line)) {
      const before = this.inRow ? '}' : '';
      this.inRow = true;
      return `${before}{"row":""`;
    }
    const [, name, cell] = (this.inRow ? CELL.exec(line) : null) ?? [];
    return name === undefined
      ? ''
      : memberOf(JSON.stringify(name), cell!)
          .map((member) => `,${member}`)
          .join('');
  }
}
