/**
 * Lines of indented events that come newest first, as logcli, Loki and consoles of log services give them: every event is
 * turned round, so that its lines stand in their order; the events stay where they are.
 */
import type { Decoding, Form } from '../form.js';
import { bytesOf, eventsIn, latin1 } from '../head.js';

/** What the lines of an event begin with in the order of an event, and end with. */
const FIRST = /^[{[]/;
const LAST = /^[}\]]/m;
/** Bytes of an event at most, and of one line. */
const LONGEST = 4 * 1024 * 1024;

/** The lines of a text, the last one first. */
export const linesReversed = (text: Uint8Array): Uint8Array => bytesOf(latin1(text).split('\n').reverse().join('\n'));

export const newestFirst: Form = {
  name: 'newest line first',
  fits: (head) => head.events === 0 && LAST.test(head.text) && eventsIn(linesReversed(head.bytes)) > 0,
  decoding: () => new Turned(),
};

class Turned implements Decoding {
  /** The line under way, and the lines of the event under way, newest first. */
  private line = '';
  private lines: string[] = [];
  private length = 0;

  push(bytes: Uint8Array): Uint8Array {
    const lines = (this.line + latin1(bytes)).split('\n');
    this.line = lines.pop()!;
    let out = '';
    for (const line of lines) {
      this.lines.push(line);
      this.length += line.length;
      if (FIRST.test(line) || this.length > LONGEST) out += this.event();
    }
    return bytesOf(out);
  }

  end(): Uint8Array {
    const rest = this.event();
    const { line } = this;
    this.line = '';
    return bytesOf(rest + line);
  }

  private event(): string {
    const text = this.lines
      .reverse()
      .map((line) => `${line}\n`)
      .join('');
    this.lines = [];
    this.length = 0;
    return text;
  }
}
