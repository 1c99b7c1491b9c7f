/** The recorded logs of test/corpus, and what really happened in each. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const CORPUS = join(import.meta.dirname, '..', '..', 'corpus');

export interface Expected {
  readonly id: string;
  readonly emitter: string;
  readonly instance: number;
  readonly expect: 'flagged' | 'clean' | 'open' | 'undecidable';
  readonly cause?: string | null;
  readonly createdSeen: boolean;
  readonly whatHappened: string;
}

export interface CorpusLog {
  /** "1.1.2/claim-cross/events.jsonl" */
  readonly name: string;
  readonly path: string;
  readonly expected: readonly Expected[];
  /** Ids of an earlier run that a retained message or a cut head left in the log: nothing is expected of them. */
  readonly alsoSeen: readonly string[];
}

interface ExpectedFile {
  readonly logs: Readonly<Record<string, readonly Expected[]>>;
  readonly alsoSeen: Readonly<Record<string, readonly string[]>>;
}

export const corpusLogs: readonly CorpusLog[] = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('expected.json'))
  .sort()
  .flatMap((path) => {
    const { logs, alsoSeen } = JSON.parse(readFileSync(join(CORPUS, path), 'utf8')) as ExpectedFile;
    return Object.entries(logs).map(([log, expected]) => ({
      name: join(dirname(path), log),
      path: join(CORPUS, dirname(path), log),
      expected,
      alsoSeen: alsoSeen[log] ?? [],
    }));
  });

/** The log of that name, such as "1.1.2/claim-cross/events.jsonl". */
export function corpusLog(name: string): CorpusLog {
  const found = corpusLogs.find((log) => log.name === name);
  if (!found) throw new Error(`no ${name} in the corpus`);
  return found;
}

export const bytesOf = (log: CorpusLog): Uint8Array => readFileSync(log.path);
