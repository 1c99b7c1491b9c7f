import { NONE } from '../../events/columns.js';
import type { Judgement } from '../../sessions/judge.js';

/** Which session of an id a moment falls into: an id can be used again once its session has ended. */
export class SessionsByOwner {
  private readonly first: Uint32Array;
  /** Sessions of each owner in time order, one owner behind the other. */
  private readonly sessions: Uint32Array;

  constructor(
    private readonly judgement: Judgement,
    owners: number,
  ) {
    const { count, owner } = judgement.sessions;
    this.first = new Uint32Array(owners + 1);
    for (let k = 0; k < count; k++) this.first[owner[k]! + 1]!++;
    for (let k = 0; k < owners; k++) this.first[k + 1]! += this.first[k]!;
    const fill = this.first.slice(0, owners);
    this.sessions = new Uint32Array(count);
    // Sessions are numbered in the order of their first events.
    for (let k = 0; k < count; k++) this.sessions[fill[owner[k]!]!++] = k;
  }

  /** The session of `owner` that had begun last at a time, or its first one; -1 for none. */
  at(owner: number, at: number): number {
    if (owner < 0 || owner + 1 >= this.first.length) return NONE;
    const from = this.first[owner]!;
    let low = from + 1;
    let high = this.first[owner + 1]!;
    if (low > high) return NONE;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.firstAt(this.sessions[middle]!) <= at) low = middle + 1;
      else high = middle;
    }
    return this.sessions[low - 1]!;
  }

  private firstAt(session: number): number {
    const { facts, sessions } = this.judgement;
    if (!facts.table.isCorrected) return sessions.firstAt[session]!;
    return facts.table.at(sessions.eventsOf(session)[0]!);
  }
}
