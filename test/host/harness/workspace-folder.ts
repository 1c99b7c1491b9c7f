import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { copySampleLogs } from '../../setup/sample-logs.mjs';
import { ROOT } from '../../setup/steps.mjs';

/** A file of a test's workspace: a log of test/corpus by its path there, or content of its own. */
export type WorkspaceFile = { corpus: string } | string | Uint8Array;

/** A folder that one test may do with as it likes. */
export interface WorkspaceFolder extends Disposable {
  readonly path: string;
}

/**
 * Makes a folder that is gone, at the latest, when the tests have run.
 * @param files by name; without them the folder holds what `npm start` shows (test/setup/sample-logs.mjs)
 */
export function makeWorkspaceFolder(files?: Record<string, WorkspaceFile>): WorkspaceFolder {
  const path = mkdtempSync(join(inject('workspaces'), 'logs-'));
  if (!files) copySampleLogs(path);
  for (const [name, file] of Object.entries(files ?? {})) {
    const target = join(path, name);
    mkdirSync(dirname(target), { recursive: true });
    if (typeof file === 'object' && 'corpus' in file) cpSync(join(ROOT, 'test', 'corpus', file.corpus), target);
    else writeFileSync(target, file);
  }
  return {
    path,
    [Symbol.dispose]: () => {
      rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
