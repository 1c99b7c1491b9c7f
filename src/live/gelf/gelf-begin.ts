/**
 * What GELF begins with. A web page can have the browser send to any port: an HTTP request with a body of its choice, TLS
 * with a name of its choice, STUN with a user name of its choice, and events within them. None of these begins like GELF.
 */

const BLANKS = [0x20, 0x09, 0x0a, 0x0d];
const OBJECT = 0x7b;
const ARRAY = 0x5b;

/** Whether `bytes` begin like GELF in plain text: JSON, as all of it is over TCP. */
export function beginsLikeGelf(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => !BLANKS.includes(byte));
  return first === undefined || first === OBJECT || first === ARRAY;
}

/** Whether a message begins like gzip (RFC 1952), or like zlib with a window of 32 KB (RFC 1950), as senders use it. */
export const beginsCompressed = (message: Uint8Array): boolean =>
  (message[0] === 0x1f && message[1] === 0x8b) || message[0] === 0x78;
