/**
 * How a session ended: the verdicts. Each rule looks at one kind of evidence and gives the moment it would decide; the
 * earliest decides. The rules never take silence as evidence: a session without PeerConnection may be silent for hours.
 */
import { isMadeByJanus, type Facts } from '../collecting/facts.js';
import { livesAfter, showsLife, type Life } from '../lives.js';
import { lostBetween } from '../servers/losses.js';
import { isMasked } from '../servers/masked-ids.js';
import type { Server } from '../servers/server.js';
import { toldEnd } from '../evidence/told-times.js';
import { claimedConnectionGone } from './claimed-connection.js';
import { OPEN, silent, undecidable, type Ending } from './ending.js';
import { endInDamage } from './damaged-end.js';
import { handlesDetached } from './handles-detached.js';
import { ownConnectionGone, ownDisconnect, reclaims } from './own-connection.js';
import { perhapsStopped, serverGone } from './server-gone.js';
import { miscounted, unseenEnd } from './unseen-end.js';

/** A `destroyed` this near its connection's end was caused by it (Janus ≥ 1.3.2). */
const TRIGGER_WINDOW = 100_000;
/** A `destroyed` can come before the `disconnected` that caused it by this much (1.2 ms seen). */
const HEAD_RACE = 2_000;
/** A session event this soon after what flags a session clears it: the notifications race. */
const CLEARING_WINDOW = 1_000_000;

/** Judges one life by the facts of its server. */
export function endingOf(facts: Facts, life: Life, server: Server): Ending {
  const ending = settledEnding(facts, life, server);
  if (server.quiet === Infinity) return ending;
  const pending = ending.flagged ? pendingOf(ending) : ending.state === 'open' ? dropped(facts, life, server) : null;
  if (pending === null || pending.at + CLEARING_WINDOW <= server.facts.lastAt + server.quiet) return ending;
  return { ...OPEN, pending };
}

const pendingOf = ({ cause, at, disconnect }: Ending): Ending['pending'] => ({
  cause: cause!,
  at: at!,
  transport: disconnect?.transport ?? null,
});

/** The connection of a life went, and what becomes of its handles is not told yet. */
function dropped(facts: Facts, life: Life, server: Server): Ending['pending'] {
  const gone = ownDisconnect(life, server);
  if (!gone || livesAfter(facts, life, gone.at) || reclaims(server, gone.at) === true) return null;
  return { cause: 'transport-gone', at: gone.at, transport: gone.transport };
}

/** The verdict by what the log holds, as if nothing more could come. */
function settledEnding(facts: Facts, life: Life, server: Server): Ending {
  if (life.end) return ended(life, server);
  if (server.sessionsMasked) return undecidable('sessions-masked');
  const candidates = [
    ownConnectionGone(facts, life, server),
    claimedConnectionGone(facts, life, server),
    serverGone(facts, life, server),
    idReused(facts, life, server),
    handlesDetached(facts, life, server),
  ].filter((ending) => ending !== null);
  const first = settled(earliest(candidates), candidates);
  // Of a life that shows only echoes of its end, the session event may stand in front of the log.
  const echo = !showsLife(facts, life);
  if (first === null && echo) return undecidable('cut-head');
  if (first === null) return unseenEnd(facts, life, server) ?? perhapsStopped(facts, life, server) ?? OPEN;
  if (echo && (first.cause !== 'transport-gone' || server.facts.firstAt > first.at! - HEAD_RACE))
    return undecidable('cut-head');
  if (first.doubt !== null) return { ...first, at: null };
  if (BY_OTHERS.has(first.cause!) && server.timesContradict()) return undecidable('clock');
  if (BY_OTHERS.has(first.cause!) && (server.losses?.miscount?.at ?? Infinity) < first.at!) {
    const unseen = miscounted(facts, life, server);
    if (unseen !== null) return unseen;
  }
  if (first.flagged && endInDamage(facts, life, toldEnd(first, facts.table)!)) return undecidable('damage');
  return BY_OTHERS.has(first.cause!) && first.certainty === 'certain'
    ? doubtedByLosses(first, facts, life, server)
    : first;
}

/** Whoever is silent from before a loss on may have been told to end in what was lost. */
function doubtedByLosses(ending: Ending, { table }: Facts, life: Life, server: Server): Ending {
  const lost = lostBetween(server, table.at(life.events.at(-1)!), ending.at!);
  return lost ? { ...ending, certainty: 'probable', doubt: 'lost-since' } : ending;
}

const earliest = (endings: readonly Ending[]): Ending | null =>
  endings.reduce<Ending | null>((best, next) => (best === null || next.at! < best.at! ? next : best), null);

/**
 * It may be unclear whether a session ended silently with a connection. If a later event (a stop, a crash, its id used
 * again) must have ended it in any case, then that is the verdict: it ended by then, and silently.
 */
function settled(first: Ending | null, candidates: readonly Ending[]): Ending | null {
  if (first === null || !BY_CONNECTION.has(first.doubt)) return first;
  const later = earliest(candidates.filter(({ flagged }) => flagged));
  return later === null ? first : { ...later, certainty: 'probable' };
}

/** Doubts whether a connection's end was that of the session, which no event would tell. */
const BY_CONNECTION: ReadonlySet<Ending['doubt']> = new Set([
  'asked-for',
  'late-detach',
  'unknown-connection',
  'busy-connection',
]);

/** Causes that tell the latest time at which a session can have ended. */
const BY_OTHERS: ReadonlySet<string> = new Set(['server-stopped', 'server-crashed', 'id-reused']);

function ended(life: Life, server: Server): Ending {
  const { event, at, name } = life.end!;
  const disconnect = name === 'destroyed' ? ownDisconnect(life, server) : null;
  const caused = disconnect !== null && Math.abs(at - disconnect.at) <= TRIGGER_WINDOW;
  return {
    ...OPEN,
    state: 'ended',
    cause: name,
    sessionEvent: name,
    certainty: 'certain',
    at,
    event,
    trigger: caused ? 'transport-gone' : null,
    disconnect: caused ? disconnect : null,
  };
}

function idReused(facts: Facts, life: Life, server: Server): Ending | null {
  if (life.next === null) return null;
  // Janus refuses an id that is in use; another server of the same name does not, and clients choose the same short ones.
  if (server.idIsRounded(life.owner)) return undecidable('rounded-id', { at: life.next.at });
  if (isMasked(facts.owners.text(life.owner)) || livesAfter(facts, life, life.next.at))
    return undecidable('masked-id', { at: life.next.at });
  const mayBeAnothers = server.several && !isMadeByJanus(facts, life.owner);
  return mayBeAnothers ? undecidable('shared-id', { at: life.next.at }) : silent('id-reused', 'certain', life.next);
}
