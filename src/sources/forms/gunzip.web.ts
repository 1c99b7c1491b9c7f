/**
 * `gunzip.ts` where zlib is not. The streams that browsers uncompress with lose what stands before damage, and a second
 * member.
 */
import {
  Z_BUF_ERROR,
  Z_OK,
  Z_STREAM_END,
  Z_SYNC_FLUSH,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
  ZStream,
} from 'pako';
import { turn } from '../turn.js';
import { GZIP_PROBLEMS, type GzipSource, isGzip, isLogBehind, zerosAt } from './gzip.js';

/** `windowBits` of zlib: the largest window, and a gzip header before the data. */
const GZIP = 15 + 16;
/** Uncompressed bytes that are told at once. */
const OUTPUT = 256 * 1024;
/** What zlib says of a member that does not begin like one. */
const NO_GZIP = 'incorrect header check';

export async function* gunzip({ bytes }: GzipSource, told: (problem: string) => void): AsyncGenerator<Uint8Array> {
  const stream = new ZStream();
  const output = new Uint8Array(OUTPUT);
  zlibInflateInit2(stream, GZIP);
  let isBetween = false;
  let isText = false;
  for await (const piece of bytes) {
    if (isText) {
      yield piece;
      continue;
    }
    Object.assign(stream, { input: piece, next_in: 0, avail_in: piece.length });
    do {
      if (isBetween) {
        const zeros = zerosAt(piece.subarray(stream.next_in));
        stream.next_in += zeros;
        stream.avail_in -= zeros;
        if (stream.avail_in === 0) break;
        const rest = piece.subarray(stream.next_in);
        isText = !isGzip(rest) && isLogBehind(rest);
        if (isText) {
          yield rest;
          break;
        }
        zlibInflateReset(stream);
        isBetween = false;
      }
      Object.assign(stream, { output, next_out: 0, avail_out: OUTPUT });
      const status = zlibInflate(stream, Z_SYNC_FLUSH);
      if (stream.next_out > 0) yield output.slice(0, stream.next_out);
      if (status === Z_STREAM_END) isBetween = true;
      else if (status !== Z_OK && status !== Z_BUF_ERROR) {
        told(stream.msg === NO_GZIP ? GZIP_PROBLEMS.otherBytes() : GZIP_PROBLEMS.damaged());
        return;
      }
      await turn();
    } while (stream.avail_in > 0 || (!isBetween && stream.avail_out === 0));
  }
  if (!isBetween) told(GZIP_PROBLEMS.cut());
}
