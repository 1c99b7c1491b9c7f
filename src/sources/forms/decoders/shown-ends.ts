/** Ends of lines, tabs and carriage returns as `cat -A`, `cat -e` and `sed -n l` show them: `$`, `^I`, `^M`. */
import * as l10n from '@vscode/l10n';
import { reads, type Form } from '../form.js';
import { lineWise } from '../line-wise.js';

const END = /(?:\^M|\\r)?\$\r?$/;
const TABS = /^(?:(?:\^I|\\t)+)/;
/** Lines that are looked at. */
const MOST = 40;

/** Whether every line has its end shown. */
function areShown(text: string): boolean {
  const lines = text.split('\n', MOST + 1);
  // The last one may be cut.
  return lines.length > 1 && lines.slice(0, -1).every((line) => END.test(line));
}

export const shownEnds: Form = {
  name: 'ends of lines shown',
  words: () => l10n.t('ends of lines shown'),
  fits: (head) => areShown(head.text) && reads(shownEnds, head),
  decoding: () => lineWise((line) => line.replace(END, '').replace(TABS, '')),
};
