/** Jupyter notebooks (nbformat 4): what a cell has printed is a list of lines, each a text of its own. */
import * as l10n from '@vscode/l10n';
import { reads, type Decoding, type Form } from '../form.js';
import { lineWise } from '../line-wise.js';
import { textOfString } from '../replacing.js';

const CELL = /"(?:cell_type|output_type)"\s?:\s?"/;
const LINE = /^\s{0,64}(?:"text(?:\/plain)?"\s?:\s?\[?\s?)?("(?:[^"\\]|\\.)*"),?\s?\]?,?\r?$/;
/** Lists of lines that nobody has printed. */
const OTHER = /^\s{0,64}"(?:source|traceback|tags|text\/html|image\/\w{1,16})"\s?:\s?\[/;
const END = /^\s{0,64}\],?\r?$/;

export const notebook: Form = {
  name: 'a notebook of Jupyter',
  words: () => l10n.t('a notebook of Jupyter'),
  fits: (head) => CELL.test(head.text) && reads(notebook, head),
  decoding: () => printed(),
};

function printed(): Decoding {
  let within = false;
  return lineWise((line) => {
    if (OTHER.test(line)) within = !line.includes(']');
    else if (END.test(line)) within = false;
    const json = within ? undefined : LINE.exec(line)?.[1];
    return json === undefined
      ? ''
      : textOfString(json)
          .replace(/\r?\n$/, '')
          .replaceAll('\n', '\r');
  });
}
