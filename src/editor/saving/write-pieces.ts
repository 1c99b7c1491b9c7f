/** Writes a file piece by piece. Node only: `write-pieces.web.ts` writes all files as a whole. */
import { open } from 'node:fs/promises';
import type { CancellationToken, Uri } from 'vscode';
import { replaceWhole } from './replace-whole.js';
import { writeWhole } from './write-whole.js';

/** False: cancelled. */
export const writePieces = (
  target: Uri,
  pieces: AsyncIterable<string>,
  cancelled: CancellationToken,
): Promise<boolean> =>
  target.scheme === 'file' ? toFile(target.fsPath, pieces, cancelled) : writeWhole(target, pieces, cancelled);

const toFile = (path: string, pieces: AsyncIterable<string>, cancelled: CancellationToken): Promise<boolean> =>
  replaceWhole(path, async (part) => {
    const file = await open(part, 'w');
    try {
      for await (const piece of pieces) await file.write(piece);
    } finally {
      await file.close();
    }
    return !cancelled.isCancellationRequested;
  });
