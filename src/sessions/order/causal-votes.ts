/**
 * Asks the events themselves whether place or time tells what came first: a handle is attached before anything else of
 * it and detached after it, a session is created first and ends last, a connection comes up before sessions on it.
 */
import { NONE, Role } from '../../events/event-table.js';
import { EventType, MediaSubtype } from '../../events/types.js';
import { emitterOfEvent, type Facts } from '../facts.js';
import type { LogOrder, LogRange } from './log-order.js';

/** Ids that are longer were made by Janus at random; shorter ones a client may have chosen, and use again. */
const DIGITS_OF_JANUS = 13;
/** Up to 0.9.5 the id of a connection is a pointer, which is used again at once. */
const RANDOM_ID = /^\d{10,20}$/;

/** Events that are nearer to each other, µs, may stand the wrong way round as they came. */
const DISORDER = 50_000;

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
  place: number;
  time: number;
}

/** The votes of each emitter's events, by its number. `order` says how places are meant. */
export function causalVotes(facts: Facts, range: LogRange, order: LogOrder): Votes[] {
  const { table, owners, handles, connections, creations } = facts;
  const sessions = new Told(owners.count);
  const ofHandles = new Told(handles.count);
  const up = new Map<number, number>();
  const usedFrom = new Map<number, number>();
  const allVotes = facts.emitterList.map((): Votes => ({ place: 0, time: 0 }));
  let votes: Votes;

  const meet = (told: Told, number: number, at: number, begins: boolean, ends: boolean): void => {
    const { begun, latest, ended } = told;
    // What stands before a beginning and is later than it, or stands behind it and is earlier; NaN compares as neither.
    if (begins && latest[number]! > at + DISORDER) votes.time++;
    if (!begins && at < begun[number]! - DISORDER) votes.place++;
    if (ends && at < latest[number]! - DISORDER) votes.place++;
    if (!ends && at < ended[number]! - DISORDER) votes.time++;
    if (begins) begun[number] = at;
    if (ends) ended[number] = at;
    if (!(at <= latest[number]!)) latest[number] = at;
  };
  const meetConnection = (connection: number, at: number, comesUp: boolean): void => {
    if (!RANDOM_ID.test(connections.idOf(connection))) return;
    if (comesUp) {
      // An id that comes up again is that of another connection.
      if (!up.has(connection) && (usedFrom.get(connection) ?? -Infinity) > at + DISORDER) votes.time++;
      up.set(connection, at);
    } else {
      if (at < (up.get(connection) ?? -Infinity) - DISORDER) votes.place++;
      usedFrom.set(connection, Math.min(at, usedFrom.get(connection) ?? Infinity));
    }
  };

  const connectionOf = connectedBy(facts, range);
  const own = new Uint8Array(owners.count);
  for (let owner = 0; owner < owners.count; owner++) own[owner] = owners.text(owner).length >= DIGITS_OF_JANUS ? 1 : 0;
  const { from, to } = range;
  for (let k = 0; k < to - from; k++) {
    const event = order === 'backwards' ? to - 1 - k : from + k;
    const role = table.role(event);
    const at = table.toldAt(event);
    votes = allVotes[emitterOfEvent(facts, event)]!;
    const owner = table.owner(event);
    if (role === Role.connected) meetConnection(connectionOf.get(event)!, at, true);
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
    if (connection >= 0) meetConnection(connection, at, false);
  }
  return allVotes;
}

/** The connections of the `connected` events of a log. */
function connectedBy({ table, connections }: Facts, { from, to }: LogRange): Map<number, number> {
  const { event, connection } = connections.events;
  const found = new Map<number, number>();
  for (let k = 0; k < event.length; k++)
    if (event[k]! >= from && event[k]! < to && table.role(event[k]!) === Role.connected)
      found.set(event[k]!, connection[k]!);
  return found;
}
