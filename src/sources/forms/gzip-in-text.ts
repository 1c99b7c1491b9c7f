/** Compressed logs behind one that is not: what `cat` and a rotation that appends leave. */
import * as l10n from '@vscode/l10n';
import { findBytes } from '../find-bytes.js';
import { joined } from '../joined.js';

const LF = 0x0a;
/** How a member begins (RFC 1952, 2.3.1). No text has these bytes. */
const MEMBER = Uint8Array.of(0x1f, 0x8b, 0x08);

/** The chunks up to gzip data at the beginning of a line, which is told: no place in it would be one in the file. */
export async function* upToGzip(
  chunks: AsyncIterable<Uint8Array>,
  told: (problem: string) => void,
): AsyncGenerator<Uint8Array> {
  let before = 0;
  let last = -1;
  let held: Uint8Array = NOTHING;
  for await (const chunk of chunks) {
    const bytes = held.length === 0 ? chunk : joined([held, chunk]);
    const at = memberIn(bytes, last);
    if (at >= 0) {
      told(words(before + at));
      yield bytes.subarray(0, at);
      return;
    }
    const end = bytes.length - begunAtEnd(bytes);
    held = bytes.slice(end);
    before += end;
    if (end === 0) continue;
    last = bytes[end - 1]!;
    yield bytes.subarray(0, end);
  }
  if (held.length > 0) yield held;
}

const NOTHING = new Uint8Array(0);

/** How many bytes at the end a member may begin with, of which more is to come. */
function begunAtEnd(bytes: Uint8Array): number {
  for (let count = Math.min(MEMBER.length - 1, bytes.length); count > 0; count--)
    if (MEMBER.subarray(0, count).every((byte, k) => bytes[bytes.length - count + k] === byte)) return count;
  return 0;
}

/** Index of a member at the beginning of a line, -1 for none; `last`: the byte in front of the first. */
function memberIn(chunk: Uint8Array, last: number): number {
  for (let at = findBytes(chunk, MEMBER, 0); at >= 0; at = findBytes(chunk, MEMBER, at + 1))
    if ((at === 0 ? last : chunk[at - 1]) === LF) return at;
  return -1;
}

/** `bytes`: of the text in front. */
const words = (bytes: number): string =>
  l10n.t(
    'Behind {0} bytes of text stands gzip data, which is not read there. Take the two apart and give both: head -c {0} FILE > events.1; tail -c +{1} FILE > events.2.gz',
    String(bytes),
    String(bytes + 1),
  );
