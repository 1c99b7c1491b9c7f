/** Which sessions each connection created, and from when to when they were there. */
import { Role } from '../../events/event-table.js';
import type { Facts } from '../collecting/facts.js';

/** Times in µs; Infinity where no session event tells an end. */
export interface Stay {
  readonly from: number;
  to: number;
}

/** By connection, in the order of the logs. Looks at every event once. */
export function sessionsByConnection({ table, creations }: Facts): ReadonlyMap<number, readonly Stay[]> {
  const found = new Map<number, Stay[]>();
  const latest = new Map<number, Stay>();
  for (let event = 0; event < table.count; event++) {
    const role = table.role(event);
    if (role === Role.destroyed || role === Role.timeout) {
      const stay = latest.get(table.owner(event));
      if (stay !== undefined) stay.to = Math.min(stay.to, table.at(event));
    }
    if (role !== Role.created) continue;
    const connection = creations.connectionOf(creations.find(event));
    if (connection < 0) continue;
    const stay = { from: table.at(event), to: Infinity };
    latest.set(table.owner(event), stay);
    const stays = found.get(connection);
    if (stays === undefined) found.set(connection, [stay]);
    else stays.push(stay);
  }
  return found;
}
