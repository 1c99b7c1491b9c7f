/**
 * Asks the events themselves whether place or time tells what came first: a handle is attached before anything else of
 * it and detached after it, a session is created first and ends last, a connection comes up before
 * sessions on it and closes after them.
 */
import { NONE } from '../../events/columns.js';
import { Role } from '../../events/event-table.js';
import { EventType, MediaSubtype } from '../../events/types.js';
import { CAUSAL_DISORDER, DISORDER, emitterOfEvent, isMadeByJanus, type Facts } from '../collecting/facts.js';
import type { LogOrder, LogRange } from './log-range.js';

/** Up to 0.9.5 the id of a connection is a pointer, which is used again at once. */
export const RANDOM_CONNECTION = /^\d{10,20}$/;

/** What is known of one thing so far, by its number; times as told, µs, NaN where nothing is known. */
class Told {
  readonly begun: Float64Array;
  readonly latest: Float64Array;
  readonly ended: Float64Array;

  constructor(count: number) {
    this.begun = new Float64Array(count).fill(NaN);
    this.latest = new Float64Array(count).fill(NaN);
    this.ended = new Float64Array(count).fill(NaN);
  }
}

/** By how many pairs of events of which place and time disagree, each is right. */
export interface Votes {
  /** Of pairs that are too far apart for events that came out of order. */
  readonly far: { place: number; time: number };
  /** Of the others. */
  readonly near: { place: number; time: number };
  /** Events that come after what stands before them, though their times are earlier, {@link MOST_PROOFS} at most. */
  readonly proofs: Set<number>;
}

const MOST_PROOFS = 10_000;
const none = (): Votes['far'] => ({ place: 0, time: 0 });

/** The votes of each emitter's events, by its number. `order` says how places are meant. */
export function causalVotes(facts: Facts, range: LogRange, order: LogOrder): Votes[] {
  const { table, owners, handles, connections, creations } = facts;
  const sessions = new Told(owners.count);
  const ofHandles = new Told(handles.count);
  const ofConnections = new Told(connections.count);
  const up = new Map<number, number>();
  const usedFrom = new Map<number, number>();
  const allVotes = facts.emitterList.map((): Votes => ({ far: none(), near: none(), proofs: new Set() }));
  let votes: Votes;
  let event = NONE;

  /** `by`: how far apart the times are that place contradicts, µs; NaN where nothing is known. */
  const voteForPlace = (by: number): void => {
    if (!(by > CAUSAL_DISORDER)) return;
    (by > DISORDER ? votes.far : votes.near).place++;
    if (votes.proofs.size < MOST_PROOFS) votes.proofs.add(event);
  };
  const voteForTime = (by: number): void => {
    if (by > CAUSAL_DISORDER) (by > DISORDER ? votes.far : votes.near).time++;
  };
  const meet = (told: Told, number: number, at: number, begins: boolean, ends: boolean): void => {
    const { begun, latest, ended } = told;
    // What stands before a beginning and is later than it, or stands behind it and is earlier.
    if (begins) voteForTime(latest[number]! - at);
    else voteForPlace(begun[number]! - at);
    if (ends) voteForPlace(latest[number]! - at);
    else voteForTime(ended[number]! - at);
    if (begins) begun[number] = at;
    if (ends) ended[number] = at;
    if (!(at <= latest[number]!)) latest[number] = at;
  };
  const { connectionOf, once } = connectionsIn(facts, range);
  const meetConnection = (connection: number, at: number, role: Role): void => {
    if (!RANDOM_CONNECTION.test(connections.idOf(connection))) return;
    const comesUp = role === Role.connected;
    if (once[connection] === 1) meet(ofConnections, connection, at, comesUp, role === Role.disconnected);
    else if (role === Role.disconnected) return;
    else if (comesUp) {
      // An id that comes up again is that of another connection.
      if (!up.has(connection)) voteForTime((usedFrom.get(connection) ?? NaN) - at);
      up.set(connection, at);
    } else {
      voteForPlace((up.get(connection) ?? NaN) - at);
      usedFrom.set(connection, Math.min(at, usedFrom.get(connection) ?? Infinity));
    }
  };
  const own = new Uint8Array(owners.count);
  for (let owner = 0; owner < owners.count; owner++) own[owner] = isMadeByJanus(facts, owner) ? 1 : 0;
  const { from, to } = range;
  for (let k = 0; k < to - from; k++) {
    event = order === 'backwards' ? to - 1 - k : from + k;
    const role = table.role(event);
    const at = table.toldAt(event);
    votes = allVotes[emitterOfEvent(facts, event)]!;
    const owner = table.owner(event);
    if (role === Role.connected || role === Role.disconnected) meetConnection(connectionOf.get(event)!, at, role);
    if (owner === NONE) continue;
    // The last statistics of a handle come after all else.
    if (table.type(event) === EventType.media && table.subtype(event) === MediaSubtype.stats) continue;
    const handle = table.handle(event);
    const ends = role === Role.destroyed || role === Role.timeout;
    if (handle !== NONE) meet(ofHandles, handle, at, role === Role.attached, role === Role.detached);
    // A `detached` comes before or after the session event.
    if (own[owner] === 1 && role !== Role.detached) meet(sessions, owner, at, role === Role.created, ends);
    if (role !== Role.created) continue;
    const connection = creations.connectionOf(creations.find(event));
    if (connection >= 0) meetConnection(connection, at, role);
  }
  return allVotes;
}

/** The connections of the `connected` and `disconnected` events of a log; which of them came up and closed once at most. */
function connectionsIn({ table, connections }: Facts, { from, to }: LogRange) {
  const { event, connection } = connections.events;
  const connectionOf = new Map<number, number>();
  const once = new Uint8Array(connections.count).fill(1);
  const seen = new Uint8Array(connections.count);
  for (let k = 0; k < event.length; k++) {
    if (event[k]! < from || event[k]! >= to) continue;
    const number = connection[k]!;
    connectionOf.set(event[k]!, number);
    const bit = table.role(event[k]!) === Role.connected ? 1 : 2;
    if ((seen[number]! & bit) !== 0) once[number] = 0;
    seen[number]! |= bit;
  }
  return { connectionOf, once };
}
