/** Looks at the beginning of a log for its forms, without reading the log. */
import { FormSearch, newFormState, type FormState } from './form-search.js';
import { isGzip } from './gzip.js';
import { HEAD_BYTES } from './head-size.js';

export type { FormState } from './form-search.js';

/** What is known of bytes, by those that begin them: of several forms the outermost alone. */
export function formsOfBytes(stored: Uint8Array): FormState {
  return formsOf((offset, size) => stored.subarray(offset, offset + size));
}

/** The text of a log's first bytes, which may be cut anywhere, and the forms that were taken off. */
export function textOfHead(bytes: Uint8Array): { readonly text: Uint8Array; readonly forms: readonly string[] } {
  const state = newFormState();
  const search = new FormSearch(state);
  let text = bytes;
  for (;;) {
    const found = search.look(text);
    if (found === null) return { text, forms: state.forms };
    text = found.form.decoding(found.head).push(text);
  }
}

/** The same, of bytes that are read from an offset on as far as they are wanted; none: there are no more. */
export function formsOf(read: (offset: number, size: number) => Uint8Array): FormState {
  const state = newFormState();
  const search = new FormSearch(state);
  for (let offset = 0; !search.isDone();) {
    const bytes = read(offset, HEAD_BYTES);
    if (bytes.length === 0) break;
    if (offset === 0 && isGzip(bytes)) state.forms.push('gzip');
    if (state.forms.length > 0 || search.look(bytes) !== null) break;
    offset += bytes.length;
  }
  return state;
}
