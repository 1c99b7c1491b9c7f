/** Starts a Janus again whose events a capture holds. */
import { readFileSync } from 'node:fs';
import type { Janus } from './janus.js';
import { until } from './until.js';

/** Starts it and waits until the capture at `path` has this start. */
export async function startAgain(janus: Janus, path: string): Promise<void> {
  const { last, starts } = timesOf(path);
  // If the machine's clock was set back meanwhile, the start must not have an earlier time than the events before it.
  await until('the clock has reached the last event', () => Date.now() * 1000 > last);
  await janus.start();
  // Event handlers send again what was not acknowledged in time: another start is one of another time.
  await until('the restart is captured', () => timesOf(path).starts > starts);
}

/** When the last event of a capture happened, µs, and how many starts it holds. */
function timesOf(path: string): { last: number; starts: number } {
  const lines = readFileSync(path, 'utf8').split('\n');
  const timesIn = (some: readonly string[]): number[] =>
    some.flatMap((line) => /"timestamp": ?(\d+)/.exec(line)?.[1] ?? []).map(Number);
  return {
    last: timesIn(lines).reduce((a, b) => Math.max(a, b), 0),
    starts: new Set(timesIn(lines.filter((line) => line.includes('"started"')))).size,
  };
}
