/** The first bytes of a file, and what tells that it has changed. Node only: `first-bytes.web.ts` asks VS Code for all files. */
import { open, stat } from 'node:fs/promises';
import type { Uri } from 'vscode';
import { HEAD_BYTES } from '../../sources/forms/head-size.js';
import { firstBytesOfVirtual, stampOfVirtual } from './virtual-files.js';

/** When a file was changed last and how long it is: the same stamp, the same content. Null for what is no file. */
export async function stampOf(uri: Uri): Promise<string | null> {
  if (uri.scheme !== 'file') return stampOfVirtual(uri);
  const status = await stat(uri.fsPath);
  return status.isFile() ? `${String(status.mtimeMs)}:${String(status.size)}` : null;
}

/** At most {@link HEAD_BYTES}. Rejects when the file cannot be read. */
export async function firstBytes(uri: Uri): Promise<Uint8Array> {
  if (uri.scheme !== 'file') return firstBytesOfVirtual(uri);
  const file = await open(uri.fsPath, 'r');
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
