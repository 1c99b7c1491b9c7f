// npm test: sets everything up, then runs every stage even if one fails. Its last line says how many tests passed
// and failed; lint, types, package and corpus score count as one test each.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureCodeServer } from './code-server.mjs';
import { FOR_CHROMIUM, FOR_LIVE, ensureDebianPackages } from './debian-packages.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { SetupError, TOOLS, asScript, runOpenly, say } from './steps.mjs';

/** @typedef {{ stage: string, passed: number, failed: number, skipped: number, seconds: number }} Result */

const RESULTS = join(TOOLS, 'results');

/** A stage that passes or fails as a whole. @param {string} script @returns {Promise<Omit<Result, 'stage' | 'seconds'>>} */
async function whole(script) {
  const status = await runOpenly('npm', ['run', '--silent', script]);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
}

/** A stage run by vitest, whose tests are counted. @param {string} script */
async function counted(script) {
  const file = join(RESULTS, `${script.replace(':', '-')}.json`);
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const status = await runOpenly('npm', ['run', '--silent', script, '--', ...reporters], { env: stageEnvironment() });
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    const failed = result.numFailedTests || (status === 0 ? 0 : 1);
    return { passed: result.numPassedTests, failed, skipped: result.numPendingTests + result.numTodoTests };
  } catch {
    console.error(`${script} did not run its tests to the end.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** The stage 'package' has already built what the host tests install. */
function stageEnvironment() {
  return packaged ? { ...process.env, JANUS_TEST_VSIX: packaged } : process.env;
}

/** @type {string | undefined} */
let packaged;

async function packageStage() {
  const result = await whole('package');
  if (!result.failed) packaged = (await import('./package.mjs')).VSIX;
  return result;
}

/** @type {[string, () => Promise<Omit<Result, 'stage' | 'seconds'>>][]} */
const STAGES = [
  ['lint', () => whole('lint')],
  ['types', () => whole('typecheck')],
  ['package', packageStage],
  ['unit and property tests', () => counted('test:unit')],
  ["the timeline's page in Chromium", () => counted('test:timeline')],
  ['corpus score', () => whole('score')],
  ['live tests with real peers', () => counted('test:live')],
  ['tests in VS Code', () => counted('test:host')],
];

/** Set-up that a later stage misses is that stage's failure, not the end of all. @param {() => Promise<void>} step */
async function prepare(step) {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`\n${error.message}\n`);
  }
}

await asScript(async () => {
  await ensureNpmPackages();
  await prepare(() => ensureDebianPackages([...FOR_CHROMIUM, ...FOR_LIVE]));
  await prepare(ensureCodeServer);
  mkdirSync(RESULTS, { recursive: true });

  /** @type {Result[]} */
  const results = [];
  for (const [stage, run] of STAGES) {
    say(`Stage: ${stage}`);
    const started = performance.now();
    const counts = await run();
    results.push({ stage, ...counts, seconds: Math.round((performance.now() - started) / 1000) });
  }

  console.log();
  for (const { stage, passed, failed, seconds } of results) {
    console.log(`${failed ? 'FAILED' : 'passed'}  ${stage}: ${passed} passed, ${failed} failed (${seconds} s)`);
  }
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ kind) => results.reduce((all, one) => all + one[kind], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') ? `, ${sum('skipped')} skipped` : ''}`);
  process.exitCode = sum('failed') ? 1 : 0;
});
