import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../setup/steps.mjs';

const Expected = z.object({
  logs: z.record(z.string(), z.array(z.object({ id: z.string(), expect: z.string(), cause: z.string().optional() }))),
});

/** What really happened to the sessions of a corpus log, by its path in test/corpus. */
export function expectedSessions(log: string): { id: string; expect: string; cause?: string | undefined }[] {
  const file = join(ROOT, 'test', 'corpus', dirname(log), 'expected.json');
  return Expected.parse(JSON.parse(readFileSync(file, 'utf8'))).logs[basename(log)] ?? [];
}

/** The ids of those that ended without a session event, sorted. */
export const flaggedIds = (log: string): string[] =>
  expectedSessions(log)
    .filter(({ expect }) => expect === 'flagged')
    .map(({ id }) => id)
    .sort();
