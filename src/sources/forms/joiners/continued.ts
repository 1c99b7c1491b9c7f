/** Lines that go on behind a backslash at their end: shells, `sed -n l`, C. */
import * as l10n from '@vscode/l10n';
import type { Decoding, Form } from '../form.js';
import { bytesOf, eventsIn, latin1 } from '../head.js';

const CONTINUED = /(?:[^\\]\\\r?\n[^\n]{1,4096}){2}/;
const TOKEN = /\\\r?\n|\n/g;
const CUT = /\\\r?$/;

export const continued: Form = {
  name: 'lines continued by backslashes',
  words: () => l10n.t('lines continued by backslashes'),
  fits: (head) => CONTINUED.test(head.text) && eventsIn(continued.decoding(head).push(head.bytes)) > head.events,
  decoding: () => new Lines(),
};

/** Breaks behind a backslash are told with the next one. */
class Lines implements Decoding {
  private held = '';
  private owed = 0;

  push(bytes: Uint8Array): Uint8Array {
    const text = this.held + latin1(bytes);
    const cut = CUT.exec(text)?.index ?? text.length;
    this.held = text.slice(cut);
    return bytesOf(this.joined(text.slice(0, cut)));
  }

  end(): Uint8Array {
    const rest = this.joined(this.held) + '\n'.repeat(this.owed);
    this.held = '';
    this.owed = 0;
    return bytesOf(rest);
  }

  private joined(text: string): string {
    return text.replace(TOKEN, (token) => {
      if (token !== '\n') {
        this.owed++;
        return '';
      }
      const breaks = '\n'.repeat(1 + this.owed);
      this.owed = 0;
      return breaks;
    });
  }
}
