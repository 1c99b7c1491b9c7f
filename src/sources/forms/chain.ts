/** Takes the forms of a log off, one after another, until its text is there. */
import { joined } from '../joined.js';
import type { Decoding } from './form.js';
import { FormSearch, type FormState } from './form-search.js';
import { HEAD_BYTES } from './head-size.js';

type Chunks = AsyncIterator<Uint8Array, unknown>;

/** The text of the chunks, in chunks that are valid until the next one; `state` tells what was found out. */
export async function* textOf(chunks: Chunks, state: FormState): AsyncGenerator<Uint8Array> {
  const search = new FormSearch(state);
  while (!search.isDone()) {
    const bytes = await headOf(chunks);
    if (bytes.length === 0) return;
    for (let from = 0; from < bytes.length && !search.isDone(); from += HEAD_BYTES) {
      const found = search.look(bytes.subarray(from, from + HEAD_BYTES));
      if (found === null) continue;
      if (from > 0) yield bytes.subarray(0, from);
      yield* textOf(decoded(bytes.subarray(from), chunks, found.form.decoding(found.head)), state);
      return;
    }
    yield bytes;
  }
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
}

/** Chunks until there is a head, in memory of its own; fewer bytes at the end of the log. */
async function headOf(chunks: Chunks): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < HEAD_BYTES) {
    const next = await chunks.next();
    if (next.done === true) break;
    if (next.value.length === 0) continue;
    parts.push(new Uint8Array(next.value));
    size += next.value.length;
  }
  return parts.length === 1 ? parts[0]! : joined(parts);
}

async function* decoded(head: Uint8Array, chunks: Chunks, decoding: Decoding): AsyncGenerator<Uint8Array> {
  yield decoding.push(head);
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield decoding.push(next.value);
  yield decoding.end();
}
