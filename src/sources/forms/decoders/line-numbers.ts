/** Numbers in front of the lines: `cat -n`, `nl`, `less -N`, `grep -n` with the lines around, and what is copied from an editor. */
import * as l10n from '@vscode/l10n';
import { reads, type Decoding, type Form } from '../form.js';
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

const ALONE = /^ {0,16}(\d{1,12})\r?$/;

/** Whether every other line is a number, which counts them: so pages are copied whose lines have their numbers beside them. */
function alternate(text: string): boolean {
  const numbers = text
    .split('\n', 2 * MOST)
    .slice(0, -1)
    .filter((_, index) => index % 2 === 0)
    .map((line) => Number(ALONE.exec(line)?.[1] ?? NaN));
  return numbers.length >= FEWEST && numbers.every((number, index) => number === numbers[0]! + index);
}

function withoutEveryOther(): Decoding {
  let odd = false;
  return lineWise((line) => {
    odd = !odd;
    return odd && ALONE.test(line) ? '' : line;
  });
}

export const lineNumbers: Form = {
  name: 'with line numbers',
  words: () => l10n.t('with line numbers'),
  fits: (head) => (isCounted(head.text) || alternate(head.text)) && reads(lineNumbers, head),
  decoding: (head) => (alternate(head.text) ? withoutEveryOther() : lineWise((line) => line.replace(NUMBER, ''))),
};
