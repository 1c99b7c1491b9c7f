/** The facts in time order, wherever they stand in the logs. */
import type { EventTable } from '../../events/event-table.js';
import type { LifeFacts } from './life-facts.js';

/** Facts come nearly in time order; beyond so many steps for each they do not, and are sorted as a whole. */
const STEPS = 64;

/** Numbers of all facts in time order; those of one time in the order they came. */
export function inTimeOrder(facts: LifeFacts, table: EventTable): Uint32Array {
  const { count } = facts;
  const order = new Uint32Array(count);
  const at = (fact: number): number => table.at(facts.event(fact));
  let steps = 0;
  let latest = -Infinity;
  for (let k = 0; k < count; k++) {
    const time = at(k);
    if (time >= latest) {
      order[k] = k;
      latest = time;
      continue;
    }
    let to = k;
    while (to > 0 && at(order[to - 1]!) > time) {
      order[to] = order[to - 1]!;
      to--;
      if (++steps > STEPS * count) return sorted(count, at);
    }
    order[to] = k;
  }
  return order;
}

function sorted(count: number, at: (fact: number) => number): Uint32Array {
  const times = Float64Array.from({ length: count }, (_, k) => at(k));
  return Uint32Array.from(times.keys()).sort((a, b) => times[a]! - times[b]! || a - b);
}
