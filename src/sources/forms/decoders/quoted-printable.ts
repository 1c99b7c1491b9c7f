/** Quoted-printable (RFC 2045, 6.7), as logs are in that came by mail: `=3D`, and `=` where a line was too long. */
import * as l10n from '@vscode/l10n';
import { reads, type Decoding, type Form } from '../form.js';
import { bytesOf, latin1 } from '../head.js';

/** Lines near one another that were too long for a mail: those of an event are. */
const SOFT_BREAKS = /(?:[^\r\n]{60,76}=\r?\n(?:[^\r\n]{0,76}\r?\n){0,3}){3}/;
/** Looked for first: without one, each place would be tried as the begin of 76 lengths. */
const SOFT_BREAK = /=\r?\n/;
const TOKEN = /=(?:([0-9A-F]{2})|\r?\n)|\n/gi;
const CUT = /=(?:\r|[0-9A-F])?$/i;

export const quotedPrintable: Form = {
  name: 'quoted-printable',
  words: () => l10n.t('quoted-printable'),
  fits: (head) => SOFT_BREAK.test(head.text) && SOFT_BREAKS.test(head.text) && reads(quotedPrintable, head),
  decoding: () => new Lines(),
};

/** Line breaks that only the mail has are told with the next one of the log's own. */
class Lines implements Decoding {
  private held = '';
  private owed = 0;

  push(bytes: Uint8Array): Uint8Array {
    const text = this.held + latin1(bytes);
    const whole = CUT.exec(text)?.index ?? text.length;
    this.held = text.slice(whole);
    return bytesOf(this.decoded(text.slice(0, whole)));
  }

  end(): Uint8Array {
    const rest = this.decoded(this.held) + '\n'.repeat(this.owed);
    this.held = '';
    this.owed = 0;
    return bytesOf(rest);
  }

  private decoded(text: string): string {
    return text.replace(TOKEN, (token, digits: string | undefined) => {
      if (digits !== undefined) return String.fromCharCode(parseInt(digits, 16));
      if (token !== '\n') this.owed++;
      const told = token === '\n' ? '\n'.repeat(1 + this.owed) : '';
      if (token === '\n') this.owed = 0;
      return told;
    });
  }
}
