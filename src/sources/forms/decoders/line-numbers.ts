/** Numbers in front of the lines: `cat -n`, `nl`, `less -N`, `grep -n` with the lines around, and what is copied from an editor. */
import * as l10n from '@vscode/l10n';
import { reads, type Form } from '../form.js';
import { lineWise } from '../line-wise.js';

const NUMBER = /^ {0,16}(\d{1,12})[\t :-]/;
/** Lines in a row whose numbers are looked at. */
const MOST = 40;
const FEWEST = 3;

/** Whether each line's number is one more than that of the line before: no numbers of an event's own are. */
function isCounted(text: string): boolean {
  const numbers = text
    .split('\n', MOST + 1)
    // The last one may be cut.
    .slice(0, -1)
    .map((line) => Number(NUMBER.exec(line)?.[1] ?? NaN));
  return numbers.length >= FEWEST && numbers.every((number, index) => number === numbers[0]! + index);
}

export const lineNumbers: Form = {
  name: 'with line numbers',
  words: () => l10n.t('with line numbers'),
  fits: (head) => isCounted(head.text) && reads(lineNumbers, head),
  decoding: () => lineWise((line) => line.replace(NUMBER, '')),
};
