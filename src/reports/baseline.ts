/** What is expected of the sessions of a report. */
import * as l10n from '@vscode/l10n';
import { ExpectedUnreadable, readExpected, type ExpectedFile } from '../expected/expected-file.js';
import { expectedInLog, type ExpectedInLog } from '../expected/expected-in-log.js';
import type { LogReport } from '../sessions/log-report.js';

/** What a report says of its baseline. */
export interface Baseline extends ExpectedInLog {
  /** The file as it was named. */
  readonly path: string;
}

/** Why a baseline cannot be used. */
export class BaselineUnreadable extends Error {
  override readonly name = 'BaselineUnreadable';
}

/** What the text of the file at `path` expects. Throws {@link BaselineUnreadable}. */
export function expectedIn(path: string, text: string): ExpectedFile {
  try {
    return readExpected(text);
  } catch (error) {
    if (!(error instanceof ExpectedUnreadable)) throw error;
    throw new BaselineUnreadable(l10n.t('The baseline {0} cannot be used: {1}.', path, error.message));
  }
}

export const baselineOf = (path: string, { expected }: ExpectedFile, { sessions }: LogReport): Baseline => ({
  path,
  ...expectedInLog(sessions, expected),
});
