/** The forms a report can have, and how each is written. */
import { selected } from '../lives/selection.js';
import type { LogReport } from '../sessions/log-report.js';
import { fileRanges } from '../sources/file-ranges.js';
import { formsOfFile } from '../sources/forms-of-file.js';
import type { Ranges } from '../sources/ranges.js';
import type { Baseline } from './baseline.js';
import { csvReport } from './csv.js';
import { jsonReport } from './json.js';
import { livesCsv } from './lives-csv.js';
import { isHint } from './lives-rules.js';
import { livesText, type WantedLives } from './lives-text.js';
import { sarifReport } from './sarif.js';
import { textReport } from './text.js';

export const FORMATS = ['text', 'json', 'sarif', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

export const isFormat = (text: string): text is Format => (FORMATS as readonly string[]).includes(text);

/** What the report is about besides its content. */
export interface Writing {
  /** The files of the report's logs in its order; `-` is standard input. */
  readonly paths: readonly string[];
  readonly version: string;
  readonly colour: boolean;
  /** Which silent endings are expected; null: nobody has said. */
  readonly baseline?: Baseline | null;
}

/** The report in pieces, in the order they are to be written. */
export function written(
  format: Format,
  report: LogReport,
  writing: Writing,
  wanted: WantedLives | null = null,
): Iterable<string> | AsyncIterable<string> {
  const lives = wanted === null ? null : selected(wanted.lives, wanted.selection);
  const baseline = writing.baseline ?? null;
  switch (format) {
    case 'text':
      return wanted === null
        ? textReport(report, writing.colour, baseline)
        : livesText(report, wanted, writing.colour, baseline);
    case 'json':
      return jsonReport(report, lives, baseline);
    case 'csv':
      return lives === null ? csvReport(report, baseline) : livesCsv(lives, report);
    case 'sarif': {
      const files = writing.paths.map((path) => ({ path: path === '-' ? null : path, ranges: textOf(path) }));
      return sarifReport(report, files, writing.version, lives === null ? [] : [...lives].filter(isHint), baseline);
    }
  }
}

/** The text of a log for finding columns, or null where it cannot be read at any place: a stream, or text to be decoded. */
function textOf(path: string): Ranges | null {
  if (path === '-') return null;
  try {
    return formsOfFile(path).forms.length > 0 ? null : fileRanges(path);
  } catch {
    // A pipe or device has no places.
    return null;
  }
}
