/** From an id in the text to the events that are about it. */
import { decodeText } from '../../events/bytes.js';
import { Role } from '../../events/event-table.js';
import { NONE } from '../../events/columns.js';
import { locateAll, type Place } from '../findings/locate.js';
import type { Judged } from '../findings/places.js';
import {
  MAX_REFERENCES,
  type EventInText,
  type Field,
  type Neighbour,
  type PlaceInText,
  type TextRange,
} from '../requests/in-text.js';
import { createdOver, eventInText, inText, meaningOf, useOf, type Meaning } from './event-in-text.js';

/** How far from the place an id is looked for, bytes to either side: more than a screen shows. */
const NEAR = 256 * 1024;
/** Ids stand in front of the body, unless a tool has put the keys in another order, bytes. */
const HEAD = 64 * 1024;

/** The event with which the session, handle or connection of a field began, or the first of it in the log. */
export async function definitionAt(
  judged: Judged,
  place: PlaceInText,
  field: Field | null,
): Promise<EventInText | null> {
  const found = await eventInText(judged, place);
  if (found === null) return null;
  const meaning = meaningOf(judged, found.event, field);
  const events = eventsOf(judged, meaning, found.event);
  if (events === null) return null;
  const { table } = judged.facts;
  const began = events.find((event) => table.role(event) === BEGINNINGS.get(meaning.of)) ?? events[0];
  return began === undefined ? null : inText(judged, began);
}

const BEGINNINGS: ReadonlyMap<Meaning['of'], Role> = new Map([
  ['session', Role.created],
  ['handle', Role.attached],
  ['connection', Role.connected],
]);

/**
 * Where the id of a field, else that of the session, stands in at most {@link MAX_REFERENCES} of its events, those
 * around the place.
 */
export async function referencesAt(judged: Judged, place: PlaceInText, field: Field | null): Promise<TextRange[]> {
  const found = await eventInText(judged, place);
  if (found === null) return [];
  const { report, ranges, facts } = judged;
  const session = report.sessions.sessionOf(found.event);
  const meaning = meaningOf(judged, found.event, field);
  const ofSession: Meaning = session === NONE ? { of: 'event' } : { of: 'session', session };
  const named = eventsOf(judged, meaning, found.event);
  const events = named ?? eventsOf(judged, ofSession, found.event);
  if (events === null) return [];
  const here = events.indexOf(found.event);
  const from = Math.max(0, Math.min(here - MAX_REFERENCES / 2, events.length - MAX_REFERENCES));
  const id = named !== null && field !== null ? field : { key: 'session_id', value: report.sessions.id(session) };
  const places: Place[] = [];
  for (const event of events.slice(from, from + MAX_REFERENCES)) {
    const { offset, length, line } = facts.table.place(event);
    const [first] = idsIn(await ranges.read(offset, Math.min(length, HEAD)), offset, line, id);
    places.push(first ?? { offset, length: 0, line });
  }
  return locateAll(ranges, places);
}

/** Where the id of a field stands in the events near the place. */
export async function occurrencesAt(judged: Judged, place: PlaceInText, field: Field | null): Promise<TextRange[]> {
  const found = await eventInText(judged, place);
  if (found === null || field === null) return [];
  const { facts, ranges } = judged;
  const { table } = facts;
  const events = eventsOf(judged, meaningOf(judged, found.event, field), found.event);
  if (events === null) return [];
  const start = Math.max(0, table.offset(found.event) - NEAR);
  const bytes = await ranges.read(start, 2 * NEAR);
  const places = events.flatMap((event) => {
    const { offset, length, line } = table.place(event);
    if (offset < start || offset + length > start + bytes.length) return [];
    return idsIn(bytes.subarray(offset - start, offset - start + length), offset, line, field);
  });
  return locateAll(ranges, places);
}

/** The next or previous event of the session of the event at the place. */
export async function neighbourOf(judged: Judged, place: PlaceInText, direction: 1 | -1): Promise<Neighbour | null> {
  const found = await eventInText(judged, place);
  if (found === null) return null;
  const { report, facts } = judged;
  const session = report.sessions.sessionOf(found.event);
  if (session === NONE) return null;
  const events = report.sessions.eventsOf(session);
  const at = events.indexOf(found.event) + direction;
  const next = events[at];
  if (next === undefined) return null;
  return { offset: facts.table.offset(next), length: facts.table.length(next), number: at + 1, of: events.length };
}

/** Those of what a field of an event names, in time order; null where it names nothing that has events. */
function eventsOf({ facts, report }: Judged, meaning: Meaning, event: number): number[] | null {
  const { table, connections } = facts;
  switch (meaning.of) {
    case 'session':
      return [...report.sessions.eventsOf(meaning.session)];
    case 'handle':
      return [...report.sessions.eventsOf(meaning.session)].filter((event) => table.handle(event) === meaning.handle);
    case 'connection': {
      const use = useOf(facts, meaning.connection, event);
      const told = connections.eventsOf(meaning.connection).filter((one) => use.has(one));
      return [...new Set([...told, event, ...createdOver(facts, meaning.connection, use)])].sort((a, b) => a - b);
    }
    default:
      return null;
  }
}

/** Where the same key has the same value, however it is quoted, in an event that begins with these bytes. */
function idsIn(bytes: Uint8Array, offset: number, line: number, { key, value }: Field): Place[] {
  const text = decodeText(bytes, 0, bytes.length);
  const id = new RegExp(`("${escaped(key)}\\\\*"\\s*:\\s*(?:\\\\*")?)${escaped(value)}(?![\\w.])`, 'gi');
  return [...text.matchAll(id)].map((match) => {
    const before = text.slice(0, match.index + match[1]!.length);
    const breaks = before.match(/\r\n|[\r\n\0]/g)?.length ?? 0;
    return { offset: offset + bytesIn(before), length: bytesIn(value), line: line + breaks };
  });
}

const bytesIn = (text: string): number => new TextEncoder().encode(text).length;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
