/** What `diff -u` and `git diff` tell of a log: the lines of the newer one are read; of one that was deleted the older. */
import * as l10n from '@vscode/l10n';
import { reads, type Form } from '../form.js';
import type { Head } from '../head.js';
import { lineWise } from '../line-wise.js';

const HUNK = /^@@ -\d{1,12}(?:,\d{1,12})? \+\d{1,12}(?:,(\d{1,12}))? @@/m;
/** Lines of the newer log, or of both; and of the older. */
const NEWER = /^[+ ]/;
const OLDER = /^[- ]/;
const HEADING = /^(?:\+\+\+|---) /;
/** What stands between hunks, and the lines of the other log. A text that goes on behind a diff has none of it. */
const NO_LINE = /^(?:[-+\\]|@@ |diff |index |old mode |new |deleted |rename |copy |similarity |dissimilarity |Binary )/;
/** Lines in a row that are looked at where no heading is: what was copied out of a diff. */
const MOST = 200;
const FEWEST = 3;

type Undone = (line: string) => string;

/** Lines of the log without their mark; of those of the diff itself and of the other log nothing. */
const ofHunk =
  (own: RegExp): Undone =>
  (line) => {
    if (own.test(line) && !HEADING.test(line)) return line.slice(1);
    return NO_LINE.test(line) ? '' : line;
  };

/** Lines that were copied out of a diff. Where some have no mark it may be none, and they are left as they are. */
const marked =
  (mark: string): Undone =>
  (line) =>
    line.startsWith(mark) && !HEADING.test(line) ? line.slice(1) : line;

/** What is made of each line; null where it is no diff. */
function undoneBy({ text }: Head): Undone | null {
  const hunk = HUNK.exec(text);
  if (hunk !== null) return ofHunk(hunk[1] === '0' ? OLDER : NEWER);
  const lines = text
    .split('\n', MOST + 1)
    .slice(0, -1)
    .filter((line) => !/^(?:```.*)?\r?$/.test(line));
  if (lines.length < FEWEST) return null;
  const mark = ['+', '-'].find((one) => lines.every((line) => line.startsWith(one)));
  return mark === undefined ? null : marked(mark);
}

export const diff: Form = {
  name: 'a diff',
  words: () => l10n.t('a diff'),
  fits: (head) => undoneBy(head) !== null && reads(diff, head),
  decoding: (head) => lineWise(undoneBy(head) ?? ofHunk(NEWER)),
};
