/** `gunzip.ts` where zlib is not. The streams that browsers uncompress with lose what stands before damage, and a second member. */
import { joined } from '../joined.js';
import { turn } from '../turn.js';
import { GZIP_PROBLEMS, isGzip, type GzipSource } from './gzip.js';
import { Cut, Damaged, inflate } from './inflate.js';

const HEADER = 10;
const TRAILER = 8;
const [HEADER_CRC, EXTRA, NAME, COMMENT] = [2, 4, 8, 16];

export async function* gunzip({ bytes }: GzipSource, told: (problem: string) => void): AsyncGenerator<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part.slice());
  const all = joined(parts);
  try {
    for (let at = 0; at < all.length && all[at] !== 0;) {
      if (at > 0 && !isGzip(all.subarray(at))) {
        told(GZIP_PROBLEMS.otherBytes());
        return;
      }
      at = yield* member(all, at);
    }
  } catch (error) {
    if (error instanceof Cut) told(GZIP_PROBLEMS.cut());
    else if (error instanceof Damaged) told(GZIP_PROBLEMS.damaged());
    else throw error;
  }
}

/** What one member holds; returns the offset behind it. */
async function* member(bytes: Uint8Array, from: number): AsyncGenerator<Uint8Array, number> {
  const data = inflate(bytes, dataOf(bytes, from));
  let crc = ~0;
  let size = 0;
  for (;;) {
    const next = data.next();
    if (next.done === true) {
      const trailer = new DataView(bytes.buffer, bytes.byteOffset + next.value);
      if (trailer.byteLength < TRAILER) throw new Cut('cut');
      if (trailer.getUint32(0, true) !== ~crc >>> 0 || trailer.getUint32(4, true) !== size >>> 0)
        throw new Damaged('not what was compressed');
      return next.value + TRAILER;
    }
    crc = crcOf(next.value, crc);
    size += next.value.length;
    if (next.value.length > 0) yield next.value;
    await turn();
  }
}

/** Where the data of the member begins that begins at an offset. */
function dataOf(bytes: Uint8Array, from: number): number {
  const flags = bytes[from + 3] ?? 0;
  let at = from + HEADER;
  if (flags & EXTRA) at += 2 + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  for (const text of [NAME, COMMENT]) {
    if ((flags & text) === 0) continue;
    const end = bytes.indexOf(0, at);
    at = end < 0 ? bytes.length : end + 1;
  }
  if (flags & HEADER_CRC) at += 2;
  if (at >= bytes.length) throw new Cut('cut');
  return at;
}

const CRCS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crcOf(bytes: Uint8Array, before: number): number {
  let crc = before;
  for (const byte of bytes) crc = CRCS[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return crc;
}
