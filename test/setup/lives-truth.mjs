// What lives were right to be reported for the logs of test/corpus-lives, and where a report differs.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './steps.mjs';

/**
 * @typedef {{ begin_told: string, end_told: string[] | 'untold' | 'open', end_told_at: number | null, end_in_log: boolean, implied_by?: object[] }} Told
 * @typedef {{ kind: string, label: string, emitter: string, ids: Record<string, string | string[]>, begun_at_us: number, logs: Record<string, Told> }} TrueLife
 * @typedef {{ kind: string, emitter: string, ids: Readonly<Record<string, string | readonly string[]>>, state: string, told: boolean, flagged: boolean, cause: string | null, begunAt: number | null, endedAt: number | null, evidence: readonly unknown[] }} ReportedLife
 * @typedef {{ name: string, path: string, file: string, lives: readonly TrueLife[] }} LivesLog
 */

const CORPUS = join(ROOT, 'test', 'corpus-lives');
/** A life is the one that is meant when its beginning is this near, µs: clients take their time. */
const NEAR = 5e6;
/** An end is the one that is told when it is this near, µs: it can be told several times. */
const SAME = 1.5e6;

/** @type {readonly LivesLog[]} */
export const LIVES_LOGS = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('truth.json'))
  .sort()
  .flatMap((path) => {
    const { lives } = JSON.parse(readFileSync(join(CORPUS, path), 'utf8'));
    const files = new Set(/** @type {TrueLife[]} */ (lives).flatMap(({ logs }) => Object.keys(logs)));
    return [...files].map((file) => ({
      name: join(dirname(path), file),
      path: join(CORPUS, dirname(path), file),
      file,
      lives,
    }));
  });

/** Lives whose beginning a log tells; sessions are scored by themselves. @param {LivesLog} log */
export const toldLives = ({ lives, file }) =>
  lives.filter(({ kind, logs }) => kind !== 'session' && logs[file] && logs[file].begin_told !== 'untold');

/** Where the reported lives differ from the true ones, in words. @param {LivesLog} log @param {readonly ReportedLife[]} reported */
export function livesDifferences(log, reported) {
  /** @type {string[]} */
  const differences = [];
  const used = new Set();
  for (const life of toldLives(log)) {
    const found = reported
      .filter((other) => !used.has(other) && isSame(life, other))
      .sort((a, b) => away(a, life) - away(b, life))[0];
    const problem = found ? difference(life.logs[log.file], found) : 'is missing';
    if (found) used.add(found);
    if (problem !== null) differences.push(`${life.kind} ${life.label} ${JSON.stringify(life.ids)} ${problem}`);
  }
  for (const life of reported) {
    if (used.has(life) || life.begunAt === null || !/participant$|call$|recording$/.test(life.kind)) continue;
    if (!log.lives.some((other) => isSame(other, life)))
      differences.push(`${life.kind} ${JSON.stringify(life.ids)} never was`);
  }
  return differences;
}

/** @param {ReportedLife} reported @param {TrueLife} life */
const away = (reported, life) => Math.abs((reported.begunAt ?? life.begun_at_us) - life.begun_at_us);

/** What a report names otherwise: where a viewer is after switching, what else an address is called. */
const OTHERWISE = new Set(['streaming-viewer mountpoint', 'videoroom-subscription feeds', 'sip-registration username']);

/** @param {TrueLife} life @param {ReportedLife} reported */
function isSame(life, reported) {
  if (reported.kind !== life.kind || reported.emitter !== life.emitter || away(reported, life) >= NEAR) return false;
  return Object.entries(life.ids).every(([key, id]) => {
    const own = reported.ids[key];
    return own === undefined || OTHERWISE.has(`${life.kind} ${key}`) || own === id;
  });
}

/** @param {Told | undefined} told @param {ReportedLife} life @returns {string | null} */
function difference(told, life) {
  const got = `is ${life.state} ${life.told ? 'told ' : ''}${life.cause ?? ''}`;
  if (told === undefined) return null;
  const { end_told: by, end_told_at: at, end_in_log: inLog, implied_by: implied = [] } = told;
  const open = by === 'open' || !inLog;
  if (life.flagged && (open || Array.isArray(by))) return `${got}, flagged`;
  if (open) return life.state === 'ended' ? `${got}, but goes on` : null;
  if (Array.isArray(by)) {
    const right = life.state === 'ended' && life.told && Math.abs((life.endedAt ?? 0) - (at ?? 0)) <= SAME;
    return right ? null : `${got}, but its end is told by ${by[0]}`;
  }
  if (life.told) return `${got}, but nothing tells its end`;
  if (implied.length > 0 && life.state === 'open') return `${got}, but its end is implied`;
  return life.state === 'ended' && life.evidence.length === 0 ? `${got} without evidence` : null;
}
