/**
 * Colours of a terminal inside JSON: `jq -C`, consoles of Node and Python, loggers that print for people. Where they were
 * copied or logged on the way, they may have become other characters: `^[[34m`, `#033[34m`, `[34m`.
 */
import * as l10n from '@vscode/l10n';
import { reads, type Form } from '../form.js';
import type { Head } from '../head.js';
import { replacing, utf8 } from '../replacing.js';

/* eslint-disable no-control-regex -- control sequences are what is looked for */
/** Control sequences (ECMA-48, 5.4), and the titles and links of terminals. */
const SEQUENCE = /\x1b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\x07\x1b\r\n]{0,256}(?:\x07|\x1b\\))/g;
const CUT = /\x1b(?:\[[0-?]{0,64}[ -/]{0,8}|\][^\x07\x1b\r\n]{0,256}\x1b?)?$/;
/** Not every byte of that number is one's beginning: there are such in pictures and archives. */
const COLOUR = /\x1b\[[0-9;]{0,32}[mK]/;

/** How the first character of a sequence is shown: by `cat -v`, rsyslog, consoles, one that does not know it, not at all. */
const SHOWN = ['^[', '#033', '\\033', '\\x1b', utf8('\u241b'), utf8('\ufffd'), ''];
const WRITTEN = SHOWN.map((begin) => {
  const characters = Array.from(`${begin}[`, (character) => character.replace(/[\\^$[]/g, '\\$&'));
  // From the last one on backwards: whatever the end of the text leaves of them.
  const cut = characters.reduceRight((rest, character) => `${character}(?:${rest})?`, '[0-9;]{1,32}');
  return {
    colour: new RegExp(`${characters.join('')}[0-9;]{0,32}m`),
    sequence: new RegExp(`${characters.join('')}[0-9;]{0,32}[mK]`, 'g'),
    cut: new RegExp(`${cut}$`),
  };
});

/** How the log's colours are written. */
function writtenIn({ text }: Head): { readonly sequence: RegExp; readonly cut: RegExp } | undefined {
  return COLOUR.test(text) ? { sequence: SEQUENCE, cut: CUT } : WRITTEN.find(({ colour }) => colour.test(text));
}

export const colours: Form = {
  name: 'colours of a terminal',
  words: () => l10n.t('colours of a terminal'),
  fits: (head) => writtenIn(head) !== undefined && reads(colours, head),
  decoding(head) {
    const { sequence, cut } = writtenIn(head) ?? { sequence: SEQUENCE, cut: CUT };
    return replacing(sequence, cut, () => '');
  },
};
