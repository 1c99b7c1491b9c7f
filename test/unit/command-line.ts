/** The command line, bundled as it ships, and run as a process of its own. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { kernelForEsbuild } from '../../src/events/wasm/kernel/build.mjs';

const folder = mkdtempSync(join(tmpdir(), 'janus-events-cli-'));
export const CLI = join(folder, 'dist', 'cli.js');
const root = join(import.meta.dirname, '..', '..');
cpSync(join(root, 'l10n'), join(folder, 'l10n'), { recursive: true });
export const built = build({
  plugins: [kernelForEsbuild],
  entryPoints: {
    cli: join(root, 'src', 'start', 'start.ts'),
    'command-line': join(root, 'src', 'cli.ts'),
    'scan-worker': join(root, 'src', 'analysis', 'scan-thread', 'scan-worker.ts'),
  },
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  bundle: true,
  // A bundle of its own; test/live runs it.
  external: ['./listen/listen.js'],
  platform: 'node',
  format: 'cjs',
  outdir: join(folder, 'dist'),
  logLevel: 'error',
});

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
