import { workspace, type Uri } from 'vscode';
import { newReadState, readBytes } from '../../../sources/log-text.js';

/** See `textOf()` in `text-of.ts`. */
export async function* textOfVirtual(source: Uri): AsyncGenerator<Uint8Array> {
  yield* readBytes(await workspace.fs.readFile(source), newReadState());
}
