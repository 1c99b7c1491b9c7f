/** Messages as event handlers of real servers sent them; see `wire/` of the corpus. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORPUS } from '../corpus/corpus.js';

export interface WireRecord {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** The sender's port: which connection it came over. */
  readonly port: number;
  readonly binary: boolean;
}

interface Recorded {
  readonly b64?: string;
  readonly headers?: Record<string, string>;
  readonly rport?: number;
  readonly binary?: boolean;
}

/** The messages of `name`, such as `1.1.2/handlers-A/wire/sampleevh.ndjson`, in their order. */
export function wireRecords(name: string): WireRecord[] {
  return readFileSync(join(CORPUS, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded)
    .filter(({ b64 }) => b64 !== undefined)
    .map(({ b64, headers = {}, rport = 0, binary = false }) => ({
      body: Buffer.from(b64!, 'base64'),
      headers,
      port: rport,
      binary,
    }));
}
