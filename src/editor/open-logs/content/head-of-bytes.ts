/** Looks for Janus events in the beginning of a file. */
import { textOfHead } from '../../../sources/forms/beginning.js';
import { utf16 } from '../../../sources/forms/decoders/utf16.js';
import { gunzip } from '../../../sources/forms/gunzip.js';
import { isGzip } from '../../../sources/forms/gzip.js';
import { eventsIn } from '../../../sources/forms/head.js';
import { HEAD_BYTES } from '../../../sources/forms/head-size.js';
import { joined } from '../../../sources/joined.js';
import { bytesSpeakOfTimestamps } from './may-be-log.js';

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

/** Of the first bytes of a file, at most {@link HEAD_BYTES}. */
export async function headOfFile(bytes: Uint8Array): Promise<LogHead> {
  const gzip = isGzip(bytes);
  const { text, forms } = decodedHead(gzip ? await gunzipStart(bytes) : bytes);
  const binary = gzip || text.includes(0);
  return { janus: holdsEvents(text), encoded: binary || forms.some((form) => form !== AS_SHOWN), binary };
}

/** Of the first characters of a document, which an editor shows as they are. */
export function headOfText(text: string): LogHead {
  const head = decodedHead(new TextEncoder().encode(text));
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

function decodedHead(bytes: Uint8Array): ReturnType<typeof textOfHead> {
  return bytesSpeakOfTimestamps(bytes) ? textOfHead(bytes) : { text: bytes, forms: [] };
}

const holdsEvents = (text: Uint8Array): boolean => bytesSpeakOfTimestamps(text) && eventsIn(text) > 0;
