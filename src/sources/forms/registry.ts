/** The forms that are known. One log can be in several, one inside the other: each is looked for again after each. */
import { backslashes } from './decoders/backslashes.js';
import { colours } from './decoders/colours.js';
import { comments } from './decoders/comments.js';
import { diff } from './decoders/diff.js';
import { escapedBreaks } from './decoders/escaped-breaks.js';
import { htmlEntities } from './decoders/html-entities.js';
import { journalExport } from './decoders/journal-export.js';
import { lineNumbers } from './decoders/line-numbers.js';
import { markdown } from './decoders/markdown.js';
import { mongoShell } from './decoders/mongo-shell.js';
import { notebook } from './decoders/notebook.js';
import { octalEscapes } from './decoders/octal-escapes.js';
import { psql } from './decoders/psql.js';
import { quotedCells } from './decoders/quoted-cells.js';
import { quotedPrintable } from './decoders/quoted-printable.js';
import { rtf } from './decoders/rtf.js';
import { rubyHashes } from './decoders/ruby-hashes.js';
import { shownEnds } from './decoders/shown-ends.js';
import { sqlInserts } from './decoders/sql-inserts.js';
import { table } from './decoders/table.js';
import { verticalRows } from './decoders/vertical-rows.js';
import { trailingCommas } from './decoders/trailing-commas.js';
import { typography } from './decoders/typography.js';
import { utf16 } from './decoders/utf16.js';
import type { Form } from './form.js';
import type { Head } from './head.js';
import { asciicast } from './joiners/asciicast.js';
import { bat } from './joiners/bat.js';
import { chunked } from './joiners/chunked.js';
import { continued } from './joiners/continued.js';
import { cri } from './joiners/cri.js';
import { newestFirst } from './joiners/newest-first.js';
import { records } from './joiners/records.js';
import { services } from './joiners/services.js';
import { stampedParts } from './joiners/stamped-parts.js';
import { wrapped } from './joiners/wrapped.js';

/** In the order in which they are tried: what can be told for certain first. */
const FORMS: readonly Form[] = [
  utf16,
  rtf,
  asciicast,
  chunked,
  journalExport,
  quotedPrintable,
  diff,
  lineNumbers,
  bat,
  continued,
  shownEnds,
  psql,
  wrapped,
  cri,
  rubyHashes,
  notebook,
  records,
  stampedParts,
  services,
  newestFirst,
  colours,
  htmlEntities,
  typography,
  markdown,
  table,
  sqlInserts,
  verticalRows,
  quotedCells,
  octalEscapes,
  mongoShell,
  comments,
  trailingCommas,
  escapedBreaks,
  backslashes,
];

/** What a form is called, by its name, in the language of the moment. */
export const formWords = (name: string): string => FORMS.find((form) => form.name === name)?.words?.() ?? name;

/** The form of a log that begins so, besides those that it was found to be in already; null for none. */
export const formOf = (head: Head, known: readonly string[]): Form | null =>
  FORMS.find((form) => !known.includes(form.name) && form.fits(head)) ?? null;
