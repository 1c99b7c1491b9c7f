/** What is known of gzip without uncompressing it. */
import * as l10n from '@vscode/l10n';

/** Whether bytes begin like a gzip member (RFC 1952). */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Zeros at the beginning: what follows a member where a file was filled up to the size of a block, as a tape is. */
export function zerosAt(bytes: Uint8Array): number {
  const end = bytes.findIndex((byte) => byte !== 0);
  return end < 0 ? bytes.length : end;
}

/** Bytes of what stands behind a member that tell text from anything else. */
const BEGINNING = 64;
const BRACE = 0x7b;

/** Whether bytes that stand behind gzip data, which are none, begin like a log: one was appended to a compressed one. */
export const isLogBehind = (bytes: Uint8Array): boolean =>
  bytes.includes(BRACE) &&
  bytes.subarray(0, BEGINNING).every((byte) => (byte >= 0x20 && byte < 0xf5) || (byte >= 0x09 && byte <= 0x0d));

export interface GzipSource {
  /** The compressed bytes, in chunks that are valid until the next one. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** The same bytes from their beginning, once more; null where they cannot be had. */
  readonly again: () => AsyncIterable<Uint8Array> | null;
}

/** What is to be said of bytes that could not be read. */
export const GZIP_PROBLEMS = {
  cut: () => l10n.t('The gzip file is cut: everything up to the cut was read.'),
  otherBytes: () => l10n.t('Behind the gzip data stand bytes that are no gzip: they were passed over.'),
  damaged: () => l10n.t('The gzip file is damaged: everything up to the damage was read.'),
  damagedInStream: () =>
    l10n.t('The gzip data is damaged: it was read up to the damage, of which the last 256 KiB may be missing.'),
};
