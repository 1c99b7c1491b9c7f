/** Files of file systems without paths, which are read as a whole. */
import { FileType, workspace, type Uri } from 'vscode';
import { HEAD_BYTES } from '../../sources/forms/head-size.js';

/** A larger file is looked at when a command asks for it. */
const MAX_WHOLE_FILE = 64 * 1024 * 1024;

/** See `stampOf()` in `first-bytes.ts`. */
export async function stampOfVirtual(uri: Uri): Promise<string | null> {
  const status = await workspace.fs.stat(uri);
  return status.type & FileType.File ? `${String(status.mtime)}:${String(status.size)}` : null;
}

/** See `firstBytes()` in `first-bytes.ts`. */
export async function firstBytesOfVirtual(uri: Uri): Promise<Uint8Array> {
  const { size } = await workspace.fs.stat(uri);
  if (size > MAX_WHOLE_FILE) return new Uint8Array(0);
  return (await workspace.fs.readFile(uri)).subarray(0, HEAD_BYTES);
}
