/** Writes a file of a file system without paths, which takes whole files only, from the memory of the extension host. */
import { l10n, workspace, type CancellationToken, type Uri } from 'vscode';
import { joined } from '../../sources/joined.js';

const MAX_WHOLE_FILE = 256 * 1024 * 1024;

/** See `writePieces()` in `write-pieces.ts`. */
export async function writeWhole(
  target: Uri,
  pieces: Iterable<string> | AsyncIterable<string>,
  cancelled: CancellationToken,
): Promise<boolean> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    const part = new TextEncoder().encode(piece);
    size += part.length;
    if (size > MAX_WHOLE_FILE)
      throw new Error(l10n.t('it is too large for files of "{0}". Choose a folder of this machine.', target.scheme));
    parts.push(part);
  }
  if (cancelled.isCancellationRequested) return false;
  await workspace.fs.writeFile(target, joined(parts));
  return true;
}
