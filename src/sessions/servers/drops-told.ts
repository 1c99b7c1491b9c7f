/** What a log itself shows of whether its servers tell that a connection dropped, where no `started` names a version. */
import { Role } from '../../events/event-table.js';
import { emitterOfEvent, type Facts } from '../collecting/facts.js';

/** Behind its connection's end nobody but the server can have ended a session this soon, µs (41 ms seen). */
const CAUSED = 100_000;

/**
 * By emitter: whether a session was told `destroyed` right behind the `disconnected` of the connection that had created
 * it, as Janus does since 1.3.2 and 0.15.2. Goes through the table once, so ask only where the version is not known.
 */
export function dropsTold(facts: Facts): readonly boolean[] {
  const { table, creations, connections, emitterList } = facts;
  const gone = new Map<number, number>();
  const { event, connection } = connections.events;
  for (let k = 0; k < event.length; k++)
    if (table.role(event[k]!) === Role.disconnected) gone.set(connection[k]!, table.at(event[k]!));
  const createdOn = new Map<number, number>();
  const told = emitterList.map(() => false);
  for (let number = 0; number < table.count; number++) {
    const role = table.role(number);
    if (role === Role.created) createdOn.set(table.owner(number), creations.connectionOf(creations.find(number)));
    if (role !== Role.destroyed) continue;
    const after = table.at(number) - (gone.get(createdOn.get(table.owner(number)) ?? -1) ?? Infinity);
    if (after >= 0 && after <= CAUSED) told[emitterOfEvent(facts, number)] = true;
  }
  return told;
}
