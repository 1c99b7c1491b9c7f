/** JSON whose quotes are escaped without being inside a JSON string: dumps of MySQL, other languages, nginx' `\x22`. */
import * as l10n from '@vscode/l10n';
import { reads, type Form } from '../form.js';
import { replacing } from '../replacing.js';

const KEY = /(?:\\"|\\u0022|\\x22)(?:timestamp|emitter|session_id)(?:\\"|\\u0022|\\x22)/i;
/** A backslash in front of what it escapes. Numbers of other characters than ASCII stay: JSON knows them as well. */
const ESCAPED = /\\(?:u00([2-7][0-9a-fA-F])|x([0-9a-fA-F]{2})|(.))/g;
/** One that escapes what is still to come: the last of an odd number. */
const CUT = /(?<!\\)(?:\\\\)*\\(?:u(?:0(?:0(?:[2-7])?)?)?|x[0-9a-fA-F]?)?$/;
/** Line breaks and tabs between the tokens of JSON are as good as blanks; those inside strings are escaped twice. */
const BLANK = /[nrtbf0]/;

export const backslashes: Form = {
  name: 'backslashes',
  words: () => l10n.t('backslashes'),
  fits: (head) => KEY.test(head.text) && reads(backslashes, head),
  decoding: () =>
    replacing(ESCAPED, CUT, (token, code?: string, byte?: string, character?: string) => {
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      if (byte !== undefined) return byte < '20' ? ' ' : String.fromCharCode(parseInt(byte, 16));
      if (character === 'u') return token;
      return BLANK.test(character ?? '') ? ' ' : (character ?? '');
    }),
};
