/** The events of one session as the detail area asks for them: filtered, counted, read a bounded number at a time. */
import * as l10n from '@vscode/l10n';
import { type EventTable, NONE } from '../events/event-table.js';
import type { Facts } from '../sessions/facts.js';
import type { Ranges } from '../sources/ranges.js';
import { readEvents } from './event-texts.js';
import { eventWords } from './event-words.js';
import { EVENTS_PER_PAGE, type EventFilter, type EventPage, type EventRow } from './timeline-details.js';

/** Bytes of the log one answer reads at most, beyond its first event. */
export const MAX_PAGE_BYTES = 1024 * 1024;

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
  const { passing, counts } = filtered(facts, events, filter);
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
  return { total: passing.length, counts, rows };
}

interface Filtered {
  readonly passing: Uint32Array;
  readonly counts: EventPage['counts'];
}

const filteredLast = new WeakMap<Uint32Array, Filtered & { readonly by: string }>();

/** The events that pass, remembered for the next page. */
function filtered(facts: Facts, events: Uint32Array, filter: EventFilter): Filtered {
  const by = JSON.stringify(filter);
  const known = filteredLast.get(events);
  if (known?.by === by) return known;
  const found = { by, ...passingFilter(facts, events, filter) };
  filteredLast.set(events, found);
  return found;
}

/** The events that pass, and how many of each type there are that pass but for their type. */
function passingFilter(
  { table, handles }: Facts,
  events: Uint32Array,
  { types, handle, from, to }: EventFilter,
): Filtered {
  const counts = new Map<number, number>();
  const wanted = new Map<number, boolean>([[NONE, false]]);
  const isWanted = (number: number): boolean => {
    let known = wanted.get(number);
    if (known === undefined) wanted.set(number, (known = handles.text(number) === handle));
    return known;
  };
  let kept = 0;
  const passing = new Uint32Array(events.length);
  for (const event of events) {
    const at = table.at(event);
    if ((from !== null && at < from) || (to !== null && at > to)) continue;
    if (handle !== null && !isWanted(table.handle(event))) continue;
    const type = table.type(event);
    counts.set(type, (counts.get(type) ?? 0) + 1);
    if (types === null || types.includes(type)) passing[kept++] = event;
  }
  return {
    passing: passing.subarray(0, kept),
    counts: [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => a.type - b.type),
  };
}
