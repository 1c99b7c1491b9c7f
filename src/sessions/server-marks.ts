/** `started` and `shutdown` events: which sessions they end, and when they are another server's. */
import { HTTP_TRANSPORT, type Facts } from './facts.js';
import { livesAfter, type Life } from './lives.js';
import { firstFrom, startBefore, tellsDrops, type Mark, type Server } from './server.js';

/** Janus opens its transports shortly before it says `started`: such a session belongs to the new run. */
export const START_RACE = 100_000;
/** While a server shuts down its sessions may still show life for as long as its plugins take. */
const SHUTDOWN_GRACE = 10_000_000;
/** Marks looked at for one session: more than a server starts and stops while it lives. */
const MAX_LOOKED_AT = 1000;
/** What an end brings with it comes within this. */
const AFTER_END = 1_000_000;

/** First trace of a life, µs. */
export function firstSeen(facts: Facts, life: Life): number {
  return facts.table.at(life.events[0]!);
}

/** Whether the log ends with the shutdown, and the version may tell the end of such a session right after it. */
export function mayStillTell(life: Life, mark: Mark, server: Server): boolean {
  if (life.created?.transport === HTTP_TRANSPORT) return false;
  if (tellsDrops(startBefore(server, mark.at)?.version ?? null) === false) return false;
  return server.facts.lastAt < mark.at + AFTER_END;
}

/** Whether the server that started has another address than the one before: moved, or another server of the same name. */
export function movedBy(mark: Mark, server: Server): boolean {
  const before = startBefore(server, mark.at - 1)?.localIp ?? null;
  const now = startBefore(server, mark.at)?.localIp ?? null;
  return before !== null && now !== null && before !== now;
}

/** Whether a life goes on past a mark. */
export function survives(facts: Facts, life: Life, mark: Mark, server: Server): boolean {
  if (mark.kind === 'started') return livesAfter(facts, life, mark.at);
  const restart = server.starts[firstFrom(server.starts, mark.at + 1)]?.at ?? Infinity;
  return livesAfter(facts, life, Math.min(mark.at + SHUTDOWN_GRACE, restart));
}

/**
 * Finds the `started` and `shutdown` events that sessions outlived: then several servers share the name, and the event
 * says nothing about any one session. Ids below 2^32 are chosen by clients and may come again after a restart with their
 * `created` lost, so they prove nothing.
 */
export class SharedMarks {
  /** By mark: the first one from it on that is not known to be shared, as far as has been looked. */
  private readonly ahead: Uint32Array;

  constructor(
    private readonly facts: Facts,
    private readonly server: Server,
  ) {
    this.ahead = Uint32Array.from(server.marks.keys());
  }

  /** Whether a session can have outlived a mark. */
  get possible(): boolean {
    const { marks, facts } = this.server;
    return firstFrom(marks, facts.firstAt + START_RACE) < firstFrom(marks, facts.lastAt + 1);
  }

  /** Marks as shared what this life outlived. */
  look(life: Life): void {
    const { facts, server } = this;
    const { marks } = server;
    if (facts.owners.text(life.owner).length < 10) return;
    const until = facts.table.at(life.events.at(-1)!);
    let looked = 0;
    let k = this.notShared(firstFrom(marks, firstSeen(facts, life) + START_RACE));
    for (; k < marks.length && marks[k]!.at <= until && looked < MAX_LOOKED_AT; k = this.notShared(k + 1), looked++) {
      const mark = marks[k]!;
      const over = life.end ? life.end.at > mark.at + AFTER_END : false;
      if (over ? mark.kind === 'started' : survives(facts, life, mark, server)) mark.shared = true;
    }
  }

  private notShared(k: number): number {
    const { marks } = this.server;
    let to = k;
    while (to < marks.length && marks[to]!.shared) to = Math.max(to + 1, this.ahead[to]!);
    if (k < marks.length) this.ahead[k] = to;
    return to;
  }
}
