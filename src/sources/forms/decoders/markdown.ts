/** What Markdown editors and chats escape outside of code: `"session\_id"`, which is no escape of JSON. */
import * as l10n from '@vscode/l10n';
import type { Form } from '../form.js';
import { OPEN_BACKSLASH, replacing } from '../replacing.js';

const KEY = /"(?:session|handle|opaque)\\_id"/;
/** A backslash in front of punctuation, or of a backslash, which stays. */
const ESCAPED = /\\(?:\\|([_*[\]<>#~|{}()!.+`-]))/g;

export const markdown: Form = {
  name: 'escapes of Markdown',
  words: () => l10n.t('escapes of Markdown'),
  fits: (head) => KEY.test(head.text),
  decoding: () => replacing(ESCAPED, OPEN_BACKSLASH, (token, character?: string) => character ?? token),
};
