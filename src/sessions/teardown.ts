/**
 * How the handles of one session go when it ends: one after another without a pause. Four hundred of them took 1.7 s
 * (0.10.10), and a connection that closed while the server was at work on others waited 1.2 s for its turn.
 */
import { Role } from '../events/event-table.js';
import { lastFrom } from '../events/columns.js';
import type { EmitterFacts, Facts } from './facts.js';

/** Two handles of one drop detach within this of each other, µs (0.12 s seen); two that were asked for seldom do. */
export const LARGEST_PAUSE = 250_000;
/** A server detaches at least as many handles a second while it works off drops; 140 and more were seen. */
const WORKING = 50;
/** No server was seen to take that long, µs. */
const LONGEST = 10_000_000;
const SECOND = 1_000_000;

/** Every `detached` of one server. */
export class Detaches {
  private times: Float64Array | null = null;

  constructor(
    private readonly facts: Facts,
    private readonly emitter: EmitterFacts,
  ) {}

  /** Whether the server was at work on detaching handles all the time between two moments. */
  withoutPause(from: number, to: number): boolean {
    if (to - from <= LARGEST_PAUSE) return true;
    if (to - from > LONGEST) return false;
    const times = this.all();
    const first = lastFrom(times, times.length, from) + 1;
    const behind = lastFrom(times, times.length, to) + 1;
    if (behind - first < ((to - from) / SECOND) * WORKING) return false;
    for (let k = first; k <= behind; k++) {
      const before = k === first ? from : times[k - 1]!;
      const at = k === behind ? to : times[k]!;
      if (at - before > LARGEST_PAUSE) return false;
    }
    return true;
  }

  private all(): Float64Array {
    if (this.times !== null) return this.times;
    const { table, owners } = this.facts;
    const found: number[] = [];
    for (let event = 0; event < table.count; event++)
      if (table.role(event) === Role.detached && owners.scope.values[table.owner(event)] === this.emitter.number)
        found.push(table.at(event));
    return (this.times = Float64Array.from(found).sort());
  }
}
