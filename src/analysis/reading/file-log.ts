/** A log in a file. Node only. */
import type { FormState } from '../../sources/forms/form-search.js';
import { HEAD_BYTES } from '../../sources/forms/head-size.js';
import { fileRanges } from '../../sources/file-ranges.js';
import { formsOfFile } from '../../sources/forms-of-file.js';
import { GrowingFile, stampOfFile } from '../../sources/growing-file.js';
import { newReadState, readLog } from '../../sources/log-file.js';
import { decodedRanges } from '../../sources/ranges.js';
import { IN_NO_FILE, type LogBytes } from './log-bytes.js';

/** Looks at the file of a log. Throws LogUnreadable. */
export function fileLog(path: string): LogBytes {
  const file = new GrowingFile(path);
  const known = formsOfFile(path);
  return known.forms.length > 0 ? decodedFile(path) : plainFile(file, known);
}

function plainFile(file: GrowingFile, atFirst: FormState): LogBytes {
  let known = atFirst;
  let skippedProblem: string | null = null;
  return {
    name: file.path,
    get state() {
      const problem = file.problem ?? skippedProblem;
      return { ...known, read: file.position, size: file.size, problem };
    },
    ranges: fileRanges(file.path),
    get changedAt() {
      return file.changedAt;
    },
    file: file.path,
    skipTo(read, problem, atRest) {
      file.skipTo(read, atRest);
      skippedProblem = problem;
    },
    change() {
      const change = file.look();
      if (change !== 'grown' || (known.settled && file.position >= HEAD_BYTES)) return change;
      // As long as its head grows it may become anything.
      const before = known;
      known = formsOfFile(file.path);
      return known.forms.length > 0 || known.serverLines !== before.serverLines ? 'other' : change;
    },
    read: (from, _signal, room) => file.read(from, room),
  };
}

/**
 * A log whose text has to be decoded is read wholly each time, since what is added to it cannot be understood without all
 * that is in front of it.
 */
function decodedFile(path: string): LogBytes {
  const state = newReadState();
  const stamp = stampOfFile(path);
  return {
    name: path,
    state,
    ranges: decodedRanges(() => readLog(path, newReadState())),
    changedAt: null,
    ...IN_NO_FILE,
    change: () => (stampOfFile(path) === stamp ? 'none' : 'other'),
    read: (_from, signal) => readLog(path, state, { signal }),
  };
}
