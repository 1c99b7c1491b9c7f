/** Quoted-printable (RFC 2045, 6.7), as logs are in that came by mail: `=3D`, and `=` where a line was too long. */
import * as l10n from '@vscode/l10n';
import { reads, type Form } from '../form.js';
import { OwedBreaks } from '../owed-breaks.js';
import { replacing } from '../replacing.js';

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
  decoding: () => {
    const owed = new OwedBreaks();
    const replace = (token: string, digits?: string): string => {
      if (digits !== undefined) return String.fromCharCode(parseInt(digits, 16));
      if (token === '\n') return token + owed.told();
      owed.add();
      return '';
    };
    return replacing(TOKEN, CUT, replace, () => owed.told());
  },
};
