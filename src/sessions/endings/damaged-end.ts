/** A damaged stretch of the log holds what may be the session event of a life. */
import { secondOf, type Facts } from '../collecting/facts.js';
import type { Life } from '../lives.js';

/** A session event that stands damaged in the log is of a session that ended within this of its neighbours, µs. */
const DAMAGE_WINDOW = 1_000_000;

/** Whether that is so of a life that seems to have ended at `at` without one. */
export function endInDamage(facts: Facts, life: Life, at: number): boolean {
  const { ids, seconds } = facts.damagedEnds;
  const near = [-DAMAGE_WINDOW, 0, DAMAGE_WINDOW].some((away) => seconds.has(secondOf(at + away)));
  return near || (ids.size > 0 && ids.has(facts.owners.text(life.owner)));
}
