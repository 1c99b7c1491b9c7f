/** What the server logs say of each life found in the events: pairs them up, finds the clock, and reads the end. */
import { emitterOf, type EmitterFacts, type Facts } from '../collecting/facts.js';
import { showsLife, type Life } from '../lives.js';
import type { Cause } from '../model.js';
import { firstSeen } from './server-marks.js';
import type { ServerLine, ServerLog, ServerRun, ServerSession } from './server-log.js';

/** Events of a session whose creation one of both logs does not tell are this near to its lines, µs. */
const NEAR = 2_000_000;
/** A `created` event and its line carry times of one clock, taken one after the other, µs. */
const ONE_CLOCK = 500_000;
const SECOND = 1_000_000;
/** Time zones are whole quarters of an hour. */
const QUARTER = 900_000_000;

/** A line of a server log with its place among the logs of the report. */
export interface TruthLine extends ServerLine {
  /** Index of the server log among the server logs given. */
  readonly log: number;
}

/** How a session ended by its server's own log. */
export interface ServerEnd {
  /** null: destroyed, but the log's debug level hides whether its connection had gone. */
  readonly cause: Cause | null;
  readonly line: TruthLine;
  /** µs since the epoch, cut to the second in text logs; null where the log has no stamps. */
  readonly at: number | null;
  /** The latest that stamp can mean. */
  readonly latest: number | null;
  /** Whether the end falls between events that are in the event logs, so its event belongs there. */
  readonly within: boolean;
}

export interface ServerTruth {
  readonly created: TruthLine | null;
  /** null: still open where this server's logs end. */
  readonly end: ServerEnd | null;
  /** Up to when the server log shows the server at work, µs since the epoch; null where unknown. */
  readonly until: number | null;
}

interface Run {
  readonly log: number;
  readonly run: ServerRun;
  /** Added to a stamp it gives µs since the epoch; null where unknown. */
  zone: number | null;
  readonly precision: number;
}

interface Told {
  readonly session: ServerSession;
  readonly run: Run;
}

interface Pair extends Told {
  readonly life: Life;
}

/** The truth about every life that a server log tells of. */
export function truthsOf(facts: Facts, lives: readonly Life[], logs: readonly ServerLog[]): Map<Life, ServerTruth> {
  const runs = logs
    .flatMap(({ runs, exact }, log) => runs.map((run) => newRun(run, log, exact)))
    .sort((a, b) => (a.run.first.stamp ?? 0) - (b.run.first.stamp ?? 0));
  if (runs.length === 0) return new Map();
  const byId = groupBy(lives, (life) => facts.owners.text(life.owner));
  const byEmitter = groupBy(lives, (life) => emitterOf(facts, life.owner).name);
  const truths = new Map<Life, ServerTruth>();
  for (const [emitter, own] of groupBy(runs, ({ run }) => emitterOfRun(run, facts, byId))) {
    const theirs = emitter === null ? undefined : byEmitter.get(emitter);
    if (theirs === undefined) continue;
    const pairs = pairUp(facts, theirs, own);
    const seen = emitterOf(facts, theirs[0]!.owner);
    const anchors = anchorsOf(pairs);
    for (const pair of pairs) truths.set(pair.life, truthOf(facts, pair, own, seen, anchors));
  }
  return truths;
}

const newRun = (run: ServerRun, log: number, exact: boolean): Run => ({
  log,
  run,
  zone: exact ? 0 : null,
  precision: exact ? 0 : SECOND,
});

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** The emitter of a run: by the name it prints, else the one that knows most of its ids and no other does as well. */
function emitterOfRun(run: ServerRun, facts: Facts, byId: ReadonlyMap<string, readonly Life[]>): string | null {
  if (run.name !== null) return facts.emitters.has(run.name) ? run.name : null;
  const known = new Map<string, number>();
  for (const { id } of run.sessions)
    for (const name of new Set(byId.get(id)?.map((life) => emitterOf(facts, life.owner).name)))
      known.set(name, (known.get(name) ?? 0) + 1);
  const [best, second] = [...known].sort((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] > (second?.[1] ?? 0) ? best[0] : null;
}

/** Pairs lives with sessions of the server log: by order where there are as many, else by time. */
function pairUp(facts: Facts, lives: readonly Life[], runs: readonly Run[]): Pair[] {
  const told = new Map<string, Told[]>();
  for (const run of runs)
    for (const session of run.run.sessions) {
      const same = told.get(session.id);
      if (same) same.push({ session, run });
      else told.set(session.id, [{ session, run }]);
    }
  const known = [...groupBy(lives, (life) => facts.owners.text(life.owner))].flatMap(([id, own]) => {
    const theirs = told.get(id);
    return theirs ? [{ own, theirs }] : [];
  });
  findZones(known, facts);
  for (const run of runs)
    run.zone ??= runs.find((other) => other.zone !== null && other.precision === run.precision)?.zone ?? null;
  return known.flatMap(({ own, theirs }) => pairsOf(facts, own, theirs));
}

/** Pairs what both sides tell of one id. */
function pairsOf(facts: Facts, own: readonly Life[], theirs: readonly Told[]): Pair[] {
  if (own.length === theirs.length) {
    const inOrder = own.map((life, k): Pair => ({ life, ...theirs[k]! }));
    return inOrder.filter(({ life, session, run }) => sameTime(facts, life, session, run) !== false);
  }
  // The nearest one: a server that is started again at once makes sessions of one id within a second or two.
  const free = new Set(own);
  return theirs.flatMap(({ session, run }): Pair[] => {
    let nearest: Life | null = null;
    for (const life of free)
      if (sameTime(facts, life, session, run) === true)
        if (nearest === null || apart(facts, life, session, run) < apart(facts, nearest, session, run)) nearest = life;
    if (nearest === null) return [];
    free.delete(nearest);
    return [{ life: nearest, session, run }];
  });
}

/** How far a life's first trace lies from the span that the stamp of its line stands for, µs. */
function apart(facts: Facts, life: Life, session: ServerSession, run: Run): number {
  const at = timeOf(session.created, run) ?? 0;
  const first = firstSeen(facts, life);
  return Math.max(at - first, first - at - run.precision, 0);
}

/**
 * The offset of each run's clock, from the first session of each id: by `created`, else (masked, cut) by their
 * first events, which come minutes after at most, mostly.
 */
function findZones(known: readonly { own: readonly Life[]; theirs: readonly Told[] }[], facts: Facts): void {
  const offsets = new Map<Run, { created: number[]; seen: number[] }>();
  for (const { own, theirs } of known) {
    const [life, one] = [own[0]!, theirs[0]!];
    const stamp = one.session.created?.stamp ?? null;
    if (own.length !== theirs.length || stamp === null) continue;
    const lists = offsets.get(one.run) ?? { created: [], seen: [] };
    offsets.set(one.run, lists);
    (life.created ? lists.created : lists.seen).push(firstSeen(facts, life) - stamp);
  }
  for (const [run, { created, seen }] of offsets) {
    const list = (created.length > 0 ? created : seen).sort((a, b) => a - b);
    run.zone ??= Math.round(list[list.length >> 1]! / QUARTER) * QUARTER;
  }
}

/** Whether life and session are of one time; null where the server log's clock is not known. */
function sameTime(facts: Facts, life: Life, session: ServerSession, run: Run): boolean | null {
  const at = timeOf(session.created ?? session.destroyed ?? session.timeout, run);
  if (at === null) return null;
  const first = firstSeen(facts, life);
  if (session.created === null) return first <= at + NEAR;
  if (life.created !== null)
    return life.created.at >= at - ONE_CLOCK && life.created.at <= at + run.precision + ONE_CLOCK;
  const end = timeOf(session.destroyed ?? session.timeout, run);
  return first >= at - NEAR && (end === null || first <= end + NEAR);
}

function timeOf(line: ServerLine | null, run: Run): number | null {
  return line?.stamp == null || run.zone === null ? null : line.stamp + run.zone;
}

/** Per run, the first and last line whose event is in the event logs: between them the two logs overlap. */
function anchorsOf(pairs: readonly Pair[]): Map<Run, { from: number; to: number }> {
  const anchors = new Map<Run, { from: number; to: number }>();
  for (const { life, session, run } of pairs) {
    const lines = [life.created && session.created, life.end && (session.timeout ?? session.destroyed)];
    for (const line of lines) {
      if (!line) continue;
      const known = anchors.get(run) ?? { from: Infinity, to: -Infinity };
      anchors.set(run, { from: Math.min(known.from, line.line), to: Math.max(known.to, line.line) });
    }
  }
  return anchors;
}

function truthOf(
  facts: Facts,
  { life, session, run }: Pair,
  runs: readonly Run[],
  seen: EmitterFacts,
  anchors: ReadonlyMap<Run, { from: number; to: number }>,
): ServerTruth {
  const place = (line: ServerLine, of: Run): TruthLine => ({ ...line, log: of.log });
  // What showed itself alive in the log ended later than that; of an echo alone the end may be older than the log.
  const alive = showsLife(facts, life);
  const within = (line: ServerLine, of: Run): boolean => {
    const at = timeOf(line, of);
    const overlap = anchors.get(of);
    const byOrder = overlap !== undefined && (alive || line.line >= overlap.from) && line.line <= overlap.to;
    return byOrder || (at !== null && (alive || at >= seen.firstAt) && at + of.precision <= seen.lastAt);
  };
  const end = (cause: Cause | null, line: ServerLine, of: Run = run): ServerEnd => ({
    cause,
    line: place(line, of),
    at: timeOf(line, of),
    latest: plus(timeOf(line, of), of.precision),
    within: within(line, of),
  });
  const created = session.created && place(session.created, run);
  const until = timeOf(run.run.last, run);
  const told = endLine(session, run.run);
  if (told) return { created, end: end(told.cause, told.line), until };
  if (run.run.stopping) return { created, end: end('server-stopped', run.run.stopping), until };
  const next = runs.find((other) => follows(other, run));
  return { created, end: next ? end('server-crashed', next.run.first, next) : null, until };
}

/** Whether a run is the same server started again, not another one of that name at work at the same time. */
function follows(next: Run, run: Run): boolean {
  if (next.log === run.log) return next.run.first.line > run.run.last.line;
  const [from, to] = [next.run.first.stamp, run.run.last.stamp];
  return run.run.name !== null && next.run.name === run.run.name && from !== null && to !== null && from >= to;
}

const plus = (at: number | null, precision: number): number | null =>
  at === null ? null : at + Math.max(0, precision - 1);

/** The line at which one session ended, and why. */
function endLine(session: ServerSession, run: ServerRun): { cause: Cause | null; line: ServerLine } | null {
  const { over, timeout, destroyed } = session;
  if (timeout) return { cause: 'timeout', line: timeout };
  if (destroyed) {
    if (run.stopping && destroyed.line >= run.stopping.line) return { cause: 'server-stopped', line: destroyed };
    // A connection that went destroys at once, unless sessions can be reclaimed.
    if (over && (run.reclaim === 0 || destroyed.line - over.line <= 2)) return { cause: 'transport-gone', line: over };
    return { cause: run.tellsOver ? 'destroyed' : null, line: destroyed };
  }
  // Marked as over is logged with reclaim_session_timeout above 0 as well, and then is no end.
  if (!over || run.reclaim !== 0) return null;
  return { cause: run.stopping && over.line >= run.stopping.line ? 'server-stopped' : 'transport-gone', line: over };
}
