/** Bytes as text with a character for each of them, and back. Node only: `latin1.web.ts` does the same in browsers. */

/** A character for every byte: quick, and loses nothing where only ASCII is looked at. */
export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** The bytes again that {@link latin1} made the text of. */
export const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');
