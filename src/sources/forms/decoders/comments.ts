/**
 * Comments in JSON, as people write them where they explain a log: `//` and `#` up to the end of a line, `<--`, and what
 * stands between the two marks of a block.
 */
import * as l10n from '@vscode/l10n';
import { readsMore, type Decoding, type Form } from '../form.js';
import { bytesOf, latin1 } from '../head.js';

const COMMENT = /[\s,{}[\]"](?:\/[/*]|#[ \t]|<--)/;
/** What begins a comment where something else ends; in the text of a URL nothing does. */
const BEGIN = /(?<=^|[\s,{}[\]"])(?:\/[/*]|#[ \t]|<--)|"/g;
/** A beginning at the end of the text that may go on, with what stands in front of it. */
const CUT = /[\s,{}[\]"](?:\/|#|<-?)?$/;
const IN_STRING = /["\n]|\\[^]?/g;

export const comments: Form = {
  name: 'comments in JSON',
  words: () => l10n.t('comments in JSON'),
  fits: (head) => COMMENT.test(head.text) && readsMore(comments, head),
  decoding: () => new WithoutComments(),
};

type Place = 'json' | 'string' | 'line' | 'block';

class WithoutComments implements Decoding {
  private place: Place = 'json';
  /** Where the piece begins that is being told. */
  private before: Place = 'json';
  /** A star was the last that came in a block. */
  private star = false;
  private held = '';
  /** A backslash ended the text of a string so far. */
  private escaped = false;

  push(bytes: Uint8Array): Uint8Array {
    const text = this.held + latin1(bytes);
    const cut = CUT.exec(text)?.index ?? text.length;
    this.held = text.slice(cut);
    return bytesOf(this.told(text.slice(0, cut), text));
  }

  end(): Uint8Array {
    const rest = this.told(this.held, this.held);
    this.held = '';
    return bytesOf(rest);
  }

  /** `whole`: the text with what follows it, as far as that has come. */
  private told(text: string, whole: string): string {
    let out = '';
    for (let at = 0; at < text.length;) {
      const end = this.endOf(text, whole, at);
      const piece = text.slice(at, end);
      out += this.before === 'json' || this.before === 'string' ? piece : piece.replace(/[^\r\n]/g, '');
      at = end;
    }
    return out;
  }

  /** Index behind what is of one kind; what follows is in `place`. */
  private endOf(text: string, whole: string, at: number): number {
    this.before = this.place;
    switch (this.place) {
      case 'json': {
        BEGIN.lastIndex = at;
        const found = BEGIN.exec(whole);
        if (found === null || found.index >= text.length) return text.length;
        if (found[0] === '"') {
          this.place = 'string';
          return found.index + 1;
        }
        this.place = found[0] === '/*' ? 'block' : 'line';
        return found.index;
      }
      case 'string':
        return this.endOfString(text, at);
      case 'line': {
        const end = text.indexOf('\n', at);
        if (end < 0) return text.length;
        this.place = 'json';
        return end;
      }
      case 'block':
        for (let i = at; i < text.length; i++) {
          if (text[i] === '/' && this.star) {
            this.star = false;
            this.place = 'json';
            return i + 1;
          }
          this.star = text[i] === '*';
        }
        return text.length;
    }
  }

  private endOfString(text: string, from: number): number {
    let at = from;
    if (this.escaped) {
      this.escaped = false;
      at++;
    }
    for (;;) {
      IN_STRING.lastIndex = at;
      const found = IN_STRING.exec(text);
      if (found === null) return text.length;
      at = found.index + found[0].length;
      if (found[0].startsWith('\\')) {
        this.escaped = found[0] === '\\';
        continue;
      }
      // Damage ends with its line: no string has a break.
      this.place = 'json';
      return at;
    }
  }
}
