// npm test: sets everything up, then runs every stage even if one fails; npm test -- unit: those that take a minute. Its
// last lines say what failed and how many tests passed; lint, types, package, audit and corpus score count as one test each.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureCodeServer } from './code-server.mjs';
import { FOR_CHROMIUM, FOR_LIVE, ensureDebianPackages } from './debian-packages.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { ROOT, SetupError, TOOLS, asScript, runLabelled, say } from './steps.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, failures?: string[] }} Counts `failures`: what a person reads of each */
/** @typedef {Counts & { stage: string, seconds: number }} Result */
/** @typedef {{ stage: string, run: () => Promise<Counts>, needs?: Promise<unknown> }} Stage */
/** @typedef {Stage[]} Lane stages one after the other */

const RESULTS = join(TOOLS, 'results');

/** A stage that passes or fails as a whole. @param {string} script */
async function whole(script) {
  return asOne(await runLabelled(script, 'npm', ['run', '--silent', script]));
}

/** @param {number} status @returns {Counts} */
const asOne = (status) => ({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });

/** A stage run by vitest, whose tests are counted. @param {string} script @returns {Promise<Counts>} */
async function counted(script) {
  const file = join(RESULTS, `${script.replace(':', '-')}.json`);
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const run = ['run', '--silent', script, '--', ...reporters];
  const status = await runLabelled(script, 'npm', run, { env: stageEnvironment() });
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    const failed = result.numFailedTests || (status === 0 ? 0 : 1);
    const skipped = result.numPendingTests + result.numTodoTests;
    return { passed: result.numPassedTests, failed, skipped, failures: failuresOf(result) };
  } catch {
    console.error(`${script} did not run its tests to the end.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/**
 * The tests that failed, each with its file and the first lines of why; a file that failed as a whole too.
 * @param {{ testResults: { name: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} result
 *   vitest's JSON report
 */
function failuresOf({ testResults }) {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    const file = relative(ROOT, name);
    if (!failed.length) return message ? [`${file}\n${head(message)}`] : [];
    return failed.map((test) => `${file} > ${test.fullName}\n${head(test.failureMessages.join('\n'))}`);
  });
}

/** @param {string} text */
const head = (text) => text.split('\n', 12).join('\n').slice(0, 1500).replace(/^/gm, '    ');

/** Not counted where nobody can be asked: that is neither passed nor skipped, and is said. @returns {Promise<Counts>} */
async function auditStage() {
  const { auditBundled } = await import('./audit.mjs');
  const sound = await auditBundled();
  return sound === null ? { passed: 0, failed: 0, skipped: 0 } : asOne(sound ? 0 : 1);
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

/**
 * Begins a step of the set-up, which goes on while stages run that do not need it.
 * @param {() => Promise<void>} step
 * @returns {Promise<unknown>} what it threw, or null; never rejects
 */
const begin = (step) =>
  step().then(
    () => null,
    (error) => error,
  );

/**
 * Waits for a step of the set-up. One that failed is the failure of the stages that miss it, not the end of all: its
 * words come before theirs.
 * @param {Promise<unknown>} step
 */
async function ended(step) {
  const error = await step;
  if (error === null) return;
  if (!(error instanceof SetupError)) throw error;
  console.error(`\n${error.message}\n`);
}

/** @param {Lane} stages @returns {Promise<Result[]>} */
async function inTurn(stages) {
  const results = [];
  for (const stage of stages) results.push(await result(stage));
  return results;
}

/** @param {Stage} stage @returns {Promise<Result>} */
async function result({ stage, run, needs }) {
  if (needs) await ended(needs);
  say(`Stage: ${stage}`);
  const started = performance.now();
  const counts = await run();
  return { stage, ...counts, seconds: Math.round((performance.now() - started) / 1000) };
}

await asScript(async () => {
  const [part, ...more] = process.argv.slice(2);
  if (more.length > 0 || (part !== undefined && part !== 'unit'))
    throw new SetupError('npm test runs all; npm test -- unit the quick part.');
  await ensureNpmPackages();
  mkdirSync(RESULTS, { recursive: true });
  const quick = part === 'unit';
  const debianPackages = begin(() => ensureDebianPackages([...FOR_CHROMIUM, ...FOR_LIVE]));
  // It may want Debian packages of its own, and apt-get runs once at a time.
  const codeServer = quick ? undefined : begin(() => debianPackages.then(ensureCodeServer));

  // The lanes of one list run side by side. What needs all cores, as VS Code does, runs alone.
  /** @type {Lane[][]} */
  const quickStages = [
    [[{ stage: 'lint', run: () => whole('lint') }], [{ stage: 'types', run: () => whole('typecheck') }]],
    [[{ stage: 'unit and property tests', run: () => counted('test:unit'), needs: debianPackages }]],
  ];
  /** @type {Lane[][]} */
  const longStages = [
    [
      [
        { stage: 'package', run: packageStage },
        { stage: 'known vulnerabilities of what is bundled', run: auditStage },
        { stage: 'corpus score', run: () => whole('score') },
      ],
    ],
    [
      [{ stage: "the timeline's page in Chromium", run: () => counted('test:timeline'), needs: debianPackages }],
      [{ stage: 'live tests with real peers', run: () => counted('test:live'), needs: debianPackages }],
    ],
    [[{ stage: 'tests in VS Code', run: () => counted('test:host'), needs: codeServer }]],
  ];
  /** @type {Result[]} */
  const results = [];
  for (const lanes of quick ? quickStages : [...quickStages, ...longStages])
    results.push(...(await Promise.all(lanes.map(inTurn))).flat());

  // Once more and last: what failed is thousands of lines further up.
  for (const { stage, failures = [] } of results) for (const one of failures) console.log(`\nFAILED  ${stage}: ${one}`);
  console.log();
  for (const { stage, passed, failed, seconds } of results) {
    const word = failed ? 'FAILED' : passed ? 'passed' : 'no answer';
    console.log(`${word}  ${stage}: ${passed} passed, ${failed} failed (${seconds} s)`);
  }
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ kind) => results.reduce((all, one) => all + one[kind], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') ? `, ${sum('skipped')} skipped` : ''}`);
  process.exitCode = sum('failed') ? 1 : 0;
});
