/** The file of a log as reports name it. Node only. */
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileRanges } from '../sources/file-ranges.js';
import { formsOfFile } from '../sources/forms-of-file.js';
import type { Ranges } from '../sources/ranges.js';
import type { ReportedFile } from './sarif.js';

/** `path` as it was given; `-` is standard input, which has no place. */
export const reportedFile = (path: string): ReportedFile =>
  path === '-' ? { uri: null, ranges: null } : { uri: uriOf(path), ranges: textOf(path) };

/** Relative as it was given, `file:` for an absolute path. */
const uriOf = (path: string): string =>
  isAbsolute(path) ? pathToFileURL(path).href : path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');

/** The text of a log for finding columns, or null where it cannot be read at any place: a stream, or text to be decoded. */
function textOf(path: string): Ranges | null {
  try {
    return formsOfFile(path).forms.length > 0 ? null : fileRanges(path);
  } catch {
    // A pipe or device has no places.
    return null;
  }
}
