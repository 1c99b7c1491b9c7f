/** The events of one session as a text of their own, for reading where the log itself is too large for an editor. */
import * as l10n from '@vscode/l10n';
import { number, plural } from '../../words/numbers.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import type { Ranges } from '../../sources/ranges.js';
import type { SessionText, TextLayout, TextEvent } from '../requests/api.js';
import { readEvents } from './event-texts.js';
import { eventWords } from './event-words.js';
import { indentJson } from './indent-json.js';

/** Events, and bytes of them, that one text holds at most; a single larger event has a text of its own. */
const MAX_EVENTS = 1000;
const MAX_BYTES = 4 * 1024 * 1024;
/** A longer event is left out. */
const MAX_EVENT = 16 * 1024 * 1024;

/**
 * The text of a session's events from number `from` on (zero-based), in time order, as many as one text holds. `pretty`
 * is an array with comments (JSONC), `written` has the JSON of one event a line (JSON Lines), with its digits, its order
 * and its blanks as they stand in the log; line breaks inside of an event become blanks.
 */
export async function sessionText(
  { table }: Facts,
  ranges: Ranges,
  events: Uint32Array,
  from: number,
  layout: TextLayout,
  title: string,
): Promise<SessionText> {
  const first = Math.max(0, Math.min(from, events.length - 1));
  const told: TextEvent[] = [];
  const parts: string[] = [];
  // The head, and the opening bracket.
  let line = layout === 'pretty' ? 2 : 0;
  let bytes = 0;
  const places = [];
  for (const event of events.subarray(first, first + MAX_EVENTS)) {
    const place = table.place(event);
    bytes += place.length;
    if (bytes > MAX_BYTES && places.length > 0) break;
    places.push(place);
  }
  const texts = await readEvents(ranges, places, MAX_EVENT);
  for (const [k, place] of places.entries()) {
    const event = events[first + k]!;
    const read = texts[k] ?? null;
    const summary =
      read === null ? l10n.t('not in the log any more') : eventWords(table.type(event), table.subtype(event), read);
    const json = read ?? 'null';
    const text = layout === 'pretty' ? indentJson(json) : json.replace(/\s*[\r\n]+\s*/g, ' ');
    const { offset, length, line: logLine, at } = place;
    told.push({ line, offset, length, logLine, at, summary });
    parts.push(text);
    line += 1 + (layout === 'pretty' ? text.split('\n').length - 1 : 0);
  }
  const to = first + told.length;
  const head = headOf(title, first, to, events.length);
  const text =
    layout === 'pretty' ? `// ${head}\n[\n${parts.join(',\n')}\n]\n` : parts.map((part) => `${part}\n`).join('');
  return { text, head, from: first, to, total: events.length, events: told };
}

/** "Session 12: events 1,001–2,000 of 3,400" */
function headOf(title: string, from: number, to: number, total: number): string {
  if (total === 1) return l10n.t('{0}: its one event', title);
  if (from === 0 && to === total) return plural(total, l10n.t('{1}: all {0} event|{1}: all {0} events'), title);
  return l10n.t('{0}: events {1}–{2} of {3}', title, number(from + 1), number(to), number(total));
}
