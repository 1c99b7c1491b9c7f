/** Tells a Janus log by its first bytes, whatever its name is. */
import type { TextDocument, Uri } from 'vscode';
import { isGzip } from '../../../sources/forms/gzip.js';
import { HEAD_BYTES } from '../../../sources/forms/head-size.js';
import { firstBytes } from '../first-bytes.js';
import { content } from './content-at-hand.js';
import type { LogHead } from './head-of-bytes.js';
import { bytesSpeakOfTimestamps, speaksOfTimestamps } from './may-be-log.js';

export type { LogHead } from './head-of-bytes.js';

/** Looks at the first 64 KiB of a file. Rejects when it cannot be read. */
export async function readHead(uri: Uri): Promise<LogHead> {
  const bytes = await firstBytes(uri);
  if (!isGzip(bytes) && !bytesSpeakOfTimestamps(bytes)) {
    const binary = bytes.includes(0);
    return { janus: false, encoded: binary, binary };
  }
  return (await content()).headOfFile(bytes);
}

/** Whether a file's bytes are not the text that an editor would show. */
export async function isEncoded(source: Uri): Promise<boolean> {
  if (source.scheme === 'untitled') return false;
  try {
    return (await readHead(source)).encoded;
  } catch {
    // Reading the log fails for the same reason and says it in words.
    return false;
  }
}

/** The same for a document that is not on disk as it is shown. */
export async function headOfDocument(document: TextDocument): Promise<LogHead> {
  let text = '';
  for (let line = 0; line < document.lineCount && text.length < HEAD_BYTES; line++)
    text += `${document.lineAt(line).text}\n`;
  const head = text.slice(0, HEAD_BYTES);
  if (!speaksOfTimestamps(head)) return { janus: false, encoded: false, binary: false };
  return (await content()).headOfText(head);
}
