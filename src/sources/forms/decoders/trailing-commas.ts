/** A comma behind the last member or element: JSON as people and other languages write it, `{"type": 1,}`. */
import * as l10n from '@vscode/l10n';
import { reads, type Decoding, type Form } from '../form.js';
import { bytesOf, latin1 } from '../head.js';

const TRAILING = /,\s{0,64}[}\]]/;
/** What means something outside of a string, behind a comma, and inside of a string. */
const OUTSIDE = /[",]/g;
const BEHIND_COMMA = /\S/g;
const INSIDE = /["\n]|\\[^]?/g;
/** Blanks behind a comma that wait. */
const MOST_HELD = 4096;

export const trailingCommas: Form = {
  name: 'commas behind last members',
  words: () => l10n.t('commas behind last members'),
  fits: (head) => TRAILING.test(head.text) && reads(trailingCommas, head),
  decoding: () => new Members(),
};

class Members implements Decoding {
  private quoted = false;
  /** A backslash ended the text so far. */
  private escaped = false;
  /** A comma and the blanks behind it, where it is not yet known what follows. */
  private held = '';

  push(bytes: Uint8Array): Uint8Array {
    const text = latin1(bytes);
    let out = '';
    let from = 0;
    let at = this.escaped && text.length > 0 ? 1 : 0;
    if (at > 0) this.escaped = false;
    for (;;) {
      const stop = this.quoted ? INSIDE : this.held === '' ? OUTSIDE : BEHIND_COMMA;
      stop.lastIndex = at;
      const found = stop.exec(text);
      if (found === null) break;
      const [token] = found;
      at = found.index + token.length;
      if (this.quoted) {
        this.escaped = token === '\\';
        // Damage ends with its line: no string has a break.
        this.quoted = token.startsWith('\\');
        continue;
      }
      out += this.told(text.slice(from, found.index), token);
      from = found.index;
      if (token === ',') {
        this.held = ',';
        from = at;
      }
      this.quoted = token === '"';
    }
    const rest = text.slice(from);
    if (this.held === '') return bytesOf(out + rest);
    this.held += rest;
    return bytesOf(this.held.length > MOST_HELD ? out + this.told('', '') : out);
  }

  end(): Uint8Array {
    return bytesOf(this.told('', ''));
  }

  /** What is told of the text up to the next token, without a comma that nothing follows. */
  private told(text: string, next: string): string {
    const all = this.held + text;
    const isLast = this.held !== '' && (next === '}' || next === ']');
    this.held = '';
    return isLast ? all.slice(1) : all;
  }
}
