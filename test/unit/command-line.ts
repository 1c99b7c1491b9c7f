/** The command line, bundled as it ships, and run as a process of its own. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundlesOf } from '../../bundles.mjs';

const folder = mkdtempSync(join(tmpdir(), 'janus-events-cli-'));
export const CLI = join(folder, 'dist', 'cli.js');
const root = join(import.meta.dirname, '..', '..');
cpSync(join(root, 'l10n'), join(folder, 'l10n'), { recursive: true });
export const built = Promise.all(
  bundlesOf('cli', 'command-line', 'scan-worker').map((bundle) =>
    build({ ...bundle, absWorkingDir: root, outdir: join(folder, 'dist') }),
  ),
);

export interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export async function run(
  args: readonly string[],
  input?: Uint8Array,
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  await built;
  return new Promise((resolve) => {
    const options = {
      maxBuffer: 1 << 28,
      env: { ...process.env, LC_ALL: 'C', XDG_CACHE_HOME: join(folder, 'cache'), ...env },
    };
    const child = execFile(process.execPath, [CLI, ...args], options, (error, out, err) => {
      resolve({ status: error ? Number(error.code) : 0, out, err });
    });
    child.stdin!.end(input ?? '');
  });
}
