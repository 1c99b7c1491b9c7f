/** Compressed files, archives and databases, by their first bytes. */
import type { Head } from '../head.js';
import type { Foreign } from '../foreign.js';

const beginsWith = (hex: string): ((head: Head) => boolean) => {
  const magic = Buffer.from(hex, 'hex');
  return ({ bytes }) => magic.equals(bytes.subarray(0, magic.length));
};
const UNPACK = 'unpack it and give the log inside';

export const ARCHIVES: readonly Foreign[] = [
  { fits: beginsWith('504b0304'), words: `a zip file: ${UNPACK} (unzip -p FILE | janus-events report -)` },
  { fits: beginsWith('fd377a585a00'), words: 'an xz file: uncompress it (xz -dc FILE | janus-events report -)' },
  { fits: beginsWith('28b52ffd'), words: 'a zstd file: uncompress it (zstd -dc FILE | janus-events report -)' },
  { fits: beginsWith('425a68'), words: 'a bzip2 file: uncompress it (bzip2 -dc FILE | janus-events report -)' },
  { fits: beginsWith('04224d18'), words: 'an lz4 file: uncompress it (lz4 -dc FILE | janus-events report -)' },
  { fits: beginsWith('377abcaf271c'), words: `a 7z archive: ${UNPACK}` },
  { fits: beginsWith('526172211a07'), words: `a rar archive: ${UNPACK}` },
  { fits: beginsWith('50415231'), words: 'a Parquet file: export its rows as JSON Lines' },
  { fits: beginsWith('4f626a01'), words: 'an Avro file: export its records as JSON Lines (avro-tools tojson FILE)' },
  {
    fits: beginsWith('53514c69746520666f726d6174203300'),
    words: 'an SQLite database: export the events as CSV or JSON',
  },
  {
    fits: beginsWith('5047444d50'),
    words: 'a dump of pg_dump in its own format: restore it, or dump with --format=plain',
  },
  { fits: beginsWith('d4c3b2a1'), words: 'a packet capture: export the payloads as text' },
  { fits: beginsWith('0a0d0d0a'), words: 'a packet capture: export the payloads as text' },
  { fits: beginsWith('25504446'), words: 'a PDF file: give the log itself' },
  { fits: beginsWith('4d4a52303030'), words: "a recording of Janus' media: give the log of its event handler" },
  { fits: beginsWith('4c504b5348485249'), words: 'a journal of systemd: export it (journalctl --file FILE -o cat)' },
  {
    fits: ({ text }) => text.slice(257, 262) === 'ustar',
    words: `a tar archive: ${UNPACK} (tar -xOf FILE | janus-events report -)`,
  },
];
