/** `find-bytes.ts` where Node is not. */

export function findBytes(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(wanted[0]!, from); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1))
    if (wanted.every((byte, k) => bytes[at + k] === byte)) return at;
  return -1;
}
