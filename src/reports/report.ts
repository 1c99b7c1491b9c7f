/** The forms a report can have, and how each is written. */
import type { Lives } from '../lives/lives.js';
import { selected, type Selection } from '../lives/selection.js';
import type { LogReport } from '../sessions/model.js';
import { formsOfFile } from '../sources/forms/beginning.js';
import { fileRanges, type Ranges } from '../sources/ranges.js';
import { csvReport } from './csv.js';
import { jsonReport } from './json.js';
import { livesCsv } from './lives-csv.js';
import { isHint } from './lives-rules.js';
import { livesText } from './lives-text.js';
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
}

/** Lives to be reported as well. */
export interface WantedLives {
  readonly lives: Lives;
  readonly selection: Selection;
}

/** The report in pieces, in the order they are to be written. */
export function written(
  format: Format,
  report: LogReport,
  writing: Writing,
  wanted: WantedLives | null = null,
): Iterable<string> | AsyncIterable<string> {
  const lives = wanted === null ? null : selected(wanted.lives, wanted.selection);
  switch (format) {
    case 'text':
      return wanted === null ? textReport(report, writing.colour) : livesText(report, wanted, writing.colour);
    case 'json':
      return jsonReport(report, lives);
    case 'csv':
      return lives === null ? csvReport(report) : livesCsv(lives, report);
    case 'sarif': {
      const files = writing.paths.map((path) => ({ path: path === '-' ? null : path, ranges: textOf(path) }));
      return sarifReport(report, files, writing.version, lives === null ? [] : [...lives].filter(isHint));
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
