/** Lines that go on behind a backslash at their end: shells, `sed -n l`, C. */
import * as l10n from '@vscode/l10n';
import { readsMore, type Form } from '../form.js';
import { OwedBreaks } from '../owed-breaks.js';
import { replacing } from '../replacing.js';

const CONTINUED = /(?:[^\\]\\\r?\n[^\n]{1,4096}){2}/;
const TOKEN = /\\\r?\n|\n/g;
const CUT = /\\\r?$/;

export const continued: Form = {
  name: 'lines continued by backslashes',
  words: () => l10n.t('lines continued by backslashes'),
  fits: (head) => CONTINUED.test(head.text) && readsMore(continued, head),
  decoding: () => {
    const owed = new OwedBreaks();
    const replace = (token: string): string => {
      if (token === '\n') return token + owed.told();
      owed.add();
      return '';
    };
    return replacing(TOKEN, CUT, replace, () => owed.told());
  },
};
