/**
 * Requests and answers of HTTP as they were on the wire, with bodies in chunks (RFC 9112, 7.1): `nc -l`, tcpflow. The size of
 * a chunk stands in a line of its own, which may be in the middle of an event.
 */
import * as l10n from '@vscode/l10n';
import { reads, type Decoding, type Form } from '../form.js';
import { bytesOf, latin1 } from '../head.js';
import { OwedBreaks } from '../owed-breaks.js';

const HEADER = /^transfer-encoding:[^\n]{0,64}\bchunked/im;
const SIZE = /^([0-9a-f]{1,7})[ \t]*(?:;[^\n]{0,256})?\r$/i;
/** A body without the header in front of it, as it is kept by who writes down what comes. */
const BODY = /^[0-9a-f]{1,7}[ \t]*(?:;[^\n]{0,256})?\r\n/i;
/** A longer line is no header. */
const LONGEST = 64 * 1024;

export const chunked: Form = {
  name: 'chunks of HTTP',
  words: () => l10n.t('chunks of HTTP'),
  fits: (head) => (HEADER.test(head.text) || BODY.test(head.text)) && reads(chunked, head),
  decoding: ({ text }) => new Bodies(!HEADER.test(text)),
};

class Bodies implements Decoding {
  private held = '';
  /** Of headers: whether they announce chunks. */
  private announced = false;
  private place: 'text' | 'size' | 'chunk' | 'behind';
  /** Bytes of the chunk that are still to come. */
  private left = 0;
  /** Line breaks around sizes, which are told with the next one of the body, or behind it. */
  private readonly owed = new OwedBreaks();

  /** `bare`: of bodies alone, one behind another. */
  constructor(private readonly bare: boolean) {
    this.place = bare ? 'size' : 'text';
  }

  push(bytes: Uint8Array): Uint8Array {
    let text = this.held + latin1(bytes);
    let out = '';
    while (text !== '') {
      if (this.place === 'chunk') {
        const part = text.slice(0, this.left);
        out += this.ofBody(part);
        text = text.slice(part.length);
        this.left -= part.length;
        if (this.left === 0) this.place = 'behind';
        continue;
      }
      const end = text.indexOf('\n');
      if (end < 0 && text.length <= LONGEST) break;
      const line = end < 0 ? text : text.slice(0, end);
      text = text.slice(line.length + 1);
      out += this.line(line, end < 0 ? '' : '\n');
    }
    this.held = text;
    return bytesOf(out);
  }

  end(): Uint8Array {
    const rest = this.held + this.owed.told();
    this.held = '';
    return bytesOf(rest);
  }

  /** A line outside of chunks. */
  private line(line: string, lineBreak: string): string {
    if (this.place === 'behind' && line === '\r') {
      this.place = 'size';
      this.owed.add();
      return '';
    }
    const size = this.place === 'size' ? SIZE.exec(line) : null;
    if (size !== null && lineBreak !== '') {
      this.left = parseInt(size[1]!, 16);
      this.owed.add();
      if (this.left > 0) {
        this.place = 'chunk';
        return '';
      }
      this.place = this.bare ? 'size' : 'text';
      return this.owed.told();
    }
    if (this.bare && this.place === 'size' && line === '\r') return this.owed.told() + lineBreak;
    if (this.place !== 'text') {
      // No chunk: what was captured is not whole.
      this.place = 'text';
      this.announced = false;
    }
    if (HEADER.test(line)) this.announced = true;
    else if (line === '\r' && this.announced) {
      this.announced = false;
      this.place = 'size';
    }
    return this.owed.told() + line + lineBreak;
  }

  private ofBody(part: string): string {
    const at = part.indexOf('\n');
    return at < 0 ? part : part.slice(0, at) + this.owed.told() + part.slice(at);
  }
}
