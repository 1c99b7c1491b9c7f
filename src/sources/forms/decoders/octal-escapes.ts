/** Control characters as rsyslog writes them: an indented event on one line, its line breaks as `#012`. */
import * as l10n from '@vscode/l10n';
import { reads, type Form } from '../form.js';
import { replacing } from '../replacing.js';

const BREAK = /[{[,]#012/;
const ESCAPED = /#(?:01[1-5]|033\[[0-?]{0,64}[@-~])/g;
const CUT = /#(?:0(?:1|3(?:3(?:\[[0-?]{0,64})?)?)?)?$/;

export const octalEscapes: Form = {
  name: 'escapes of rsyslog',
  words: () => l10n.t('escapes of rsyslog'),
  fits: (head) => BREAK.test(head.text) && reads(octalEscapes, head),
  decoding: () => replacing(ESCAPED, CUT, (token) => (token.startsWith('#033') ? '' : ' ')),
};
