/**
 * Lines that were broken at a width: `fold -w 80`, mail programs, consoles of PowerShell, and what is copied from a terminal.
 * They are put together again, also behind the `> ` of a quotation.
 */
import { joined } from '../../joined.js';
import * as l10n from '@vscode/l10n';
import type { Decoding, Form } from '../form.js';
import { bytesOf, eventsIn, latin1, type Head } from '../head.js';

/** Widths at which lines are broken: 998 is the longest line of a mail (RFC 5322, 2.1.1). */
const NARROWEST = 40;
const WIDEST = 1000;
/** Lines of one width that are hardly so by chance. */
const FEWEST = 3;
/** What `fold -s` counts of the blanks around a word, at most. */
const BLANKS_OF_A_WORD = 2;
const QUOTE = /^(?:>[ ]?)+/;
/** How a line ends that is one event, or the end of one. */
const COMPLETE = /[}\]],?$/;
/** Breaks that wait at most. */
const MOST_OWED = 4096;
/** A longer line was not broken. */
const LONGEST = 64 * 1024;

interface Width {
  /** The length of a whole line, in bytes or in characters. */
  readonly width: number;
  readonly lengthOf: (line: string) => number;
  /** Lines were broken between words, so that they may be shorter. */
  readonly byWord: boolean;
  readonly quoted: boolean;
}

const bytesIn = (line: string): number => line.length;
/** Of the bytes of UTF-8 those that begin a character. */
const charactersIn = (line: string): number => line.replace(/[\x80-\xbf]/g, '').length;

/** The widths that lines of the log's head may have been broken at. */
function widthsIn({ text }: Head): Width[] {
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line !== '');
  const quoted = lines.every((line) => QUOTE.test(line));
  const broken = (quoted ? lines.map((line) => line.replace(QUOTE, '')) : lines).filter((line) => !COMPLETE.test(line));
  const measures = /[\x80-\xff]/.test(text) ? [bytesIn, charactersIn] : [bytesIn];
  return measures.flatMap((lengthOf) => {
    const lengths = broken.map(lengthOf).filter((length) => length >= NARROWEST && length <= WIDEST);
    if (lengths.length < FEWEST) return [];
    const widest = lengths.reduce((a, b) => Math.max(a, b));
    return [
      ...[...new Set([mostFrequent(lengths), widest])].map((width) => ({ width, lengthOf, byWord: false, quoted })),
      { width: widest, lengthOf, byWord: true, quoted },
    ];
  });
}

function mostFrequent(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

const wholeText = (lines: Decoding, bytes: Uint8Array): Uint8Array => joined([lines.push(bytes), lines.end()]);

/** How the lines of a log were broken, if more events can be read when that is undone. */
function brokenAt(head: Head): Width | null {
  // Every head of every file that holds no events comes by here, and to look for events in each way takes its time.
  if (!head.text.includes('{') || !head.text.includes('"')) return null;
  const tried = widthsIn(head)
    .map((width) => ({ width, events: eventsIn(wholeText(new Lines(width), head.bytes)) }))
    .sort((a, b) => b.events - a.events);
  const [best] = tried;
  return best !== undefined && best.events > head.events ? best.width : null;
}

export const wrapped: Form = {
  name: 'lines broken at a width',
  words: () => l10n.t('lines broken at a width'),
  fits: (head) => brokenAt(head) !== null,
  decoding: (head) => new Lines(brokenAt(head)!),
};

class Lines implements Decoding {
  /** What came of the line under way, and the line before it. */
  private held = '';
  private before: string | null = null;
  /** The line under way is too long to have been broken: it is told as it comes. */
  private tooLong = false;
  /** Breaks that were undone, and those of empty lines behind the line before: another form may have left them. */
  private owed = 0;

  constructor(private readonly width: Width) {}

  push(bytes: Uint8Array): Uint8Array {
    const lines = (this.held + latin1(bytes)).split('\n');
    this.held = lines.pop()!;
    let out = '';
    for (const line of lines) out += this.take(line);
    if (this.tooLong || this.held.length > LONGEST) {
      out += (this.tooLong ? '' : this.told()) + this.held;
      this.held = '';
      this.tooLong = true;
    }
    return bytesOf(out);
  }

  end(): Uint8Array {
    const rest =
      this.tooLong || this.held === '' ? this.told() + this.held : this.joined(this.held) + this.own(this.held);
    this.held = '';
    return bytesOf(rest + '\n'.repeat(this.owed));
  }

  private take(line: string): string {
    if (this.tooLong) {
      this.tooLong = false;
      return `${line}\n`;
    }
    const own = this.own(line);
    if (own === '' && this.before !== null && this.owed < MOST_OWED) {
      this.owed++;
      return '';
    }
    const out = this.joined(line);
    this.before = own;
    return out;
  }

  /** The line before, with what stands between it and the next one. */
  private joined(next: string): string {
    const { before } = this;
    const joint = before === null ? null : this.joint(before, this.own(next));
    if (before === null || joint === null) return this.told();
    this.before = null;
    this.owed++;
    return before + joint;
  }

  /** The line before as one that was not broken. */
  private told(): string {
    const { before, owed } = this;
    if (before === null) return '';
    this.before = null;
    this.owed = 0;
    return `${before}\n${'\n'.repeat(owed)}`;
  }

  private own(line: string): string {
    const text = line.replace(/\r$/, '');
    return this.width.quoted ? text.replace(QUOTE, '') : text;
  }

  /** What was between two lines before they were broken; null: they are two. */
  private joint(line: string, next: string): string | null {
    const { width, lengthOf, byWord } = this.width;
    const length = lengthOf(line);
    if (length === width) return '';
    if (!byWord || length > width || line === '' || next === '') return null;
    const blank = line.endsWith(' ') ? '' : ' ';
    const word = /^\S*/.exec(next)![0];
    return length + blank.length + lengthOf(word) + BLANKS_OF_A_WORD > width ? blank : null;
  }
}
