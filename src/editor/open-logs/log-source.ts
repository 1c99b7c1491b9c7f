import { l10n, workspace, type TextDocument, type Uri } from 'vscode';
import type { LogSource } from '../../analysis/requests/api.js';
import { size } from '../../words/numbers.js';
import { joined } from '../../sources/joined.js';
import { turn } from '../../sources/turn.js';
import { nameOf } from './log-uris.js';
import { isOnDisk } from './on-disk.js';

/** File systems without paths give whole files only, through the memory of the extension host. */
const MAX_WHOLE_FILE = 256 * 1024 * 1024;
/** Characters of an unsaved document that are encoded at once, so that the extension host does nothing else for ms only. */
const PIECE = 512 * 1024;

/**
 * Where the worker gets the log's bytes: unsaved edits come first, then the file itself; `anew`: all of it. Rejects with
 * a message that is fit to be shown.
 */
export async function logSource(source: Uri, anew: boolean): Promise<Exclude<LogSource, { kind: 'added' }>> {
  const key = source.toString();
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === key);
  if (document && (document.isDirty || document.isUntitled))
    return { kind: 'bytes', name: nameOf(source), bytes: await encoded(document) };
  if (isOnDisk(source)) return { kind: 'file', path: source.fsPath, anew };
  const { size: bytes } = await workspace.fs.stat(source);
  if (bytes > MAX_WHOLE_FILE) throw new Error(tooLarge(source, bytes));
  return { kind: 'bytes', name: nameOf(source), bytes: await workspace.fs.readFile(source) };
}

/** Why a file of a file system without paths is not read. */
function tooLarge(source: Uri, bytes: number): string {
  return l10n.t(
    '{0} is too large to be read from here: it has {1}, and files of "{2}" can only be read as a whole, up to {3}. Copy it to a folder of this machine.',
    nameOf(source),
    size(bytes),
    source.scheme,
    size(MAX_WHOLE_FILE),
  );
}

/** The text in UTF-8, made piece by piece. */
async function encoded(document: TextDocument): Promise<Uint8Array> {
  const text = document.getText();
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < text.length;) {
    let to = Math.min(text.length, from + PIECE);
    // The halves of a character outside of the basic plane stay together.
    if (to < text.length && (text.charCodeAt(to) & 0xfc00) === 0xdc00) to++;
    pieces.push(new TextEncoder().encode(text.slice(from, to)));
    from = to;
    await turn();
  }
  return joined(pieces);
}

/** The memory of bytes that share it with nothing else: it can be handed over without being copied. */
export function ownMemory(source: LogSource): ArrayBuffer[] {
  if (source.kind === 'file') return [];
  const { buffer, byteLength } = source.bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
