/** Tells a Janus log by its first bytes, whatever its name is. */
import type { TextDocument, Uri } from 'vscode';
import { textOfHead } from '../../sources/forms/beginning.js';
import { utf16 } from '../../sources/forms/decoders/utf16.js';
import { gunzip } from '../../sources/forms/gunzip.js';
import { isGzip } from '../../sources/forms/gzip.js';
import { eventsIn, HEAD_BYTES, latin1 } from '../../sources/forms/head.js';
import { joined } from '../../sources/joined.js';
import { firstBytes } from './first-bytes.js';

/** The form whose text is the same in an editor, which decodes it as well. */
const AS_SHOWN = utf16.name;

export interface LogHead {
  /** At least one Janus event is in it. */
  readonly janus: boolean;
  /** Its text is not what an editor would show: it has to be decoded, or NUL stands between the events. */
  readonly encoded: boolean;
  /** VS Code shows nothing of it: gzip, or NULs. */
  readonly binary: boolean;
}

/** Looks at the first 64 KiB of a file. Rejects when it cannot be read. */
export async function readHead(uri: Uri): Promise<LogHead> {
  const bytes = await firstBytes(uri);
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
  const head = decodedHead(new TextEncoder().encode(text.slice(0, HEAD_BYTES)));
  return { janus: holdsEvents(head.text), encoded: false, binary: false };
}

/** As much of the uncompressed beginning as the compressed bytes give, at most {@link HEAD_BYTES}. */
async function gunzipStart(compressed: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  // The head is cut from its file: what can be uncompressed is what there is.
  for await (const part of gunzip({ bytes: chunksOf(compressed), again: () => null }, () => undefined)) {
    parts.push(part);
    size += part.length;
    if (size >= HEAD_BYTES) break;
  }
  return joined(parts).subarray(0, HEAD_BYTES);
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Most of what is opened is no log: what does not speak of timestamps, in whatever encoding, is not looked at any further. */
function decodedHead(bytes: Uint8Array): ReturnType<typeof textOfHead> {
  return speaksOfTimestamps(bytes) ? textOfHead(bytes) : { text: bytes, forms: [] };
}

const speaksOfTimestamps = (bytes: Uint8Array): boolean => /timestamp/i.test(latin1(bytes).replaceAll('\0', ''));

const holdsEvents = (text: Uint8Array): boolean => speaksOfTimestamps(text) && eventsIn(text) > 0;
