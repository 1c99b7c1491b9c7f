// Scores what the built command line reports of lives against what really lived, over every log of test/corpus-lives.
//   node test/setup/score-lives.mjs     prints each difference and, last, one line of figures; exit 0 when there is none
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LIVES_LOGS, livesDifferences, toldLives } from './lives-truth.mjs';
import { ROOT } from './steps.mjs';

const CLI = join(ROOT, 'dist', 'cli.js');
if (!existsSync(CLI)) {
  console.error("There is no dist/cli.js to score: run 'npm run build' first.");
  process.exit(1);
}

/** Flagged sessions are no failure. @param {string} path */
function report(path) {
  const command = [CLI, 'report', '--format', 'json', '--lives', 'all', path];
  try {
    return execFileSync(process.execPath, command, { maxBuffer: 1 << 30, encoding: 'utf8' });
  } catch (error) {
    const { status, stdout } = /** @type {{ status: number, stdout: string }} */ (error);
    if (status === 1) return stdout;
    throw error;
  }
}

let lives = 0;
let wrong = 0;
for (const log of LIVES_LOGS) {
  const differences = livesDifferences(log, JSON.parse(report(log.path)).lives);
  lives += toldLives(log).length;
  wrong += differences.length;
  for (const difference of differences) console.log(`${log.name}: ${difference}`);
}
console.log(`${LIVES_LOGS.length} logs, ${lives} lives, ${wrong} differences`);
process.exitCode = wrong === 0 ? 0 : 1;
