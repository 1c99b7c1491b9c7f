/** Quotes and blanks as word processors, mail programs, chats and wikis set them: `“emitter”`, blanks that do not break. */
import * as l10n from '@vscode/l10n';
import { reads, type Form } from '../form.js';
import { replacing } from '../replacing.js';

/** In UTF-8: U+201C to U+201F; the blank U+00A0; U+200B, U+2060 and U+FEFF, which have no width. */
const KEY =
  /(?:\xe2\x80[\x9c-\x9f]|(?:\xc2\xa0|\xe2\x80\x8b|\xe2\x81\xa0|\xef\xbb\xbf)")(?:timestamp|emitter|session_id)/;
const CHARACTER = /\xe2\x80[\x9c-\x9f]|\xc2\xa0|\xe2\x80\x8b|\xe2\x81\xa0|\xef\xbb\xbf/g;
const QUOTE = /\xe2\x80[\x9c-\x9f]/;
const CUT = /\xe2[\x80\x81]?$|\xc2$|\xef\xbb?$/;

export const typography: Form = {
  name: 'typographic quotes or blanks',
  words: () => l10n.t('typographic quotes or blanks'),
  fits: (head) => KEY.test(head.text) && reads(typography, head),
  decoding: () =>
    replacing(CHARACTER, CUT, (character) => (character === '\xc2\xa0' ? ' ' : QUOTE.test(character) ? '"' : '')),
};
