import { gunzipSync } from 'node:zlib';
import { workspace, type Uri } from 'vscode';
import type { LogSource } from '../analysis/api.js';
import { nameOf } from './log-uris.js';

/** Where the worker gets the log's bytes: unsaved edits come first, then the file itself. */
export async function logSource(source: Uri): Promise<LogSource> {
  const key = source.toString();
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === key);
  if (document && (document.isDirty || document.isUntitled))
    return { kind: 'bytes', name: nameOf(source), bytes: new TextEncoder().encode(document.getText()) };
  if (source.scheme === 'file') return { kind: 'file', path: source.fsPath };
  return { kind: 'bytes', name: nameOf(source), bytes: gunzipBytes(await workspace.fs.readFile(source)) };
}

/** A whole file's bytes, uncompressed if they are gzip. Throws for damaged gzip. */
export function gunzipBytes(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}
