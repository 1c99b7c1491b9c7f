/** The event at a place in the text of a log, and what a field of it names. */
import { lastFrom, NONE } from '../../events/columns.js';
import { Role } from '../../events/event-table.js';
import { EventType } from '../../events/types.js';
import { emitterOfEvent } from '../../sessions/collecting/facts.js';
import { locateAll } from '../findings/locate.js';
import { eventBefore, eventFrom, type Judged } from '../findings/places.js';
import type { EventInText, Field, PlaceInText, TextRange } from '../requests/in-text.js';

export interface FoundEvent {
  /** Its number in the event table. */
  readonly event: number;
  readonly place: EventInText;
}

/** The event that a place is in; null between events and where the log holds none. */
export async function eventInText(judged: Judged, place: PlaceInText): Promise<FoundEvent | null> {
  if ('offset' in place) {
    const event = eventFrom(judged.facts, place.offset);
    return event === NONE ? null : { event, place: await inText(judged, event) };
  }
  const last = await eventBefore(judged, place.line, place.character);
  // On the line where an event begins another one may end.
  for (let event = last; event >= Math.max(0, last - 1); event--) {
    const found = await inText(judged, event);
    if (isWithin(found.range, place.line, place.character)) return { event, place: found };
  }
  return null;
}

export async function inText({ facts, ranges }: Judged, event: number): Promise<EventInText> {
  const place = facts.table.place(event);
  const [range] = await locateAll(ranges, [place]);
  return { offset: place.offset, length: place.length, range: range! };
}

const isWithin = (range: TextRange, line: number, character: number): boolean =>
  (line > range.startLine || (line === range.startLine && character >= range.startCharacter)) &&
  (line < range.endLine || (line === range.endLine && character <= range.endCharacter));

/** What a field of an event says: the event as a whole (`event`) where it is none of those that mean more. */
export type Meaning =
  | { readonly of: 'event' | 'time' | 'type' | 'subtype' | 'server' }
  | { readonly of: 'session'; readonly session: number }
  | { readonly of: 'handle'; readonly session: number; readonly handle: number }
  | { readonly of: 'connection'; readonly connection: number };

const EVENT: Meaning = { of: 'event' };

/**
 * A body can have keys of the same name, and tools write them in their own ways: a field is what it seems to be where the
 * scanner has read the same value.
 */
export function meaningOf({ facts, report }: Judged, event: number, field: Field | null): Meaning {
  if (field === null) return EVENT;
  const { table } = facts;
  const { value } = field;
  const session = report.sessions.sessionOf(event);
  switch (field.key.toLowerCase().replace(/[_-]/g, '')) {
    case 'sessionid':
      return session !== NONE && report.sessions.id(session) === value ? { of: 'session', session } : EVENT;
    case 'handleid': {
      const handle = table.handle(event);
      return session !== NONE && handle !== NONE && facts.handles.text(handle) === value
        ? { of: 'handle', session, handle }
        : EVENT;
    }
    case 'timestamp':
      return Number(value) === table.toldAt(event) ? { of: 'time' } : EVENT;
    case 'type':
      return Number(value) === table.type(event) ? { of: 'type' } : EVENT;
    case 'subtype':
      return Number(value) === table.subtype(event) ? { of: 'subtype' } : EVENT;
    case 'emitter':
      return facts.emitterList[emitterOfEvent(facts, event)]?.name === value ? { of: 'server' } : EVENT;
    case 'id': {
      const connection = connectionOf(facts, event);
      return connection !== NONE && facts.connections.idOf(connection) === value
        ? { of: 'connection', connection }
        : EVENT;
    }
    default:
      return EVENT;
  }
}

/** The connection of a transport that an event names: `created`, `connected` or `disconnected`. */
function connectionOf({ table, creations, connections }: Judged['facts'], event: number): number {
  if (table.type(event) === EventType.session) {
    const creation = creations.find(event);
    return creation >= 0 && creations.eventOf(creation) === event ? creations.connectionOf(creation) : NONE;
  }
  const { event: events, connection } = connections.events;
  const k = lastFrom(events, events.length, event);
  return k >= 0 && events[k] === event ? connection[k]! : NONE;
}

/** An id is one connection from its `connected` to its `disconnected` only, and is used again later. */
interface Use {
  /** Numbers of those two events, {@link NONE} where the log does not tell. */
  readonly from: number;
  readonly to: number;
  /** Whether an event lies between them. */
  has(event: number): boolean;
}

/** The use of a connection's id that an event is about. */
export function useOf({ table, connections }: Judged['facts'], connection: number, event: number): Use {
  const told = connections.eventsOf(connection);
  const is = (role: Role) => (one: number) => table.role(one) === role;
  const from = told.filter(is(Role.connected)).findLast((one) => one <= event) ?? NONE;
  const to = told.filter(is(Role.disconnected)).find((one) => one >= event && one > from) ?? NONE;
  return { from, to, has: (one) => one >= from && (to === NONE || one <= to) };
}

/** The `created` events that name a connection. */
export function createdOver({ creations }: Judged['facts'], connection: number, use: Use): number[] {
  const events: number[] = [];
  for (let k = 0; k < creations.count; k++) {
    const event = creations.eventOf(k);
    if (creations.connectionOf(k) === connection && use.has(event)) events.push(event);
  }
  return events;
}
