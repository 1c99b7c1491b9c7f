/** Tells a Janus log by its first bytes, whatever its name is. */
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { FileType, workspace, type TextDocument, type Uri } from 'vscode';
import { textOfHead } from '../../sources/forms/beginning.js';
import { utf16 } from '../../sources/forms/decoders/utf16.js';
import { isGzip } from '../../sources/forms/gzip.js';
import { eventsIn, HEAD_BYTES, latin1 } from '../../sources/forms/head.js';

/** The form whose text is the same in an editor, which decodes it as well. */
const AS_SHOWN = utf16.name;
/** Virtual file systems give whole files only; a larger one is looked at when a command asks for it. */
const MAX_WHOLE_FILE = 64 * 1024 * 1024;

export interface LogHead {
  /** At least one Janus event is in it. */
  readonly janus: boolean;
  /** Its text is not what an editor would show: it has to be decoded, or NUL stands between the events. */
  readonly encoded: boolean;
  /** VS Code shows nothing of it: gzip, or NULs. */
  readonly binary: boolean;
}

/** When a file was changed last and how long it is: the same stamp, the same content. Null for what is no file. */
export async function stampOf(uri: Uri): Promise<string | null> {
  if (uri.scheme === 'file') {
    const status = await stat(uri.fsPath);
    return status.isFile() ? `${String(status.mtimeMs)}:${String(status.size)}` : null;
  }
  const status = await workspace.fs.stat(uri);
  return status.type & FileType.File ? `${String(status.mtime)}:${String(status.size)}` : null;
}

/** Looks at the first 64 KiB of a file. Rejects when it cannot be read. */
export async function readHead(uri: Uri): Promise<LogHead> {
  const bytes = uri.scheme === 'file' ? await readStart(uri.fsPath) : await readVirtual(uri);
  const gzip = isGzip(bytes);
  const { text, forms } = decodedHead(gzip ? await gunzipStart(bytes) : bytes);
  const binary = gzip || text.includes(0);
  return { janus: holdsEvents(text), encoded: binary || forms.some((form) => form !== AS_SHOWN), binary };
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
export function headOfDocument(document: TextDocument): LogHead {
  let text = '';
  for (let line = 0; line < document.lineCount && text.length < HEAD_BYTES; line++)
    text += `${document.lineAt(line).text}\n`;
  const head = decodedHead(Buffer.from(text.slice(0, HEAD_BYTES)));
  return { janus: holdsEvents(head.text), encoded: false, binary: false };
}

async function readStart(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readVirtual(uri: Uri): Promise<Buffer> {
  const { size } = await workspace.fs.stat(uri);
  if (size > MAX_WHOLE_FILE) return Buffer.alloc(0);
  return Buffer.from(await workspace.fs.readFile(uri)).subarray(0, HEAD_BYTES);
}

/** As much of the uncompressed beginning as the compressed bytes give, at most {@link HEAD_BYTES}. */
function gunzipStart(bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stream = createGunzip();
    const done = (): void => {
      resolve(Buffer.concat(chunks).subarray(0, HEAD_BYTES));
    };
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= HEAD_BYTES) stream.destroy();
    });
    // The head is cut from its file: what came before the error is what there is.
    stream.on('error', done);
    stream.on('close', done);
    stream.end(bytes);
  });
}

/** Most of what is opened is no log: what does not speak of timestamps, in whatever encoding, is not looked at any further. */
function decodedHead(bytes: Uint8Array): ReturnType<typeof textOfHead> {
  return speaksOfTimestamps(bytes) ? textOfHead(bytes) : { text: bytes, forms: [] };
}

const speaksOfTimestamps = (bytes: Uint8Array): boolean => /timestamp/i.test(latin1(bytes).replaceAll('\0', ''));

const holdsEvents = (text: Uint8Array): boolean => speaksOfTimestamps(text) && eventsIn(text) > 0;
