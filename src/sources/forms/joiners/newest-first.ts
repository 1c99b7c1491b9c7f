/**
 * Lines of indented events that come newest first, as logcli, Loki and consoles of log services give them: every event is
 * turned round, so that its lines stand in their order; the events stay where they are.
 */
import * as l10n from '@vscode/l10n';
import type { Decoding, Form } from '../form.js';
import { bytesOf, eventsIn, latin1 } from '../head.js';

/** What the lines of an event begin with in the order of an event, and end with. */
const FIRST = /^[{[]/;
const LAST = /^[}\]]/m;
/** Bytes of an event at most, without its line breaks. */
const LONGEST = 4 * 1024 * 1024;

/** The lines of a text, the last one first. */
export const linesReversed = (text: Uint8Array): Uint8Array => bytesOf(latin1(text).split('\n').reverse().join('\n'));

export const newestFirst: Form = {
  name: 'newest line first',
  words: () => l10n.t('newest line first'),
  fits: (head) => !head.holdsEvents && LAST.test(head.text) && eventsIn(linesReversed(head.bytes)) > 0,
  decoding: () => new Turned(),
};

class Turned implements Decoding {
  /** What came of the line under way, and the lines of the event under way, newest first. */
  private pieces: string[] = [];
  private lines: string[] = [];
  private length = 0;

  push(bytes: Uint8Array): Uint8Array {
    const [first, ...lines] = latin1(bytes).split('\n');
    let out = this.add(first!);
    for (const next of lines) {
      const line = this.lineUnderWay();
      this.lines.push(`${line}\n`);
      if (FIRST.test(line)) out += this.event();
      out += this.add(next);
    }
    return bytesOf(out);
  }

  end(): Uint8Array {
    return bytesOf(this.event() + this.lineUnderWay());
  }

  /** Takes a piece of a line. Returns what is longer than any event: it stays as it is. */
  private add(piece: string): string {
    let out = '';
    let rest = piece;
    while (this.length + rest.length > LONGEST) {
      const fits = LONGEST - this.length;
      this.pieces.push(rest.slice(0, fits));
      rest = rest.slice(fits);
      out += this.event() + this.lineUnderWay();
    }
    this.pieces.push(rest);
    this.length += rest.length;
    return out;
  }

  private event(): string {
    const text = this.lines.reverse().join('');
    this.lines = [];
    this.length = 0;
    return text;
  }

  private lineUnderWay(): string {
    const text = this.pieces.join('');
    this.pieces = [];
    return text;
  }
}
