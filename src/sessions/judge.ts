/** From the facts of all logs to the sessions and how each ended. */
import { corroborate, type ServerLogNames } from './corroborate.js';
import { endingOf } from './endings.js';
import { evidenceOf } from './evidence.js';
import { HTTP_TRANSPORT, type EmitterFacts, type Facts } from './facts.js';
import { livesOf, type Life } from './lives.js';
import type { Emitter, Handle, ServerMark, Session } from './model.js';
import { listed, type SessionTable } from './session-table.js';
import type { ServerLog } from './server-log.js';
import { truthsOf, type ServerTruth } from './server-truth.js';
import { findSharedMarks } from './server-marks.js';
import { serverOf, type Server } from './server.js';
import { reasonOf } from './wording.js';

/** The verdicts over all logs, with what is needed to look further into them. */
export interface Judgement {
  readonly sessions: SessionTable;
  readonly emitters: readonly Emitter[];
  readonly marks: readonly ServerMark[];
  readonly servers: readonly Server[];
}

/** Server logs that corroborate, and how the report calls them. */
export interface Corroboration extends ServerLogNames {
  readonly logs: readonly ServerLog[];
}

const NO_SERVER_LOGS: Corroboration = { logs: [], first: 0, names: [] };

/** For how long an emitter has sent nothing to a log that is being followed, µs. */
export type Quiet = (emitter: EmitterFacts) => number;

const AT_REST: Quiet = () => Infinity;

export function judge(facts: Facts, serverLogs: Corroboration = NO_SERVER_LOGS, quiet: Quiet = AT_REST): Judgement {
  const byOwner = facts.table.byOwner(facts.ids.length);
  const servers = [...facts.emitters.values()].map((emitter) => serverOf(emitter, facts.table, quiet(emitter)));
  const judged: { life: Life; server: Server }[] = [];
  for (const server of servers) {
    const lives = [...server.facts.ids.values()].flatMap((id) => livesOf(facts, id, byOwner));
    findSharedMarks(facts, lives, server);
    for (const life of lives) judged.push({ life, server });
  }
  const at = (life: Life): number => facts.table.at[life.events[0]!]!;
  judged.sort((a, b) => at(a.life) - at(b.life) || a.life.events[0]! - b.life.events[0]!);
  const truths = truthsOf(
    facts,
    judged.map(({ life }) => life),
    serverLogs.logs,
  );
  return {
    sessions: listed(
      judged.map(({ life, server }, index) => sessionOf(facts, life, server, index, truths.get(life), serverLogs)),
      judged.map(({ life }) => Uint32Array.from(life.events)),
      servers.map((server) => server.facts.name),
    ),
    emitters: servers.map(emitterOf),
    marks: marksOf(facts, servers),
    servers,
  };
}

/** What is long or seldom looked at is put together when it is asked for: a log can hold a million sessions. */
function sessionOf(
  facts: Facts,
  life: Life,
  server: Server,
  index: number,
  truth: ServerTruth | undefined,
  serverLogs: ServerLogNames,
): Session {
  const corroborated = corroborate(facts, life, endingOf(facts, life, server), truth, serverLogs);
  const { ending } = corroborated;
  const { table } = facts;
  const { created } = life;
  return {
    index,
    emitter: life.facts.emitter.name,
    id: life.facts.id,
    instance: life.instance,
    state: ending.state,
    flagged: ending.flagged,
    provisional: ending.pending !== null,
    cause: ending.cause,
    sessionEvent: ending.sessionEvent,
    trigger: ending.trigger,
    certainty: ending.certainty,
    createdAt: created?.at ?? null,
    endedAt: ending.at,
    firstAt: table.at[life.events[0]!]!,
    lastAt: table.at[life.events.at(-1)!]!,
    transport: created?.transport ?? null,
    transportId: created?.transportId ?? null,
    address: addressOf(life),
    get handles() {
      return handlesOf(facts, life);
    },
    events: life.events.length,
    get opaqueIds() {
      return [...life.facts.opaqueIds];
    },
    get rooms() {
      return [...life.facts.rooms];
    },
    get displays() {
      return [...life.facts.displays];
    },
    get reason() {
      return corroborated.reason ?? reasonOf(life, ending, server);
    },
    get evidence() {
      return [...evidenceOf(facts, life, ending), ...corroborated.evidence];
    },
    ending: ending.event === null ? corroborated.place : table.place(ending.event),
  };
}

function handlesOf(facts: Facts, life: Life): Handle[] {
  return life.handles.map(({ handle, attached, detached }) => {
    const { id, plugin, opaqueId } = facts.handles[handle]!;
    return {
      id,
      plugin,
      opaqueId: opaqueId || null,
      attached: attached === null ? null : facts.table.place(attached),
      detached: detached === null ? null : facts.table.place(detached),
    };
  });
}

function addressOf({ created, facts }: Life): string | null {
  if (created?.transport == null || created.transportId === null) return null;
  if (created.transport === HTTP_TRANSPORT) return created.address;
  return facts.emitter.connections.get(`${created.transport}/${created.transportId}`)?.address ?? null;
}

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
