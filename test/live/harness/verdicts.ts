/** What `janus-events report` says of the sessions in a log. */
import { execFile } from 'node:child_process';
import { CLI } from './listener.js';

interface Verdict {
  readonly id: string;
  readonly state: string;
  readonly flagged: boolean;
  readonly cause: string | null;
}

async function report(args: readonly string[]): Promise<readonly Verdict[]> {
  const out = await new Promise<string>((resolve) => {
    execFile(process.execPath, [CLI, 'report', '--format', 'json', ...args], { maxBuffer: 1 << 26 }, (_, text) => {
      resolve(text);
    });
  });
  return (JSON.parse(out) as { sessions: Verdict[] }).sessions;
}

/** By session, its cause or else its state; a server log may decide what the events cannot. */
export async function verdicts(...args: string[]): Promise<Map<string, string>> {
  return new Map((await report(args)).map(({ id, state, cause }) => [id, cause ?? state]));
}

/** The sessions that are reported as silently ended. */
export async function flagged(...args: string[]): Promise<string[]> {
  return (await report(args)).filter((session) => session.flagged).map(({ id }) => id);
}
