/** Reports of all formats, of files. Node only. */
import { selected } from '../lives/selection.js';
import type { LogReport } from '../sessions/log-report.js';
import type { Baseline } from './baseline.js';
import { fileReport } from './file-report.js';
import type { Format } from './formats.js';
import { livesText, type WantedLives } from './lives-text.js';
import { reportedFile } from './reported-file.js';
import { textReport } from './text.js';

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
  { paths, version, colour, baseline = null }: Writing,
  wanted: WantedLives | null = null,
): Iterable<string> | AsyncIterable<string> {
  if (format === 'text')
    return wanted === null ? textReport(report, colour, baseline) : livesText(report, wanted, colour, baseline);
  const files = (): ReturnType<typeof reportedFile>[] => paths.map(reportedFile);
  const lives = wanted === null ? null : selected(wanted.lives, wanted.selection);
  return fileReport(format, report, { files, version, baseline }, lives);
}
