/**
 * Requests over HTTP, those of the Admin API included, and which of them can have asked for handles to be detached. An
 * event of a request does not say what was asked, but one request asks for one thing: what is known to be the doing of
 * another is not counted again. A `created` over HTTP names its request; what else was done for sessions over HTTP takes
 * the latest request before it.
 */
import { HTTP_TRANSPORT } from '../../events/types.js';
import { lastFrom } from '../../events/columns.js';
import { Role } from '../../events/event-table.js';
import { type EmitterFacts, type Facts } from '../collecting/facts.js';
import { requestMark } from '../collecting/requests.js';

/** What a request asks for is told within this, µs: 0.2 ms on an idle machine, 7 ms seen under load. */
export const ASKED_WINDOW = 20_000;
/** What is told within this of a request may well be its doing, so that it asked for nothing else. */
const EFFECT_WINDOW = 50_000;
/**
 * Ids of requests are addresses up to 0.9.5, and come again; a session is created within this of its request (0.15 s
 * seen), µs.
 */
const CREATION_WINDOW = 5_000_000;
const SECOND = 1_000_000;
/** The handles of a session that ends detach within this of its session event, µs, and nobody asked for each of them. */
const END_WINDOW = 1_000_000;

/** What requests over HTTP visibly did on one server, in order, each once. */
export interface HttpEffects {
  /** Sessions created over HTTP, with the {@link requestMark} of what each names as its request. */
  readonly creations: readonly { readonly at: number; readonly mark: number }[];
  /** When handles were attached to such sessions. */
  readonly attached: Float64Array;
  /** The same, and when they were destroyed, or their handles detached while the session went on. */
  readonly all: Float64Array;
}

/**
 * What takes requests besides `created`. Where it is asked who can have detached a handle over HTTP at all, other ends do
 * not count: their requests may be lost.
 */
export type Takers = 'attached' | 'all';

/** Times of requests, µs, in order: those that did what is to be seen in the log, and those that did not. */
interface Shared {
  readonly spent: Float64Array;
  readonly free: Float64Array;
}

export class HttpRequests {
  private readonly shared: Partial<Record<Takers, Shared>> = {};

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
  canHaveAsked(detached: readonly number[], from: number, takers: Takers, since: number = Infinity): boolean {
    if (!this.any) return false;
    const { free } = this.sharedAmong(takers);
    let next = 0;
    return detached.every((at) => {
      next = Math.max(next, lastFrom(free, free.length, Math.max(from, Math.min(at - ASKED_WINDOW, since) - 1)) + 1);
      return next < free.length && free[next++]! <= at;
    });
  }

  /** How long before `at` the last request without a visible effect came, µs. */
  lastBefore(at: number): number {
    const { free } = this.sharedAmong('all');
    return at - (free[lastFrom(free, free.length, at)] ?? -Infinity);
  }

  /** How many requests without a visible effect came in the second before. */
  inSecondBefore(at: number): number {
    return countBetween(this.sharedAmong('all').free, at - SECOND, at - 1);
  }

  /** How many requests of which is known what they did came in the {@link ASKED_WINDOW} before. */
  ofOthersBefore(at: number): number {
    return countBetween(this.sharedAmong('all').spent, at - ASKED_WINDOW, at);
  }

  private sharedAmong(takers: Takers): Shared {
    const { creations, [takers]: others } = this.effects();
    return (this.shared[takers] ??= share(this.inOrder(), creations, others));
  }

  /** Times and marks of all requests, each once: what is told again, by a second log, has the same time. */
  private inOrder(): Requested {
    const { table } = this.facts;
    const { event, mark } = this.emitter.requests;
    const order = Array.from({ length: event.count }, (_, k) => k).sort(
      (a, b) => table.at(event.values[a]!) - table.at(event.values[b]!),
    );
    const at = order.map((k) => table.at(event.values[k]!));
    const once = order.map((_, k) => k).filter((k) => k === 0 || at[k] !== at[k - 1]);
    return {
      at: Float64Array.from(once, (k) => at[k]!),
      mark: Uint32Array.from(once, (k) => mark.values[order[k]!]!),
    };
  }
}

interface Requested {
  readonly at: Float64Array;
  readonly mark: Uint32Array;
}

/** Number of times after `from` and not after `to`. */
const countBetween = (times: Float64Array, from: number, to: number): number =>
  lastFrom(times, times.length, to) - lastFrom(times, times.length, from);

/** Gives each effect its request: `created` the one it names, what else there is the latest one before it. */
function share({ at, mark }: Requested, creations: HttpEffects['creations'], others: Float64Array): Shared {
  const taken = new Uint8Array(at.length);
  /** By mark: requests that no `created` has named yet, the latest one last. */
  const named = new Map<number, number[]>();
  let next = 0;
  for (const creation of creations) {
    for (; next < at.length && at[next]! <= creation.at; next++) {
      const before = named.get(mark[next]!);
      if (before === undefined) named.set(mark[next]!, [next]);
      else before.push(next);
    }
    const request = named.get(creation.mark)?.pop();
    if (request !== undefined && at[request]! >= creation.at - CREATION_WINDOW) taken[request] = 1;
  }
  /** Requests that no effect has taken yet, the latest one last. */
  const waiting: number[] = [];
  next = 0;
  for (const effect of others) {
    for (; next < at.length && at[next]! <= effect; next++) if (taken[next] === 0) waiting.push(next);
    const latest = waiting.at(-1);
    if (latest === undefined || at[latest]! < effect - EFFECT_WINDOW) continue;
    taken[latest] = 1;
    waiting.pop();
  }
  return { spent: at.filter((_, k) => taken[k] === 1), free: at.filter((_, k) => taken[k] === 0) };
}

/** By emitter: what requests over HTTP did. Looks at every event once. */
export function httpEffects(facts: Facts): HttpEffects[] {
  const { table, owners, emitterList } = facts;
  const found = emitterList.map(() => ({
    creations: new Map<number, number>(),
    attached: [] as number[],
    ended: [] as number[],
  }));
  const overHttp = ownersOverHttp(facts, (owner, at, mark) =>
    found[owners.scope.values[owner]!]!.creations.set(at, mark),
  );
  const endedAt = new Map<number, number>();
  for (let event = 0; event < table.count; event++)
    if (table.role(event) === Role.destroyed || table.role(event) === Role.timeout)
      endedAt.set(table.owner(event), table.at(event));
  for (let event = 0; event < table.count; event++) {
    const role = table.role(event);
    if (role !== Role.attached && role !== Role.destroyed && role !== Role.detached) continue;
    const owner = table.owner(event);
    if (!overHttp.has(owner)) continue;
    const at = table.at(event);
    const { attached, ended } = found[owners.scope.values[owner]!]!;
    const withItsSession = role === Role.detached && Math.abs(at - (endedAt.get(owner) ?? Infinity)) <= END_WINDOW;
    if (role === Role.attached) attached.push(at);
    else if (!withItsSession) ended.push(at);
  }
  return found.map(({ creations, attached, ended }) => ({
    creations: [...creations].map(([at, mark]) => ({ at, mark })).sort((a, b) => a.at - b.at),
    attached: inOrder(attached),
    all: inOrder([...attached, ...ended]),
  }));
}

/** Times in order, each once: what is told again, by a second log, has the same time. */
const inOrder = (times: readonly number[]): Float64Array =>
  Float64Array.from(times)
    .sort()
    .filter((at, k, all) => k === 0 || at !== all[k - 1]);

/** Owners of sessions created over HTTP; `each` is told of every creation, with the mark of its request. */
function ownersOverHttp(
  { table, creations, connections }: Facts,
  each: (owner: number, at: number, mark: number) => void,
): Set<number> {
  const found = new Set<number>();
  for (let k = 0; k < creations.count; k++) {
    const connection = creations.connectionOf(k);
    if (connection < 0 || connections.transportOf(connection) !== HTTP_TRANSPORT) continue;
    const event = creations.eventOf(k);
    found.add(table.owner(event));
    each(table.owner(event), table.at(event), requestMark(connections.idOf(connection)));
  }
  return found;
}
