/**
 * Whether times contradict themselves once the events are in order: a handle that is at work before it is attached, a
 * connection that closes before it comes up. Then a clock was set back, and nothing tells where.
 */
import { NONE } from '../../events/columns.js';
import { Role } from '../../events/event-table.js';
import { CAUSAL_DISORDER, emitterOfEvent, isMadeByJanus, type Facts } from '../collecting/facts.js';
import { RANDOM_CONNECTION } from './causal-votes.js';

/** A client may use an id again, however long, but several that do so without a `created` are no chance. */
const SEVERAL = 2;

/** By emitter. Looks at each event a few times. */
export function timesContradict(facts: Facts): readonly boolean[] {
  const found = facts.emitterList.map(() => false);
  handlesContradict(facts, found);
  connectionsContradict(facts, found);
  sessionsContradict(facts, found);
  return found;
}

function handlesContradict(facts: Facts, found: boolean[]): void {
  const { table, handles } = facts;
  const attached = new Float64Array(handles.count).fill(NaN);
  for (let event = 0; event < table.count; event++)
    if (table.role(event) === Role.attached) attached[table.handle(event)] = table.at(event);
  for (let event = 0; event < table.count; event++) {
    const handle = table.handle(event);
    if (handle !== NONE && table.at(event) < attached[handle]! - CAUSAL_DISORDER)
      found[emitterOfEvent(facts, event)] = true;
  }
}

/**
 * Of connections whose ids are not used again, of servers that do not use ids again: with one that does, a log that begins
 * later or has lost events may hold the end of one connection and the beginning of another.
 */
function connectionsContradict(facts: Facts, found: boolean[]): void {
  const { table, connections } = facts;
  const { event, connection } = connections.events;
  const up = new Float64Array(connections.count).fill(NaN);
  const gone = new Float64Array(connections.count).fill(NaN);
  const again = new Uint8Array(connections.count);
  const reuses = facts.emitterList.map(() => false);
  for (let k = 0; k < event.length; k++) {
    const at = table.at(event[k]!);
    const known = table.role(event[k]!) === Role.connected ? up : gone;
    const number = connection[k]!;
    if (!Number.isNaN(known[number]!) && known[number] !== at) {
      again[number] = 1;
      reuses[connections.emitterOf(number)] = true;
    }
    known[number] = at;
  }
  for (let number = 0; number < connections.count; number++)
    if (
      again[number] === 0 &&
      !reuses[connections.emitterOf(number)]! &&
      gone[number]! < up[number]! - CAUSAL_DISORDER &&
      RANDOM_CONNECTION.test(connections.idOf(number))
    )
      found[connections.emitterOf(number)] = true;
}

/** Of sessions that were seen before they were created, in a log that has all of the server from its start on. */
function sessionsContradict(facts: Facts, found: boolean[]): void {
  const { table, owners, emitterList } = facts;
  const first = new Float64Array(owners.count).fill(Infinity);
  const created = new Float64Array(owners.count).fill(NaN);
  for (let event = 0; event < table.count; event++) {
    const owner = table.owner(event);
    if (owner === NONE) continue;
    const at = table.at(event);
    if (at < first[owner]!) first[owner] = at;
    if (table.role(event) === Role.created && !(at >= created[owner]!)) created[owner] = at;
  }
  const counts = new Uint32Array(emitterList.length);
  for (let owner = 0; owner < owners.count; owner++)
    if (first[owner]! < created[owner]! - CAUSAL_DISORDER && isMadeByJanus(facts, owner))
      counts[owners.scope.values[owner]!]!++;
  for (const { number, firstAt, starts } of emitterList)
    if (counts[number]! >= SEVERAL && starts.some(({ at }) => at <= firstAt)) found[number] = true;
}
