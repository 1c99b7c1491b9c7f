/** Compressed files, archives and databases, by their first bytes. */
import * as l10n from '@vscode/l10n';
import type { Head } from '../head.js';
import type { Foreign } from './foreign.js';

const beginsWith = (hex: string): ((head: Head) => boolean) => {
  const magic = Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
  return ({ bytes }) => magic.every((byte, i) => bytes[i] === byte);
};
const unpack = (): string => l10n.t('unpack it and give the log inside');

/** Members of an event as BSON has them: type, name, NUL. */
const BSON = ['emitter', 'type', 'timestamp', 'session_id'].flatMap((name) =>
  [1, 2, 0x10, 0x12].map((type) => `${String.fromCharCode(type)}${name}\0`),
);
/** A document of BSON begins with its length in four bytes, the lowest first. */
const isBson = ({ bytes, text }: Head): boolean =>
  bytes[3] === 0 && (bytes[4] ?? 0) <= 0x13 && BSON.some((member) => text.slice(4, 4096).includes(member));

export const ARCHIVES: readonly Foreign[] = [
  {
    fits: beginsWith('504b0304'),
    words: () => l10n.t('a zip file: {0} (unzip -p FILE | janus-events report -)', unpack()),
  },
  {
    fits: beginsWith('fd377a585a00'),
    words: () => l10n.t('an xz file: uncompress it (xz -dc FILE | janus-events report -)'),
  },
  {
    fits: beginsWith('28b52ffd'),
    words: () => l10n.t('a zstd file: uncompress it (zstd -dc FILE | janus-events report -)'),
  },
  {
    fits: beginsWith('425a68'),
    words: () => l10n.t('a bzip2 file: uncompress it (bzip2 -dc FILE | janus-events report -)'),
  },
  {
    fits: beginsWith('04224d18'),
    words: () => l10n.t('an lz4 file: uncompress it (lz4 -dc FILE | janus-events report -)'),
  },
  { fits: beginsWith('377abcaf271c'), words: () => l10n.t('a 7z archive: {0}', unpack()) },
  { fits: beginsWith('526172211a07'), words: () => l10n.t('a rar archive: {0}', unpack()) },
  { fits: beginsWith('50415231'), words: () => l10n.t('a Parquet file: export its rows as JSON Lines') },
  {
    fits: beginsWith('4f626a01'),
    words: () => l10n.t('an Avro file: export its records as JSON Lines (avro-tools tojson FILE)'),
  },
  {
    fits: beginsWith('53514c69746520666f726d6174203300'),
    words: () => l10n.t('an SQLite database: export the events as CSV or JSON'),
  },
  {
    fits: beginsWith('5047444d50'),
    words: () => l10n.t('a dump of pg_dump in its own format: restore it, or dump with --format=plain'),
  },
  { fits: beginsWith('d4c3b2a1'), words: () => l10n.t('a packet capture: export the payloads as text') },
  { fits: beginsWith('0a0d0d0a'), words: () => l10n.t('a packet capture: export the payloads as text') },
  {
    fits: isBson,
    words: () =>
      l10n.t('BSON, as mongodump writes it: turn it into JSON (bsondump --quiet FILE | janus-events report -)'),
  },
  { fits: beginsWith('25504446'), words: () => l10n.t('a PDF file: give the log itself') },
  {
    fits: beginsWith('4d4a52303030'),
    words: () => l10n.t("a recording of Janus' media: give the log of its event handler"),
  },
  {
    fits: beginsWith('4c504b5348485249'),
    words: () => l10n.t('a journal of systemd: export it (journalctl --file FILE -o cat)'),
  },
  {
    fits: ({ text }) => text.slice(257, 262) === 'ustar',
    words: () => l10n.t('a tar archive: {0} (tar -xOf FILE | janus-events report -)', unpack()),
  },
];
