/** `latin1.ts` where Node is not. The decoder that browsers call "latin1" knows other characters from 0x80 to 0x9f. */

/** Bytes whose characters are made by one call. */
const AT_ONCE = 8192;

export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += AT_ONCE)
    text += String.fromCharCode.apply(null, bytes.subarray(from, from + AT_ONCE) as unknown as number[]);
  return text;
}

export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
