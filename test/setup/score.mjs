// Scores the built command line against what really happened, over every log of test/corpus.
//   node test/setup/score.mjs     prints each difference and, last, one line of figures; exit 0 when there is none
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './steps.mjs';

/**
 * @typedef {{ id: string, emitter: string, instance: number, expect: string, cause?: string, createdSeen: boolean, whatHappened: string }} Expected
 * @typedef {{ id: string, emitter: string, instance: number, state: string, flagged: boolean, cause: string | null, evidence: unknown[] }} Reported
 */

const CORPUS = join(ROOT, 'test', 'corpus');
const CLI = join(ROOT, 'dist', 'cli.js');

const logs = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('expected.json'))
  .sort()
  .flatMap((path) => {
    const { logs, alsoSeen } = JSON.parse(readFileSync(join(CORPUS, path), 'utf8'));
    return Object.entries(logs).map(([name, expected]) => ({
      path: join(dirname(path), name),
      expected: /** @type {Expected[]} */ (expected),
      alsoSeen: new Set(/** @type {string[]} */ (alsoSeen[name] ?? [])),
    }));
  });

const tally = {
  sessions: 0,
  right: 0,
  missed: 0,
  'wrongly flagged': 0,
  'other cause': 0,
  'other state': 0,
  'failed runs': 0,
};

/** @param {{ id: string, emitter: string, instance: number }} session */
const key = (session) => `${session.emitter}/${session.id}#${session.instance}`;

/** @param {keyof typeof tally} kind @param {string} what */
function differ(kind, what) {
  tally[kind]++;
  console.log(`${kind}: ${what}`);
}

/** @param {string} path @returns {Promise<{ status: number, output: string, errors: string }>} */
function report(path) {
  return new Promise((resolve) => {
    const command = [CLI, 'report', '--format', 'json', join(CORPUS, path)];
    execFile(process.execPath, command, { maxBuffer: 1 << 30, timeout: 60_000 }, (error, output, errors) => {
      resolve({ status: error ? Number(error.code ?? -1) : 0, output, errors });
    });
  });
}

/** @param {Reported} session */
const verdictOf = (session) => (session.flagged ? 'flagged' : session.state === 'ended' ? 'clean' : session.state);

/** @param {(typeof logs)[number]} log */
async function score(log) {
  tally.sessions += log.expected.length;
  const { status, output, errors } = await report(log.path);
  let sessions;
  try {
    sessions = /** @type {Reported[]} */ (JSON.parse(output).sessions);
  } catch {
    differ('failed runs', `${log.path}: no JSON report (exit ${status}) ${errors.slice(0, 300)}`);
    return;
  }
  const flagged = sessions.some((session) => session.flagged);
  if (status !== (flagged ? 1 : 0)) differ('failed runs', `${log.path}: exit ${status}`);

  const reported = new Map(sessions.map((session) => [key(session), session]));
  // A log that holds no session events at all may leave a session open or undecidable: both are right.
  const masked =
    log.expected.some(({ expect }) => expect === 'undecidable') && !log.expected.some(({ createdSeen }) => createdSeen);
  for (const expected of log.expected) {
    const session = reported.get(key(expected));
    const problem = session ? difference(expected, session, masked) : 'missed';
    if (problem === null) tally.right++;
    else {
      const got = session ? `${verdictOf(session)} ${session.cause ?? ''}` : 'no such session';
      const wanted = `${expected.expect} ${expected.cause ?? ''}`;
      differ(problem, `${log.path}: ${key(expected)} is ${wanted}, reported ${got} (${expected.whatHappened})`);
    }
  }
  const real = new Set(log.expected.map(key));
  for (const session of sessions) {
    if (session.flagged && !real.has(key(session)) && !log.alsoSeen.has(session.id)) {
      differ('wrongly flagged', `${log.path}: ${key(session)} does not exist`);
    }
  }
}

/**
 * @param {Expected} expected @param {Reported} session @param {boolean} masked
 * @returns {keyof typeof tally | null}
 */
function difference(expected, session, masked) {
  const verdict = verdictOf(session);
  const either = expected.expect === 'undecidable' || (expected.expect === 'open' && masked);
  const right = either ? verdict === 'open' || verdict === 'undecidable' : verdict === expected.expect;
  if (!right)
    return verdict === 'flagged' ? 'wrongly flagged' : expected.expect === 'flagged' ? 'missed' : 'other state';
  if ((verdict === 'flagged' || verdict === 'clean') && expected.cause && session.cause !== expected.cause) {
    return 'other cause';
  }
  return session.flagged && !session.evidence.length ? 'other state' : null;
}

if (!existsSync(CLI)) {
  console.error("There is no dist/cli.js to score: run 'npm run build' first.");
  process.exit(1);
}
const waiting = [...logs];
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let log = waiting.shift(); log; log = waiting.shift()) await score(log);
  }),
);
const figures = Object.entries(tally).map(([name, count]) => `${count} ${name}`);
console.log(`${logs.length} logs, ${figures.join(', ')}`);
process.exitCode = tally.right === tally.sessions && !tally['wrongly flagged'] && !tally['failed runs'] ? 0 : 1;
