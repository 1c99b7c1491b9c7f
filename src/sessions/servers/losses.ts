/**
 * What a log says against itself: the server's own count of sessions, its heartbeat, connections and session events that
 * cannot be as they stand. Each proves that events were lost on their way, and none of them whose.
 */
import { type Column, Float64Column, lastFrom } from '../../events/columns.js';
import { connectedAgain, sameRun } from './connected-again.js';
import type { Gap, Losses, Miscount } from './proven-losses.js';
import type { Facts } from '../collecting/facts.js';
import { startBefore, type Server } from './server.js';
import { STATES, type SessionColumns } from '../session-table.js';
import { tellsDrops } from './versions.js';

const SECOND = 1_000_000;
/** What happens this near to a count, µs, may have been counted or not. */
export const COUNTING = SECOND;
/** What an end brings with it comes within this, µs: it is no sign of life. */
export const ECHO = SECOND;
/** Heartbeats come every 15 s. Further apart than this, µs, and one is missing; nearer, and two servers send. */
const MISSING = 25_000_000;
const TOO_NEAR = 10_000_000;

type ByHeartbeat = Omit<Losses, 'again' | 'nameless' | 'uncreated'>;

const NOTHING_LOST: ByHeartbeat = { miscount: null, gap: null, longest: null, gaps: 0 };

/** How many sessions seem to be there at a time, by the verdicts so far. */
class SeemingSessions {
  private readonly begun = new Float64Column();
  private readonly ended = new Float64Column();
  /** From when on open sessions have been silent. */
  private readonly silent = new Float64Column();

  /** `end` is NaN for a session that is not known to have ended. */
  add(begin: number, last: number, end: number): void {
    this.begun.push(begin);
    if (Number.isNaN(end)) this.silent.push(Math.max(last - ECHO, begin + COUNTING));
    // One that is so short that it falls between two looks is in neither list.
    else this.ended.push(Math.max(end, begin + 2 * COUNTING));
  }

  sort(): void {
    for (const { values, count } of [this.begun, this.ended, this.silent]) values.subarray(0, count).sort();
  }

  /** Those that must have been counted at a time. */
  at(time: number): number {
    return upTo(this.begun, time - COUNTING) - upTo(this.ended, time + COUNTING);
  }

  /** Those of them that show no life after it. */
  silentFrom(time: number): number {
    return upTo(this.silent, time);
  }
}

const upTo = ({ values, count }: Column<Float64Array<ArrayBuffer>>, time: number): number =>
  lastFrom(values, count, time) + 1;

/** By emitter, given how its sessions seem to have ended. */
export function lossesOf(facts: Facts, servers: readonly Server[], sessions: SessionColumns): Losses[] {
  const again = connectedAgain(facts, servers);
  const seeming = seemingSessions(servers, sessions);
  const uncreated = firstSeenUncreated(servers, sessions);
  return servers.map((server, k): Losses => {
    const { nameless, firstNameless } = server.facts;
    return {
      ...(server.several || facts.table.isCorrected || !seeming[k]
        ? NOTHING_LOST
        : byHeartbeat(facts, server, seeming[k])),
      again: again[k]!,
      uncreated: uncreated[k]!,
      nameless: { count: nameless, first: firstNameless === null ? null : facts.table.place(firstNameless) },
    };
  });
}

/** By emitter: when its sessions were first seen, in order, µs, that began after a `started` without a `created`. */
function firstSeenUncreated(servers: readonly Server[], sessions: SessionColumns): Float64Array<ArrayBuffer>[] {
  const found = servers.map(() => new Float64Column());
  for (let k = 0; k < sessions.count; k++) {
    if (!Number.isNaN(sessions.createdAt[k]!)) continue;
    const emitter = sessions.emitter[k]!;
    const at = sessions.firstAt[k]!;
    if (!servers[emitter]!.sessionsMasked && startBefore(servers[emitter]!, at) !== null) found[emitter]!.push(at);
  }
  return found.map((column) => column.whole().slice().sort());
}

/** By emitter; null for one without heartbeats. */
function seemingSessions(servers: readonly Server[], sessions: SessionColumns): (SeemingSessions | null)[] {
  const found = servers.map(({ facts }) => (facts.heartbeats.event.count > 0 ? new SeemingSessions() : null));
  if (found.every((one) => one === null)) return found;
  for (let k = 0; k < sessions.count; k++) {
    const state = STATES[sessions.state[k]!];
    const end = sessions.endedAt[k]!;
    const known = state === 'open' || (state === 'ended' && !Number.isNaN(end));
    if (known) found[sessions.emitter[k]!]?.add(sessions.firstAt[k]!, sessions.lastAt[k]!, end);
  }
  for (const one of found) one?.sort();
  return found;
}

function byHeartbeat({ table }: Facts, server: Server, seeming: SeemingSessions): ByHeartbeat {
  const { event, sessions } = server.facts.heartbeats;
  const beats = Array.from({ length: event.count }, (_, k) => ({
    event: event.values[k]!,
    at: table.at(event.values[k]!),
    sessions: sessions.values[k]!,
  })).sort((a, b) => a.at - b.at);
  let miscount: Miscount | null = null;
  let gap: Gap | null = null;
  let longest: Gap | null = null;
  let gaps = 0;
  for (const [k, beat] of beats.entries()) {
    // Whoever was silent when a count was too small before is not expected to be in this one.
    const seemed: number = seeming.at(beat.at) - (miscount === null ? 0 : seeming.silentFrom(miscount.at));
    if (seemed > beat.sessions)
      miscount = { place: table.place(beat.event), at: beat.at, counted: beat.sessions, seemed };
    const last = beats[k - 1];
    if (last === undefined || last.at === beat.at || !sameRun(server, last.at, beat.at)) continue;
    // Two servers of one name send in turn: then no count and no gap is any one's.
    if (beat.at - last.at < TOO_NEAR) return NOTHING_LOST;
    if (beat.at - last.at < MISSING) continue;
    const here: Gap = { place: table.place(beat.event), from: last.at, to: beat.at };
    gaps++;
    if (longest === null || here.to - here.from > longest.to - longest.from) longest = here;
    if (!(countsExactly(server, beat.at) && beat.sessions === seemed)) gap = here;
  }
  return { miscount, gap, longest, gaps };
}

/** From 1.3.2 (0.15.2) on every end is counted; before that an API destroy alone, so that the count is an upper bound. */
const countsExactly = (server: Server, at: number): boolean =>
  tellsDrops(startBefore(server, at)?.version ?? null) === true;

/**
 * Whether the log proves that events of a server were lost after a time, on which something of a session came last, and
 * before another: one of them may have told its end.
 */
export function lostBetween({ losses }: Server, last: number, at: number): boolean {
  if (losses === null) return false;
  const { gap, uncreated } = losses;
  if (gap !== null && gap.to > last + ECHO && gap.to < at) return true;
  const next = uncreated[lastFrom(uncreated, uncreated.length, last + ECHO) + 1] ?? Infinity;
  return next < at;
}
