/** The forms that are known. One log can be in several, one inside the other: each is looked for again after each. */
import { backslashes } from './decoders/backslashes.js';
import { colours } from './decoders/colours.js';
import { htmlEntities } from './decoders/html-entities.js';
import { mongoShell } from './decoders/mongo-shell.js';
import { octalEscapes } from './decoders/octal-escapes.js';
import { quotedCells } from './decoders/quoted-cells.js';
import { rubyHashes } from './decoders/ruby-hashes.js';
import { table } from './decoders/table.js';
import { typography } from './decoders/typography.js';
import { utf16 } from './decoders/utf16.js';
import type { Form } from './form.js';
import type { Head } from './head.js';
import { cri } from './joiners/cri.js';
import { newestFirst } from './joiners/newest-first.js';
import { records } from './joiners/records.js';
import { services } from './joiners/services.js';
import { stampedParts } from './joiners/stamped-parts.js';

/** In the order in which they are tried: what can be told for certain first. */
const FORMS: readonly Form[] = [
  utf16,
  cri,
  rubyHashes,
  records,
  stampedParts,
  services,
  newestFirst,
  colours,
  htmlEntities,
  typography,
  table,
  quotedCells,
  octalEscapes,
  mongoShell,
  backslashes,
];

/** The form of a log that begins so, besides those that it was found to be in already; null for none. */
export const formOf = (head: Head, known: readonly string[]): Form | null =>
  FORMS.find((form) => !known.includes(form.name) && form.fits(head)) ?? null;
