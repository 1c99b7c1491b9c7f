/** Quotes and blanks as word processors, mail programs, chats and wikis set them: `“emitter”`, blanks that do not break. */
import * as l10n from '@vscode/l10n';
import { reads, type Form } from '../form.js';
import { replacing } from '../replacing.js';

/** In UTF-8: U+201C to U+201F; the blank U+00A0, and U+200B, which has no width. */
const KEY = /(?:\xe2\x80[\x9c-\x9f]|\xc2\xa0")(?:timestamp|emitter|session_id)/;
const CHARACTER = /\xe2\x80(?:[\x9c-\x9f]|\x8b)|\xc2\xa0/g;
const CUT = /\xe2\x80?$|\xc2$/;

export const typography: Form = {
  name: 'typographic quotes or blanks',
  words: () => l10n.t('typographic quotes or blanks'),
  fits: (head) => KEY.test(head.text) && reads(typography, head),
  decoding: () =>
    replacing(CHARACTER, CUT, (character) => (character === '\xc2\xa0' ? ' ' : character.endsWith('\x8b') ? '' : '"')),
};
