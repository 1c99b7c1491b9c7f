/** The events of one session as a text of their own, for reading where the log itself is too large for an editor. */
import { decodeText } from '../events/bytes.js';
import type { Facts } from '../sessions/facts.js';
import type { Ranges } from '../sources/ranges.js';
import type { SessionText, TextLayout, TextEvent } from './api.js';
import { readEvent } from './event-texts.js';
import { eventWords } from './event-words.js';
import { indentJson } from './indent-json.js';

/** Events, and bytes of them, that one text holds at most; a single larger event has a text of its own. */
const MAX_EVENTS = 1000;
const MAX_BYTES = 4 * 1024 * 1024;

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
  for (const event of events.subarray(first, first + MAX_EVENTS)) {
    const place = table.place(event);
    bytes += place.length;
    if (bytes > MAX_BYTES && told.length > 0) break;
    const header = await readEvent(ranges, place.offset, place.length);
    const type = table.type(event);
    const summary =
      header === null
        ? 'not in the log any more'
        : eventWords(type, header.subtype, header.json, header.bodyStart, header.bodyEnd);
    const json = header === null ? 'null' : decodeText(header.json, 0, header.json.length);
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
  const number = (n: number): string => n.toLocaleString('en');
  const what =
    from === 0 && to === total
      ? `all ${number(total)} events`
      : `events ${number(from + 1)}–${number(to)} of ${number(total)}`;
  return `${title}: ${total === 1 ? 'its one event' : what}`;
}
