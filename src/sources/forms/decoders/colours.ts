/** Colours of a terminal inside JSON: `jq -C`, consoles of Node and Python, loggers that print for people. */
import * as l10n from '@vscode/l10n';
import { reads, type Form } from '../form.js';
import { replacing } from '../replacing.js';

/** Control sequences (ECMA-48, 5.4), and the titles and links of terminals. */
/* eslint-disable no-control-regex -- control sequences are what is looked for */
const SEQUENCE = /\x1b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\x07\x1b\r\n]{0,256}(?:\x07|\x1b\\))/g;
const CUT = /\x1b(?:\[[0-?]{0,64}[ -/]{0,8}|\][^\x07\x1b\r\n]{0,256}\x1b?)?$/;
/** Not every byte of that number is one's beginning: there are such in pictures and archives. */
const COLOUR = /\x1b\[[0-9;]{0,32}[mK]/;

export const colours: Form = {
  name: 'colours of a terminal',
  words: () => l10n.t('colours of a terminal'),
  fits: (head) => COLOUR.test(head.text) && reads(colours, head),
  decoding: () => replacing(SEQUENCE, CUT, () => ''),
};
