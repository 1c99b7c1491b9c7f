/**
 * What `journalctl -o export` writes: a line for each field of an entry, and its length in eight bytes in front of a text that
 * holds line breaks or control characters ("Journal Export Formats" of systemd).
 */
import * as l10n from '@vscode/l10n';
import { reads, type Form } from '../form.js';
import { lineWise } from '../line-wise.js';

const ENTRY = /^__REALTIME_TIMESTAMP=\d{1,20}$/m;
const MESSAGE = /^MESSAGE=/;
const FIELD = /^[A-Z_][A-Z0-9_]{0,63}(?:=|$)/;
/** A length, lowest byte first, which may be a line break itself. No message has a NUL. */
const LENGTH = /^[^\0]{0,3}\0{4,7}/;

export const journalExport: Form = {
  name: "journald's export",
  words: () => l10n.t("journald's export"),
  fits: (head) => ENTRY.test(head.text) && reads(journalExport, head),
  decoding: () =>
    lineWise((line) => {
      if (MESSAGE.test(line)) return line.replace(MESSAGE, '');
      return FIELD.test(line) ? '' : line.replace(LENGTH, '');
    }),
};
