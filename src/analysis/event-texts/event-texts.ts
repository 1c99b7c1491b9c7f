/** Reads single events back from the log: their JSON, without line prefixes and escapes. */
import * as l10n from '@vscode/l10n';
import { decodeText } from '../../events/bytes.js';
import { copyHeader } from '../../events/header.js';
import { TextScanner } from '../../events/text-scanner/text-scanner.js';
import type { Ranges } from '../../sources/ranges.js';
import { MAX_EVENT_SHOWN } from '../requests/timeline-details.js';

/** Where an event is in the log: bytes. */
export interface EventSpan {
  readonly offset: number;
  readonly length: number;
}

/** Bytes read in front of an event for the line prefix that every line of it may repeat. */
const PREFIX = 512;
/** Events nearer to each other than this are read at once, as long as the whole is no longer than {@link MAX_READ}. */
const GAP = 16 * 1024;
const MAX_READ = 1024 * 1024;

/**
 * The JSON of the events at these places, in their order. null where the log holds no event any more, or one of more
 * than `longest` bytes. Neighbours are read together.
 */
export async function readEvents(
  ranges: Ranges,
  places: readonly EventSpan[],
  longest = MAX_EVENT_SHOWN,
): Promise<(string | null)[]> {
  const texts = new Array<string | null>(places.length).fill(null);
  const order = places.map((_, k) => k).filter((k) => places[k]!.length <= longest);
  order.sort((a, b) => places[a]!.offset - places[b]!.offset);
  for (let i = 0; i < order.length;) {
    const from = Math.max(0, places[order[i]!]!.offset - PREFIX);
    let end = endOf(places[order[i]!]!);
    let next = i + 1;
    for (; next < order.length; next++) {
      const place = places[order[next]!]!;
      if (place.offset > end + GAP || endOf(place) - from > MAX_READ) break;
      end = Math.max(end, endOf(place));
    }
    const bytes = await ranges.read(from, end - from);
    for (; i < next; i++) {
      const { offset, length } = places[order[i]!]!;
      texts[order[i]!] = eventIn(bytes, offset - from, length);
    }
  }
  return texts;
}

const endOf = ({ offset, length }: EventSpan): number => offset + length;

/** The event's JSON as it is written. Throws with a message fit to be shown. */
export async function readEventText(ranges: Ranges, place: EventSpan): Promise<string> {
  if (place.length > MAX_EVENT_SHOWN)
    throw new Error(
      l10n.t(
        'This event is {0} MB long, more than can be shown here. Open it in the log.',
        (place.length / 1e6).toFixed(0),
      ),
    );
  const [text] = await readEvents(ranges, [place]);
  if (text === null || text === undefined)
    throw new Error(l10n.t('The log has changed since it was analysed: there is no event at this place any more.'));
  return text;
}

/** The event that begins at `start` of these bytes. */
function eventIn(bytes: Uint8Array, start: number, length: number): string | null {
  // Most logs hold events as they are: the stretch itself is the JSON. In another shape it is told as Janus would write it.
  const plain = decodeText(bytes, start, Math.min(start + length, bytes.length));
  if (isPlainEvent(plain)) return plain;
  let line = start;
  while (line > 0 && bytes[line - 1] !== 0x0a && bytes[line - 1] !== 0x0d && bytes[line - 1] !== 0) line--;
  const own = bytes.subarray(0, start + length);
  // From the start of the line the prefix is learned; where that line holds other things too, the event alone will do.
  return scanFor(own.subarray(line), start - line) ?? scanFor(own.subarray(start), 0);
}

function isPlainEvent(text: string): boolean {
  if (!text.startsWith('{')) return false;
  try {
    const { type, timestamp, event } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return typeof type === 'number' && typeof timestamp === 'number' && typeof event === 'object' && event !== null;
  } catch {
    return false;
  }
}

function scanFor(bytes: Uint8Array, offset: number): string | null {
  let found: string | null = null;
  const scanner = new TextScanner({
    event: (header) => {
      if (header.offset !== offset || found !== null) return;
      const { json } = copyHeader(header);
      found = decodeText(json, 0, json.length);
    },
    stretch: () => undefined,
  });
  scanner.push(bytes);
  scanner.end();
  return found;
}
