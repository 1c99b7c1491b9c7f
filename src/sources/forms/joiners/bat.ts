/** What `bat` shows of a log: numbers and a line of a grid in front of every line, one that is too wide over several. */
import * as l10n from '@vscode/l10n';
import { reads, type Decoding, type Form } from '../form.js';
import { bytesOf, latin1 } from '../head.js';
import { OwedBreaks } from '../owed-breaks.js';

/** The lines of the grid, in the bytes of UTF-8: `───┬───`. */
const RULER = /^(?:\xe2\x94\x80)+(?:\xe2\x94[\xac\xbc\xb4])?(?:\xe2\x94\x80)*\r?$/;
/** The number, or blanks where a line goes on, with what git says of the line. */
const BESIDE = /^ {0,12}(\d{1,12})? {1,12}[ +~_-]? {0,2}\xe2\x94\x82 ?/;
const NUMBERED = /^ {0,12}\d{1,12} {1,12}[ +~_-]? {0,2}\xe2\x94\x82 /m;
const HEADING = /^ {1,16}\xe2\x94\x82 (?:File|Size): /;
/** A longer line is none of `bat`. */
const LONGEST = 1024 * 1024;

export const bat: Form = {
  name: 'the grid of bat',
  words: () => l10n.t('the grid of bat'),
  fits: (head) => NUMBERED.test(head.text) && reads(bat, head),
  decoding: () => new Lines(),
};

/** Breaks within a line of the log are told behind it. */
class Lines implements Decoding {
  private held = '';
  private readonly owed = new OwedBreaks();

  push(bytes: Uint8Array): Uint8Array {
    const lines = (this.held + latin1(bytes)).split('\n');
    this.held = lines.pop()!;
    let out = '';
    for (const line of lines) {
      out += this.line(line);
      this.owed.add();
    }
    if (this.held.length > LONGEST) {
      out += this.line(this.held);
      this.held = '';
    }
    return bytesOf(out);
  }

  end(): Uint8Array {
    const rest = (this.held === '' ? '' : this.line(this.held)) + this.owed.told();
    this.held = '';
    return bytesOf(rest);
  }

  private line(line: string): string {
    if (RULER.test(line) || HEADING.test(line)) return '';
    const found = BESIDE.exec(line);
    const own = line.slice(found?.[0].length ?? 0);
    return found !== null && found[1] === undefined ? own.replace(/\r$/, '') : this.owed.told() + own;
  }
}
