/** From the facts of all logs to the sessions and how each ended. */
import { NONE } from '../events/columns.js';
import type { EventPlace } from '../events/event-table.js';
import { corroborate, type Corroborated, type ServerLogNames } from './server-log/corroborate.js';
import { endingOf } from './endings/verdict.js';
import type { EmitterFacts, Facts } from './collecting/facts.js';
import { judgedSessions, type JudgedSessions } from './judged-sessions.js';
import { livesOf } from './lives.js';
import type { Emitter, ServerMark } from './log-report.js';
import type { ServerLog } from './server-log/server-log.js';
import { storyOf, type ClockStep } from './order/story.js';
import { tellRunsApart } from './runs/tell-runs-apart.js';
import { lossesOf } from './servers/losses.js';
import { serversOf, type Server } from './servers/server.js';
import { truthsOf } from './server-log/server-truth.js';
import { SessionRows, writeEnding, type RowColumns } from './session-rows.js';

/** The verdicts over all logs, with what is needed to look further into them. */
export interface Judgement {
  /** With the times that were judged by: corrected where a clock was set back. */
  readonly facts: Facts;
  readonly sessions: JudgedSessions;
  readonly emitters: readonly Emitter[];
  readonly marks: readonly ServerMark[];
  /** By number of emitter. */
  readonly servers: readonly Server[];
  readonly clocks: readonly ClockSetBack[];
}

/** A clock was set back: of which emitter, by how much at least, µs, and the first event behind the step. */
export interface ClockSetBack {
  readonly emitter: string;
  readonly by: number;
  readonly place: EventPlace;
}

/** Server logs that corroborate, and how the report calls them. */
export interface Corroboration extends ServerLogNames {
  readonly logs: readonly ServerLog[];
}

const NO_SERVER_LOGS: Corroboration = { logs: [], first: 0, names: [] };

/**
 * For how long an emitter has sent nothing to a log that is being followed, µs. -Infinity: what is still to come of it can be
 * of any time.
 */
export type Quiet = (emitter: EmitterFacts) => number;

const AT_REST: Quiet = () => Infinity;

export function judge(told: Facts, serverLogs: Corroboration = NO_SERVER_LOGS, quiet: Quiet = AT_REST): Judgement {
  const { facts, steps } = storyOf(told);
  const servers = serversOf(facts, ({ number }) => quiet(told.emitterList[number]!));
  const byOwner = facts.table.byOwner();
  tellRunsApart(facts, servers, byOwner);
  const rows = new SessionRows(facts);
  for (let owner = 0; owner < facts.owners.count; owner++) {
    const server = servers[facts.owners.scope.values[owner]!]!;
    for (const life of livesOf(facts, owner, byOwner, server)) rows.add(life, endingOf(facts, life, server));
  }
  const columns = rows.sorted();
  const corroborated = new Map<number, Corroborated>();
  const sessions = judgedSessions(facts, servers, columns, byOwner, corroborated);
  judgeByLosses(facts, servers, columns, sessions);
  if (serverLogs.logs.length > 0) askServerLogs(facts, servers, columns, sessions, serverLogs, corroborated);
  return {
    facts,
    sessions,
    emitters: servers.map(emitterOf),
    marks: marksOf(facts, servers),
    servers,
    clocks: clocksOf(facts, steps),
  };
}

/** Looks at what the log contradicts itself in, and judges again who may have ended unseen. */
function judgeByLosses(facts: Facts, servers: readonly Server[], columns: RowColumns, sessions: JudgedSessions): void {
  const losses = lossesOf(facts, servers, columns);
  const concerned = losses.map(
    ({ miscount, gap, uncreated }) => miscount !== null || gap !== null || uncreated.length > 0,
  );
  for (const [k, server] of servers.entries()) server.losses = losses[k]!;
  if (!concerned.includes(true)) return;
  for (let index = 0; index < columns.count; index++) {
    const number = columns.emitter[index]!;
    if (!concerned[number] || columns.sessionEvent[index] !== NONE) continue;
    writeEnding(columns, index, endingOf(facts, sessions.life(index), servers[number]!), facts.table);
  }
}

/** Lets the server logs decide what the events cannot. */
function askServerLogs(
  facts: Facts,
  servers: readonly Server[],
  columns: RowColumns,
  sessions: JudgedSessions,
  serverLogs: Corroboration,
  corroborated: Map<number, Corroborated>,
): void {
  const lives = Array.from({ length: columns.count }, (_, index) => sessions.life(index));
  const truths = truthsOf(facts, lives, serverLogs.logs);
  for (const [index, life] of lives.entries()) {
    const truth = truths.get(life);
    if (truth === undefined) continue;
    const ending = endingOf(facts, life, servers[columns.emitter[index]!]!);
    const told = corroborate(facts, life, ending, truth, serverLogs);
    corroborated.set(index, told);
    writeEnding(columns, index, told.ending, facts.table);
  }
}

const clocksOf = ({ table, emitterList }: Facts, steps: readonly ClockStep[]): ClockSetBack[] =>
  steps.map(({ emitter, event, by }) => ({ emitter: emitterList[emitter]!.name, by, place: table.place(event) }));

function emitterOf({ facts, starts }: Server): Emitter {
  const last = starts.at(-1);
  return {
    name: facts.name,
    version: last?.version ?? null,
    sessionTimeout: last?.sessionTimeout ?? null,
    reclaimTimeout: last?.reclaimTimeout ?? null,
  };
}

function marksOf(facts: Facts, servers: readonly Server[]): ServerMark[] {
  return servers
    .flatMap((server) =>
      server.marks.map(({ event, kind }) => ({ ...facts.table.place(event), emitter: server.facts.name, kind })),
    )
    .sort((a, b) => a.at - b.at);
}
