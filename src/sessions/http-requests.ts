/**
 * Requests over HTTP, those of the Admin API included, and which of them can have asked for handles to be detached. An
 * event of a request does not say what was asked, but one request asks for one thing: what is known to be the doing of
 * another is not counted again.
 */
import { lastFrom } from '../events/columns.js';
import { Role } from '../events/event-table.js';
import { HTTP_TRANSPORT, type EmitterFacts, type Facts } from './facts.js';

/** What a request asks for is told within this, µs: 0.2 ms on an idle machine, 7 ms seen under load. */
const ASKED_WINDOW = 20_000;
/** What is told within this of a request may well be its doing, so that it asked for nothing else. */
const EFFECT_WINDOW = 50_000;
const SECOND = 1_000_000;
/** The handles of a session that ends detach within this of its session event, µs, and nobody asked for each of them. */
const END_WINDOW = 1_000_000;

/** What requests over HTTP visibly did on one server: times in order, each once. */
export interface HttpEffects {
  /** Sessions created over HTTP, and handles attached to them. */
  readonly creations: Float64Array;
  /** Those, and handles of such sessions that detached while the session went on. */
  readonly all: Float64Array;
}

export class HttpRequests {
  private times: Float64Array | null = null;
  private readonly free: Partial<Record<keyof HttpEffects, Float64Array>> = {};

  constructor(
    private readonly facts: Facts,
    private readonly emitter: EmitterFacts,
    private readonly effects: () => HttpEffects,
  ) {}

  /** Whether the HTTP transport tells its requests to event handlers. */
  get any(): boolean {
    return this.emitter.requests.count > 0;
  }

  /**
   * Whether each `detached`, given by their times in order, can have been asked for by a request of its own after `from`,
   * and not one that did something else. What came at or after `since`, a rival cause, is near enough whenever it came.
   */
  canHaveAsked(
    detached: readonly number[],
    from: number,
    without: keyof HttpEffects,
    since: number = Infinity,
  ): boolean {
    if (!this.any) return false;
    const free = this.freeOf(without);
    let next = 0;
    return detached.every((at) => {
      next = Math.max(next, lastFrom(free, free.length, Math.max(from, Math.min(at - ASKED_WINDOW, since) - 1)) + 1);
      return next < free.length && free[next++]! <= at;
    });
  }

  /** How long before `at` the last request without a visible effect came, µs. */
  lastBefore(at: number): number {
    const free = this.freeOf('all');
    return at - (free[lastFrom(free, free.length, at)] ?? -Infinity);
  }

  /** How many requests without a visible effect came in the second before. */
  inSecondBefore(at: number): number {
    const free = this.freeOf('all');
    return lastFrom(free, free.length, at - 1) - lastFrom(free, free.length, at - SECOND);
  }

  private freeOf(without: keyof HttpEffects): Float64Array {
    return (this.free[without] ??= withoutEffects(this.allTimes(), this.effects()[without]));
  }

  private allTimes(): Float64Array {
    const { table } = this.facts;
    return (this.times ??= inOrder(Array.from(this.emitter.requests.whole(), (event) => table.at(event))));
  }
}

/** Times in order, each once: what is told again, by a second log, has the same time. */
const inOrder = (times: readonly number[]): Float64Array =>
  Float64Array.from(times)
    .sort()
    .filter((at, k, all) => k === 0 || at !== all[k - 1]);

/** The requests that are left when each effect has taken the latest one before it. */
function withoutEffects(requests: Float64Array, effects: Float64Array): Float64Array {
  const taken = new Uint8Array(requests.length);
  /** Requests that no effect has taken yet, the latest one last. */
  const waiting: number[] = [];
  let next = 0;
  for (const at of effects) {
    while (next < requests.length && requests[next]! <= at) waiting.push(next++);
    const latest = waiting.at(-1);
    if (latest === undefined || requests[latest]! < at - EFFECT_WINDOW) continue;
    taken[latest] = 1;
    waiting.pop();
  }
  return requests.filter((_, k) => taken[k] === 0);
}

/** By emitter: what requests over HTTP did. Looks at every event once. */
export function httpEffects(facts: Facts): HttpEffects[] {
  const { table, owners, emitterList } = facts;
  const overHttp = ownersOverHttp(facts);
  const endedAt = new Map<number, number>();
  for (let event = 0; event < table.count; event++)
    if (table.role(event) === Role.destroyed || table.role(event) === Role.timeout)
      endedAt.set(table.owner(event), table.at(event));
  const found = emitterList.map(() => ({ creations: [] as number[], detaches: [] as number[] }));
  for (let event = 0; event < table.count; event++) {
    const role = table.role(event);
    if (role !== Role.created && role !== Role.attached && role !== Role.detached) continue;
    const owner = table.owner(event);
    if (!overHttp.has(owner)) continue;
    const { creations, detaches } = found[owners.scope.values[owner]!]!;
    const at = table.at(event);
    if (role !== Role.detached) creations.push(at);
    else if (Math.abs(at - (endedAt.get(owner) ?? Infinity)) > END_WINDOW) detaches.push(at);
  }
  return found.map(({ creations, detaches }) => ({
    creations: inOrder(creations),
    all: inOrder([...creations, ...detaches]),
  }));
}

function ownersOverHttp({ table, creations, connections }: Facts): Set<number> {
  const found = new Set<number>();
  for (let k = 0; k < creations.count; k++) {
    const connection = creations.connectionOf(k);
    const http = connection >= 0 && connections.transportOf(connection) === HTTP_TRANSPORT;
    if (http) found.add(table.owner(creations.eventOf(k)));
  }
  return found;
}
