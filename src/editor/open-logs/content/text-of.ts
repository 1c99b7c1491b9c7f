/** The text of a log in a file, its forms taken off. Node only: `text-of.web.ts` reads all files as virtual ones. */
import { type Uri } from 'vscode';
import { newReadState, readLog } from '../../../sources/log-file.js';
import { isOnDisk } from '../on-disk.js';
import { textOfVirtual } from './text-of-virtual.js';

/** In chunks that are valid until the next one. Throws what says why the file cannot be read. */
export const textOf = (source: Uri): AsyncGenerator<Uint8Array> =>
  isOnDisk(source) ? readLog(source.fsPath, newReadState()) : textOfVirtual(source);
