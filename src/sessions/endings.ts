/**
 * How a session ended: the verdicts. Each rule looks at one kind of evidence and gives the moment it would decide; the
 * earliest decides. The rules never take silence as evidence: a session without PeerConnection may be silent for hours.
 */
import { BROKER_TRANSPORTS, HTTP_TRANSPORT, UNIX_TRANSPORT, secondOf, type Facts } from './facts.js';
import { livesAfter, showsLife, type Life } from './lives.js';
import type { Cause, Certainty, SessionEventName, SessionState } from './model.js';
import { firstSeen, mayStillTell, movedBy, START_RACE, survives } from './server-marks.js';
import { firstFrom, startBefore, tellsDrops, type Disconnect, type Moment, type Server } from './server.js';

/** Handles of a session detach within this of its connection's end (30 ms seen; a busy machine takes longer). */
const DETACH_WINDOW = 1_000_000;
/** The same where nothing but time connects the two: the session was claimed by that connection. */
const CLAIMED_DETACH_WINDOW = 50_000;
/** A `detached` this soon after a request over HTTP can be what that request asked for (0.2 ms seen). */
const REQUEST_WINDOW = 1_000;
/** Notifications race: a `detached` can carry an earlier time than the `disconnected` that caused it. */
const DETACH_RACE = 12_000;
/** Unix sockets: `disconnected` is told after the sessions have begun to end. */
const UNIX_DETACH_RACE = 5_000;
/** A `destroyed` this near its connection's end was caused by it (Janus ≥ 1.3.2). */
const TRIGGER_WINDOW = 100_000;
/** A `destroyed` can come before the `disconnected` that caused it by this much (1.2 ms seen). */
const HEAD_RACE = 2_000;
/** A session event this soon after what flags a session clears it: the notifications race. */
const CLEARING_WINDOW = 1_000_000;
/** A session event that stands damaged in the log is of a session that ended within this of its neighbours. */
const DAMAGE_WINDOW = 1_000_000;

/** How one life stands; events are numbers in the event table. */
export interface Ending {
  readonly state: SessionState;
  readonly flagged: boolean;
  readonly cause: Cause | null;
  readonly sessionEvent: SessionEventName | null;
  readonly trigger: 'transport-gone' | null;
  readonly certainty: Certainty | null;
  readonly at: number | null;
  /** The event that decided. */
  readonly event: number | null;
  /** `disconnected` of the connection that ended it, for `destroyed` as well. */
  readonly disconnect: Disconnect | null;
  /** Which rule of `transport-gone` it was, for the wording. */
  readonly rule: 'own-connection' | 'no-handle' | 'claimed' | null;
  /** Why it cannot be told, for undecidable sessions. */
  readonly doubt: 'sessions-masked' | 'damage' | 'cut-head' | null;
  /** Open, but seems to end just now: what decides may still be on its way to a log that is being followed. */
  readonly pending: { readonly cause: Cause; readonly at: number; readonly transport: string | null } | null;
}

const NOTHING: Ending = {
  state: 'open',
  flagged: false,
  cause: null,
  sessionEvent: null,
  trigger: null,
  certainty: null,
  at: null,
  event: null,
  disconnect: null,
  rule: null,
  doubt: null,
  pending: null,
};

const OPEN = NOTHING;
const undecidable = (doubt: NonNullable<Ending['doubt']>): Ending => ({ ...NOTHING, state: 'undecidable', doubt });

const silent = (cause: Cause, certainty: Certainty, { event, at }: Moment, more: Partial<Ending> = {}): Ending => ({
  ...NOTHING,
  state: 'ended',
  flagged: true,
  cause,
  certainty,
  event,
  at,
  ...more,
});

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
    idReused(life),
    handlesDetached(facts, life, server),
  ].filter((ending) => ending !== null);
  const first = candidates.reduce<Ending | null>(
    (best, next) => (best === null || next.at! < best.at! ? next : best),
    null,
  );
  // Of a life that shows only echoes of its end, the session event may stand in front of the log.
  const echo = !showsLife(facts, life);
  if (first === null) return echo ? undecidable('cut-head') : OPEN;
  if (echo && (first.cause !== 'transport-gone' || server.facts.firstAt > first.at! - HEAD_RACE))
    return undecidable('cut-head');
  if (first.doubt !== null) return undecidable(first.doubt);
  if (first.flagged && endInDamage(facts, life, first.at!)) return undecidable('damage');
  return first;
}

/** Whether a damaged stretch holds what may be the session event of a life that seems to have ended at `at`. */
function endInDamage({ damagedEnds, owners }: Facts, life: Life, at: number): boolean {
  const { ids, seconds } = damagedEnds;
  const near = [-DAMAGE_WINDOW, 0, DAMAGE_WINDOW].some((away) => seconds.has(secondOf(at + away)));
  return near || (ids.size > 0 && ids.has(owners.text(life.owner)));
}

function ended(life: Life, server: Server): Ending {
  const { event, at, name } = life.end!;
  const disconnect = name === 'destroyed' ? ownDisconnect(life, server) : null;
  const caused = disconnect !== null && Math.abs(at - disconnect.at) <= TRIGGER_WINDOW;
  return {
    ...NOTHING,
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

/** The end of the connection that created the session. An id is one connection only until its `disconnected`. */
function ownDisconnect(life: Life, server: Server): Disconnect | null {
  const connection = life.created && server.connection(life.created);
  if (!connection) return null;
  const createdAt = life.created.at;
  const reused = connection.connected[firstFrom(connection.connected, createdAt + 1)];
  const gone = connection.disconnected[firstFrom(connection.disconnected, createdAt)];
  return gone && (!reused || gone.at <= reused.at) ? gone : null;
}

/** With `reclaim_session_timeout` above 0, Janus always tells `timeout` in the end: none means claimed and alive. */
function reclaims(server: Server, at: number): boolean | null {
  const reclaim = startBefore(server, at)?.reclaimTimeout ?? null;
  return reclaim === null ? null : reclaim > 0;
}

function ownConnectionGone(facts: Facts, life: Life, server: Server): Ending | null {
  const gone = ownDisconnect(life, server);
  if (!gone || livesAfter(facts, life, gone.at)) return null;
  const reclaim = reclaims(server, gone.at);
  if (reclaim === true) return null;
  // Without a known setting, a client that detaches and then leaves looks the same but may come back.
  const race = reclaim === false ? DETACH_RACE : earlyDetach(gone);
  const open = life.handles.filter((h) => h.detachedAt === null || h.detachedAt >= gone.at - race);
  if (open.length > 0) {
    const all = open.every((h) => h.detachedAt !== null && h.detachedAt <= gone.at + DETACH_WINDOW);
    return all ? silent('transport-gone', 'certain', gone, { disconnect: gone, rule: 'own-connection' }) : null;
  }
  // A version that tells drops would have told this one: the session was claimed by another connection.
  if (reclaim === null || tellsDrops(startBefore(server, gone.at)?.version ?? null) === true) return null;
  return silent('transport-gone', 'probable', gone, { disconnect: gone, rule: 'no-handle' });
}

/** How much earlier than its `disconnected` a connection's `detached` can be by the order in which Janus tells them. */
const earlyDetach = ({ transport }: Disconnect): number => (transport === UNIX_TRANSPORT ? UNIX_DETACH_RACE : 0);

/** A session that was claimed dies with the claiming connection, which no event names: its handles tell. */
function claimedConnectionGone(facts: Facts, life: Life, server: Server): Ending | null {
  const last = life.handles.reduce((latest, h) => Math.max(latest, h.detachedAt ?? Infinity), 0);
  if (life.handles.length === 0 || last === Infinity) return null;
  const own = ownDisconnect(life, server);
  const overConnection =
    life.created !== null && life.created.transport !== null && life.created.transport !== HTTP_TRANSPORT;
  if (overConnection && (own === null || own.at > last)) return null;
  const { disconnects } = server;
  for (let k = disconnects.firstFrom(last + UNIX_DETACH_RACE) - 1; k >= 0; k--) {
    const gone = disconnects.get(k);
    if (gone.at > last + earlyDetach(gone)) continue;
    if (gone.at < last - CLAIMED_DETACH_WINDOW) return null;
    const open = life.handles.filter((h) => h.detachedAt! >= gone.at - earlyDetach(gone));
    if (open.length === 0 || open.some((h) => h.attachedAt !== null && h.attachedAt > gone.at)) continue;
    if (reclaims(server, gone.at) === true || livesAfter(facts, life, gone.at)) return null;
    const first = open.reduce((earliest, h) => Math.min(earliest, h.detachedAt!), Infinity);
    if (!overConnection && server.requestBetween(Math.min(gone.at, first - REQUEST_WINDOW), first)) return null;
    return silent('transport-gone', 'probable', gone, { disconnect: gone, rule: 'claimed' });
  }
  return null;
}

/** The first `shutdown` or `started` after the session came up ends it, unless the mark is another server's. */
function serverGone(facts: Facts, life: Life, server: Server): Ending | null {
  const from = firstSeen(facts, life);
  let next = firstFrom(server.marks, from + 1);
  while (server.marks[next]?.kind === 'started' && server.marks[next]!.at <= from + START_RACE) next++;
  const mark = server.marks[next];
  if (!mark || mark.shared || survives(facts, life, mark, server)) return null;
  if (life.created === null && life.handles.every((h) => h.detachedAt !== null && h.detachedAt < mark.at))
    return { ...undecidable('cut-head'), at: mark.at };
  if (mark.kind === 'shutdown')
    return silent('server-stopped', mayStillTell(life, mark, server) ? 'probable' : 'certain', mark);
  return silent('server-crashed', movedBy(mark, server) ? 'probable' : 'certain', mark);
}

function idReused(life: Life): Ending | null {
  return life.next && silent('id-reused', 'certain', life.next);
}

/** Without any transport event the handles are all there is to tell a dropped connection. */
function handlesDetached(facts: Facts, life: Life, server: Server): Ending | null {
  const transport = life.created?.transport ?? null;
  const droppable = transport !== HTTP_TRANSPORT && !BROKER_TRANSPORTS.has(transport ?? '');
  if (!server.transportsMasked || life.handles.length === 0 || !droppable || !showsLife(facts, life)) return null;
  const last = life.handles.reduce((a, b) => ((b.detachedAt ?? Infinity) > (a.detachedAt ?? Infinity) ? b : a));
  if (last.detachedAt === null) return null;
  const { detachedAt } = last;
  const together = life.handles.every((h) => h.detachedAt !== null && h.detachedAt >= detachedAt - DETACH_WINDOW);
  if (!together || livesAfter(facts, life, detachedAt)) return null;
  // Where the log ends with the handles, the session event may be the next one.
  if (server.facts.lastAt < detachedAt + TRIGGER_WINDOW) return null;
  const start = startBefore(server, detachedAt);
  if (reclaims(server, detachedAt) === true || tellsDrops(start?.version ?? null) === true) return null;
  return silent('handles-detached', 'possible', { event: last.detached!, at: detachedAt });
}
