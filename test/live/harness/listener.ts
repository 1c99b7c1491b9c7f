/** `janus-events listen` as a process of its own, from the bundles that are shipped. */
import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { until } from './until.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
export const CLI = join(ROOT, 'dist', 'cli.js');

let built = false;

/** Builds `dist/` once for all that need it. */
export function buildOnce(): void {
  if (!built) execFileSync(process.execPath, [join(ROOT, 'esbuild.mjs')], { cwd: ROOT });
  built = true;
}

export interface Ended {
  /** The exit status; the signal's name where one ended it. */
  readonly status: number | string;
  readonly out: string;
  readonly err: string;
}

export interface Listener {
  readonly pid: number;
  /** What it has written to standard error so far: states and notices. */
  err(): string;
  /** Waits until it says that a source runs, and returns where: `http://127.0.0.1:40123`. */
  where(scheme: string): Promise<string>;
  /** Ends it by `signal` and waits. */
  end(signal?: NodeJS.Signals): Promise<Ended>;
  /** Waits for an end that comes by itself. */
  readonly ended: Promise<Ended>;
}

/** Starts it for the test that runs; `prefix` is a command that starts it in turn, such as `prlimit`. */
export function startListener(
  args: readonly string[],
  { env = {}, prefix = [] }: { env?: NodeJS.ProcessEnv; prefix?: readonly string[] } = {},
): Listener {
  buildOnce();
  const [command, ...rest] = [...prefix, process.execPath, CLI, 'listen', ...args] as [string, ...string[]];
  const child: ChildProcessWithoutNullStreams = spawn(command, rest, { env: { ...process.env, ...env } });
  // A test that fails may not come to its end.
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]) => ({
    status: (code as number | null) ?? String(signal),
    out,
    err,
  }));
  return {
    pid: child.pid!,
    err: () => err,
    where: (scheme) =>
      until(`a source at ${scheme}:`, () => {
        if (child.exitCode !== null) throw new Error(`it has ended: ${err}`);
        return new RegExp(`running at (${scheme.replace('+', '\\+')}://\\S+)`).exec(err)?.[1];
      }),
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      return await ended;
    },
    ended,
  };
}
