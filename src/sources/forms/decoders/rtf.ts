/** Rich Text Format, as WordPad, TextEdit and mail programs keep what was pasted ("Rich Text Format Specification", 1.9). */
import type { Decoding, Form } from '../form.js';
import { bytesOf, latin1 } from '../head.js';
import { OwedBreaks } from '../owed-breaks.js';
import { utf8 } from '../replacing.js';

const BEGIN = /^\{\\rtf\d/;
const TOKEN =
  /\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z]))|([{}])|([\r\n]{1,4096})|[^\\{}\r\n]{1,65536}/gy;
/** One that may go on behind the end of the text, behind backslashes that stand for themselves. */
const CUT = /(?<!\\)(?:\\\\)*(\\(?:[a-zA-Z]{0,32}(?:-?\d{0,10})?|'[0-9a-fA-F]?|\r)?)$/;
/** Groups whose text nobody sees. */
const HIDDEN = new Set(['fonttbl', 'colortbl', 'stylesheet', 'info', 'pict', 'header', 'footer', 'listtable']);
const BREAKS = new Set(['par', 'line', 'row', 'page', 'sect']);
const WRITTEN: Readonly<Record<string, string>> = {
  tab: '\t',
  cell: '\t',
  lquote: "'",
  rquote: "'",
  ldblquote: '"',
  rdblquote: '"',
  emdash: '-',
  endash: '-',
};
/** Open groups; deeper ones are as visible as these. */
const MOST_GROUPS = 256;

export const rtf: Form = {
  name: 'RTF',
  fits: ({ text }) => BEGIN.test(text),
  decoding: () => new Text(),
};

/** What people see of the text. */
class Text implements Decoding {
  private held = '';
  /** Of each open group, whether it is hidden. */
  private readonly groups: boolean[] = [];
  /** Line breaks of the file, which mean nothing there: told at the next one of the text. */
  private readonly owed = new OwedBreaks();
  /** Characters behind a number of Unicode that stand for it in older programs. */
  private stand = 1;
  private skip = 0;

  push(bytes: Uint8Array): Uint8Array {
    const text = this.held + latin1(bytes);
    const cut = text.length - (CUT.exec(text)?.[1]?.length ?? 0);
    this.held = text.slice(cut);
    return bytesOf(this.told(text.slice(0, cut)));
  }

  end(): Uint8Array {
    const rest = this.told(this.held) + this.owed.told();
    this.held = '';
    return bytesOf(rest);
  }

  private told(text: string): string {
    let out = '';
    for (const [token, word, number, byte, symbol, bracket, breaks] of text.matchAll(TOKEN)) {
      if (breaks !== undefined) this.owed.add(breaks.split('\n').length - 1);
      else if (bracket !== undefined) this.bracket(bracket);
      else if (word !== undefined) out += this.word(word, number);
      else if (byte !== undefined) out += this.seen(utf8(String.fromCharCode(parseInt(byte, 16))));
      else if (symbol !== undefined) out += this.symbol(symbol);
      else out += this.seen(token);
    }
    return out;
  }

  private get isHidden(): boolean {
    return this.groups.at(-1) === true;
  }

  private bracket(bracket: string): void {
    if (bracket === '}') this.groups.pop();
    else if (this.groups.length < MOST_GROUPS) this.groups.push(this.isHidden);
  }

  private word(word: string, number: string | undefined): string {
    if (HIDDEN.has(word)) this.hide();
    if (word === 'uc') this.stand = Number(number ?? 1);
    if (BREAKS.has(word)) return this.lineBreak();
    if (word !== 'u') return this.seen(WRITTEN[word] ?? '');
    this.skip = this.stand;
    return this.isHidden ? '' : utf8(String.fromCharCode((Number(number ?? 0) + 0x10000) & 0xffff));
  }

  private symbol(symbol: string): string {
    if (symbol === '*') this.hide();
    if (symbol === '\n' || symbol === '\r') {
      if (symbol === '\n') this.owed.add();
      return this.lineBreak();
    }
    if (symbol === '~') return this.seen(' ');
    return '\\{}'.includes(symbol) ? this.seen(symbol) : '';
  }

  private hide(): void {
    if (this.groups.length > 0) this.groups[this.groups.length - 1] = true;
  }

  private lineBreak(): string {
    return this.isHidden ? '' : this.owed.told() || '\r';
  }

  private seen(text: string): string {
    if (this.isHidden || text === '') return '';
    const { skip } = this;
    this.skip = Math.max(0, skip - text.length);
    return text.slice(skip);
  }
}
