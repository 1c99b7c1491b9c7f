/** UTF-16, as Windows PowerShell's `>` and `Out-File` write it (little endian with a byte order mark). */
import type { Form } from '../form.js';

/** Bytes that are looked at where there is no byte order mark. */
const LOOKED_AT = 512;

type Encoding = 'utf-16le' | 'utf-16be';

/** By its byte order mark, or by the NULs that stand beside ASCII. */
function encodingOf(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const count = Math.min(LOOKED_AT, bytes.length & ~1);
  if (count < 4) return null;
  const nuls = [0, 0];
  for (let i = 0; i < count; i++) if (bytes[i] === 0) nuls[i & 1]!++;
  const [even = 0, odd = 0] = nuls;
  if (odd > count / 3 && even === 0) return 'utf-16le';
  return even > count / 3 && odd === 0 ? 'utf-16be' : null;
}

export const utf16: Form = {
  name: 'UTF-16',
  fits: ({ bytes }) => encodingOf(bytes) !== null,
  decoding({ bytes: head }) {
    const decoder = new TextDecoder(encodingOf(head) ?? 'utf-16le');
    const encoder = new TextEncoder();
    return {
      push: (bytes) => encoder.encode(decoder.decode(bytes, { stream: true })),
      end: () => encoder.encode(decoder.decode()),
    };
  },
};
