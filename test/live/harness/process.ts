/** Real servers as processes of the tests: they end with them, whatever happens. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onPath } from '../../setup/on-path.mjs';

const KEEPER = join(import.meta.dirname, '..', '..', 'setup', 'process-keeper.mjs');

export interface ServerProcess {
  /** Everything it has printed so far. */
  output(): string;
  /** Ends it with SIGTERM and waits until it is gone. */
  stop(): Promise<void>;
  /** Ends it and all it started with SIGKILL, as a crash or a power cut would. */
  kill(): Promise<void>;
  readonly ended: Promise<void>;
}

export interface ServerOptions {
  /** The program's name; it is looked for on the PATH. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** What it prints when it serves. */
  readonly ready: RegExp;
}

/** Starts a server and waits until it says that it serves. Rejects with what it printed when it ends before. */
export async function startServer({ program, args, env, cwd, ready }: ServerOptions): Promise<ServerProcess> {
  const path = onPath(program) ?? program;
  const child = spawn(process.execPath, [KEEPER, path, ...args], {
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let printed = '';
  let serves = (): void => undefined;
  const serving = new Promise<void>((resolve) => (serves = resolve));
  const read = (text: string): void => {
    printed += text;
    if (ready.test(printed)) serves();
  };
  child.stdout.setEncoding('utf8').on('data', read);
  child.stderr.setEncoding('utf8').on('data', read);
  // It may have ended on its own when it is told to.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  const failed = ended.then(() => {
    throw new Error(`${program} ended before it served:\n${printed}`);
  });
  await Promise.race([serving, failed]);
  failed.catch(() => undefined);
  return {
    output: () => printed,
    stop: () => {
      child.stdin.write('SIGTERM\n');
      return ended;
    },
    kill: () => {
      child.stdin.end();
      return ended;
    },
    ended,
  };
}
