/** The forms a report can have, and how each is written. */
import { readSync, openSync, closeSync } from 'node:fs';
import type { LogReport } from '../sessions/model.js';
import { isGzip } from '../sources/log-file.js';
import { fileRanges, type Ranges } from '../sources/ranges.js';
import { csvReport } from './csv.js';
import { jsonReport } from './json.js';
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

/** The report in pieces, in the order they are to be written. */
export function written(format: Format, report: LogReport, writing: Writing): Iterable<string> | AsyncIterable<string> {
  switch (format) {
    case 'text':
      return textReport(report, writing.colour);
    case 'json':
      return jsonReport(report);
    case 'csv':
      return csvReport(report);
    case 'sarif': {
      const files = writing.paths.map((path) => ({ path: path === '-' ? null : path, ranges: textOf(path) }));
      return sarifReport(report, files, writing.version);
    }
  }
}

/** The text of a log for finding columns, or null where it cannot be read at any place: a stream, or gzip. */
function textOf(path: string): Ranges | null {
  if (path === '-') return null;
  const file = openSync(path, 'r');
  try {
    const start = new Uint8Array(2);
    readSync(file, start, 0, 2, 0);
    return isGzip(start) ? null : fileRanges(path);
  } catch {
    // A pipe or device has no places.
    return null;
  } finally {
    closeSync(file);
  }
}
