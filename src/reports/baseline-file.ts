/** The file of expected findings that the command line reads and writes. Node only. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { LONGEST_FILE, NOTHING_EXPECTED, writtenExpected, type ExpectedFile } from '../expected/expected-file.js';
import { expectedOf } from '../expected/expected-finding.js';
import { expectedInLog, unexpectedIn } from '../expected/expected-in-log.js';
import type { LogReport } from '../sessions/log-report.js';
import { partOf } from '../sources/part-name.js';
import { BaselineUnreadable, expectedIn } from './baseline.js';

/** A file of expected findings; `reason`: it is to get those it does not have, for this reason. */
export interface WantedBaseline {
  readonly path: string;
  readonly reason: string | null;
}

/**
 * Reads the file; where one is to be written it may be missing. Throws {@link BaselineUnreadable}: before the logs are
 * read, which takes long.
 */
export function readBaseline({ path, reason }: WantedBaseline): ExpectedFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (reason !== null && (error as NodeJS.ErrnoException).code === 'ENOENT') return NOTHING_EXPECTED;
    throw new BaselineUnreadable(l10n.t('The baseline {0} cannot be read: {1}.', path, whyOf(error)));
  }
  return expectedIn(path, text);
}

/** The file with the report's silent endings that it does not have; in its place at once, or not at all. */
export function addToBaseline({ path, reason }: WantedBaseline, file: ExpectedFile, report: LogReport): ExpectedFile {
  const { of } = expectedInLog(report.sessions, file.expected);
  const missing = unexpectedIn(report.sessions, of);
  const added = missing.flatMap((index) => expectedOf(report.sessions.session(index), reason ?? '') ?? []);
  const grown = { ...file, expected: [...file.expected, ...added] };
  const text = writtenExpected(grown);
  if (text.length > LONGEST_FILE)
    throw new BaselineUnreadable(l10n.t('The baseline {0} would become too large.', path));
  const part = partOf(path);
  try {
    writeFileSync(part, text, { flag: 'wx' });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw new BaselineUnreadable(l10n.t('The baseline {0} cannot be written: {1}.', path, whyOf(error)));
  }
  return grown;
}

const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
