/** Tells the runs of a server apart, and servers that share a name, before the first session is judged. */
import type { EventsByOwner } from '../../events/events-by-owner.js';
import type { Facts } from '../collecting/facts.js';
import { livesOf } from '../lives.js';
import type { Server } from '../servers/server.js';
import { SparedConnections } from './closings.js';
import { Crossings } from './crossings.js';
import { extentOf } from './extent.js';
import { HeartbeatTimes } from './heartbeat-times.js';
import { settleMarks } from './settle.js';
import { settleShutdowns } from './who-stopped.js';

/** Janus makes longer ids; a shorter one was chosen by a client, and may come again after a restart, its `created` lost. */
const DIGITS_OF_JANUS = 10;

/** Looks at the lives of all emitters whose logs hold a `started` or `shutdown` that a session can have seen. */
export function tellRunsApart(facts: Facts, servers: readonly Server[], byOwner: EventsByOwner): void {
  const crossings = servers.map((server) => (seesMarks(server) ? new Crossings(server) : null));
  if (crossings.every((one) => one === null)) return;
  const spared = servers.map((server, k) =>
    crossings[k] === null ? null : new SparedConnections(server, facts.table.isCorrected),
  );
  const firstShutdown = servers.map(({ marks }) => marks.find(({ kind }) => kind === 'shutdown')?.at ?? Infinity);
  const { owners } = facts;
  for (let owner = 0; owner < owners.count; owner++) {
    const emitter = owners.scope.values[owner]!;
    const own = crossings[emitter] ?? null;
    if (own === null) continue;
    const proves = owners.text(owner).length >= DIGITS_OF_JANUS;
    for (const life of livesOf(facts, owner, byOwner, servers[emitter]!)) {
      const extent = extentOf(facts, life, servers[emitter]!, firstShutdown[emitter]!);
      own.add(extent, proves);
      spared[emitter]!.add(life, extent);
    }
  }
  for (const [emitter, server] of servers.entries()) {
    const own = crossings[emitter] ?? null;
    if (own === null) continue;
    settleMarks(server, own, spared[emitter]!, heartbeatTimes(facts, server));
    settleShutdowns(server, own, spared[emitter]!);
  }
}

/** Whether a mark lies between the first and the last event of an emitter. */
const seesMarks = ({ marks, facts }: Server): boolean =>
  marks.some(({ at }) => at > facts.firstAt && at <= facts.lastAt);

function heartbeatTimes({ table }: Facts, { facts: { heartbeats } }: Server): HeartbeatTimes {
  return new HeartbeatTimes(Float64Array.from(heartbeats.event.whole(), (event) => table.at(event)).sort());
}
