/** One session as an object: what its columns cannot hold is put together when it is asked for. */
import type { Corroborated } from './corroborate.js';
import { evidenceOf } from './evidence.js';
import { opaqueIdOf, pluginOf, type Facts } from './facts.js';
import type { Life } from './lives.js';
import type { Handle, Session } from './model.js';
import { NameKind } from './names.js';
import type { Server } from './server.js';
import { reasonOf } from './wording.js';

export function sessionOf(
  facts: Facts,
  life: Life,
  server: Server,
  corroborated: Corroborated,
  index: number,
  transportId: string | null,
  address: string | null,
): Session {
  const { ending } = corroborated;
  const { table, owners, names } = facts;
  const { created, owner } = life;
  return {
    index,
    emitter: server.facts.name,
    id: owners.text(owner),
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
    firstAt: table.at(life.events[0]!),
    lastAt: table.at(life.events.at(-1)!),
    transport: created?.transport ?? null,
    transportId,
    address,
    get handles() {
      return handlesOf(facts, life);
    },
    handleCount: life.handles.length,
    events: life.events.length,
    get opaqueIds() {
      return names.of(owner, NameKind.opaqueId);
    },
    get rooms() {
      return names.of(owner, NameKind.room);
    },
    get displays() {
      return names.of(owner, NameKind.display);
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
  return life.handles.map(({ handle, attached, detached }) => ({
    id: facts.handles.text(handle),
    plugin: pluginOf(facts, handle),
    opaqueId: opaqueIdOf(facts, handle),
    attached: attached === null ? null : facts.table.place(attached),
    detached: detached === null ? null : facts.table.place(detached),
  }));
}
