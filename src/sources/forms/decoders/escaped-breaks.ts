/**
 * Events over several lines in a cell whose line breaks were escaped, while quotes were not: `mysql -e` and TSV, which double
 * the backslashes of JSON as well, and SQLite's `.dump`, which does not.
 */
import * as l10n from '@vscode/l10n';
import type { Decoding, Form } from '../form.js';
import { eventsIn, type Head } from '../head.js';
import { OPEN_BACKSLASH, replacing } from '../replacing.js';

const BREAK = /[{[,]\\n {0,32}(?:\{\\n {0,32})?"(?:emitter|type|timestamp|event|session_id)"/;
const ESCAPED = /\\(?:\\|([nrt]))/g;

/** Line breaks and tabs between the tokens of JSON are as good as blanks. */
const decodingOf = (doubled: boolean): Decoding =>
  replacing(ESCAPED, OPEN_BACKSLASH, (token, character?: string) => {
    if (character !== undefined) return ' ';
    return doubled ? '\\' : token;
  });

const eventsWith = (head: Head, doubled: boolean): number => eventsIn(decodingOf(doubled).push(head.bytes));

export const escapedBreaks: Form = {
  name: 'escaped line breaks',
  words: () => l10n.t('escaped line breaks'),
  fits: (head) => BREAK.test(head.text) && Math.max(eventsWith(head, true), eventsWith(head, false)) > head.events,
  decoding: (head) => decodingOf(eventsWith(head, true) >= eventsWith(head, false)),
};
