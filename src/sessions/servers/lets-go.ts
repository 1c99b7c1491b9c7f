/** Whether clients of a server, or whoever administers it, let handles go of sessions that go on, as its log shows. */
import { Role } from '../../events/event-table.js';
import type { Facts } from '../collecting/facts.js';
import { isTrailing } from '../lives.js';

/** What an end brings with it comes within this, µs. */
const AFTER_END = 1_000_000;

/**
 * By emitter: whether a session shows itself alive a good while after one of its handles has detached. Goes through the
 * table once, in whatever order it is, so ask only where handles are all there is to go by.
 */
export function letsHandlesGo({ table, owners, emitterList }: Facts): readonly boolean[] {
  const detached = new Float64Array(owners.count).fill(Infinity);
  const alive = new Float64Array(owners.count).fill(-Infinity);
  const lives = new Uint32Array(owners.count);
  for (let event = 0; event < table.count; event++) {
    const owner = table.owner(event);
    if (owner < 0) continue;
    const role = table.role(event);
    if (role === Role.created) lives[owner]!++;
    if (role === Role.detached) detached[owner] = Math.min(detached[owner]!, table.at(event));
    else if (!isTrailing(table, event)) alive[owner] = Math.max(alive[owner]!, table.at(event));
  }
  const found = emitterList.map(() => false);
  // What comes after a handle of an id that is used again may be of the next session.
  for (let owner = 0; owner < owners.count; owner++)
    if (lives[owner]! < 2 && alive[owner]! > detached[owner]! + AFTER_END) found[owners.scope.values[owner]!] = true;
  return found;
}
