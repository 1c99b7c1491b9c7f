/** The events of one session as the detail area asks for them: filtered, counted, read a bounded number at a time. */
import { NONE } from '../../events/columns.js';
import * as l10n from '@vscode/l10n';
import type { EventTable } from '../../events/event-table.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import type { Ranges } from '../../sources/ranges.js';
import { readEvents } from './event-texts.js';
import { eventWords } from './event-words.js';
import { EVENTS_PER_PAGE, type EventFilter, type EventPage, type EventRow } from '../requests/timeline-details.js';

/** Bytes of the log one answer reads at most, beyond its first event. */
const MAX_PAGE_BYTES = 1024 * 1024;

/** As much of a session is looked at for a text, and so many events at once. */
const MAX_SEARCHED_BYTES = 64 * 1024 * 1024;
const MAX_SEARCHED_AT_ONCE = 2000;

/** Where and whose an event is. */
export interface EventPlace {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly at: number;
  /** Id of its handle. */
  readonly handle: string | null;
}

export function placeOf({ table, handles }: Facts, event: number): EventPlace {
  const { offset, length, line, at } = table.place(event);
  const handle = table.handle(event);
  return { offset, length, line, at, handle: handle < 0 ? null : handles.text(handle) };
}

/**
 * Chooses among a session's events, and remembers what it chose as long as the list is the same one: pages of a long
 * session are asked for one after another.
 */
export function chooser(
  chosen: (table: EventTable, event: number) => boolean,
): (table: EventTable, events: Uint32Array) => Uint32Array {
  const known = new WeakMap<Uint32Array, Uint32Array>();
  return (table, events) => {
    let found = known.get(events);
    if (found === undefined) known.set(events, (found = events.filter((event) => chosen(table, event))));
    return found;
  };
}

/** The first events of the list that together are no longer than a page may be, at least one. */
export function pageOf(table: EventTable, events: Uint32Array, from: number, most: number): Uint32Array {
  let bytes = 0;
  let to = from;
  for (; to < events.length && to - from < most; to++) {
    bytes += table.length(events[to]!);
    if (bytes > MAX_PAGE_BYTES && to > from) break;
  }
  return events.subarray(from, to);
}

/** A page of the events that pass the filter, from the `from`th on. */
export async function eventPage(
  facts: Facts,
  ranges: Ranges,
  events: Uint32Array,
  filter: EventFilter,
  from: number,
): Promise<EventPage> {
  const { passing, counts, unsearched } = await filtered(facts, ranges, events, filter);
  const page = pageOf(facts.table, passing, from, EVENTS_PER_PAGE);
  const places = Array.from(page, (event) => placeOf(facts, event));
  const texts = await readEvents(ranges, places);
  const rows = places.map((place, k): EventRow => {
    const event = page[k]!;
    const type = facts.table.type(event);
    const text = texts[k] ?? null;
    const summary =
      text === null ? l10n.t('not to be read in the log any more') : eventWords(type, facts.table.subtype(event), text);
    return { ...place, type, summary };
  });
  return { total: passing.length, counts, unsearched, rows };
}

interface Filtered extends Pick<EventPage, 'counts' | 'unsearched'> {
  readonly passing: Uint32Array;
}

const filteredLast = new WeakMap<Uint32Array, { readonly by: string; readonly found: Promise<Filtered> }>();

/** The events that pass, remembered for the next page. */
function filtered(facts: Facts, ranges: Ranges, events: Uint32Array, filter: EventFilter): Promise<Filtered> {
  const by = JSON.stringify(filter);
  const known = filteredLast.get(events);
  if (known?.by === by) return known.found;
  const found = passingFilter(facts, ranges, events, filter);
  filteredLast.set(events, { by, found });
  // What could not be read now may be read when it is asked for again.
  found.catch(() => {
    if (filteredLast.get(events)?.found === found) filteredLast.delete(events);
  });
  return found;
}

/** The events that pass, and how many of each type there are that pass but for their type. */
async function passingFilter(
  facts: Facts,
  ranges: Ranges,
  events: Uint32Array,
  { types, handle, from, to, text }: EventFilter,
): Promise<Filtered> {
  const { table, handles } = facts;
  const wanted = new Map<number, boolean>([[NONE, false]]);
  const isWanted = (number: number): boolean => {
    let known = wanted.get(number);
    if (known === undefined) wanted.set(number, (known = handles.text(number) === handle));
    return known;
  };
  const placed = events.filter((event) => {
    const at = table.at(event);
    if ((from !== null && at < from) || (to !== null && at > to)) return false;
    return handle === null || isWanted(table.handle(event));
  });
  const { found, unsearched } =
    text === '' ? { found: placed, unsearched: 0 } : await holdingText(facts, ranges, placed, text);
  const counts = new Map<number, number>();
  for (const event of found) counts.set(table.type(event), (counts.get(table.type(event)) ?? 0) + 1);
  return {
    passing: types === null ? found : found.filter((event) => types.includes(table.type(event))),
    counts: [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => a.type - b.type),
    unsearched,
  };
}

/** Those that hold a text, whatever its case: as the log writes them, as people read it, or in the words of the list. */
async function holdingText(
  { table }: Facts,
  ranges: Ranges,
  events: Uint32Array,
  text: string,
): Promise<{ found: Uint32Array; unsearched: number }> {
  const wanted = text.toLowerCase();
  const found = new Uint32Array(events.length);
  let kept = 0;
  let bytes = 0;
  let from = 0;
  while (from < events.length && bytes < MAX_SEARCHED_BYTES) {
    const piece = pageOf(table, events, from, MAX_SEARCHED_AT_ONCE);
    const texts = await readEvents(
      ranges,
      Array.from(piece, (event) => table.place(event)),
    );
    for (const [k, event] of piece.entries()) {
      bytes += table.length(event);
      if (holds(table, event, texts[k] ?? null, wanted)) found[kept++] = event;
    }
    from += piece.length;
  }
  return { found: found.slice(0, kept), unsearched: events.length - from };
}

function holds(table: EventTable, event: number, text: string | null, wanted: string): boolean {
  if (text === null) return false;
  if (text.toLowerCase().includes(wanted)) return true;
  // What is escaped in the log is typed as it is read.
  if (text.includes('\\') && JSON.stringify(JSON.parse(text)).toLowerCase().includes(wanted)) return true;
  return eventWords(table.type(event), table.subtype(event), text).toLowerCase().includes(wanted);
}
