/** Connection ids that were connected again without having been disconnected: what came between was lost. */
import { Role } from '../../events/event-table.js';
import { BROKER_TRANSPORTS, type Facts } from '../collecting/facts.js';
import type { ConnectedAgain } from './proven-losses.js';
import { firstFrom, type Server } from './server.js';

/** By emitter. A server that started or stopped in between has forgotten its connections. */
export function connectedAgain(facts: Facts, servers: readonly Server[]): ConnectedAgain[] {
  const { table, connections } = facts;
  const found = servers.map((): ConnectedAgain => ({ count: 0, first: null }));
  for (const connection of connectedTwice(facts)) {
    const server = servers[connections.emitterOf(connection)]!;
    if (server.several || BROKER_TRANSPORTS.has(connections.transportOf(connection))) continue;
    const events = connections.eventsOf(connection).sort((a, b) => table.at(a) - table.at(b));
    for (const [k, event] of events.entries()) {
      const last = events[k - 1];
      if (last === undefined || table.role(last) !== Role.connected || table.role(event) !== Role.connected) continue;
      if (table.at(last) === table.at(event) || !sameRun(server, table.at(last), table.at(event))) continue;
      const own = found[server.facts.number]!;
      own.count++;
      own.first ??= table.place(event);
    }
  }
  return found;
}

/** Whether a server neither started nor stopped between two times. */
export const sameRun = ({ marks }: Server, from: number, to: number): boolean =>
  firstFrom(marks, from + 1) === firstFrom(marks, to + 1);

/** Connections that, in the order of the logs, were connected twice in a row. */
function connectedTwice({ table, connections }: Facts): Set<number> {
  const { event, connection } = connections.events;
  const up = new Uint8Array(connections.count);
  const found = new Set<number>();
  for (let k = 0; k < event.length; k++) {
    const connected = table.role(event[k]!) === Role.connected;
    if (connected && up[connection[k]!] === 1) found.add(connection[k]!);
    up[connection[k]!] = connected ? 1 : 0;
  }
  return found;
}
