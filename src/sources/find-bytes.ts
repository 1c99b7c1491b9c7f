/** Finds bytes in others. Node only: `find-bytes.web.ts` does the same in browsers. */

/**
 * Index of the first place from `from` on where `wanted` stands, -1 for none. Every log is looked through in this way, and
 * an array's own search takes some twenty times as long.
 */
export const findBytes = (bytes: Uint8Array, wanted: Uint8Array, from: number): number =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(wanted, from);
