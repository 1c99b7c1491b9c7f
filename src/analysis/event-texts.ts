/** Reads single events back from the log: their JSON for people, and lists of them in words. */
import { decodeText } from '../events/bytes.js';
import { copyHeader, type EventHeader } from '../events/header.js';
import { TextScanner } from '../events/text-scanner.js';
import type { Ranges } from '../sources/ranges.js';
import { indentJson } from './indent-json.js';

/** Bytes read in front of an event for the line prefix that every line of it may repeat. */
const PREFIX = 512;
/** A longer event is not shown. */
const MAX_SHOWN = 16 * 1024 * 1024;

/** The event at a place of the log with its JSON cleaned of prefixes and escapes; null when the log has changed there. */
export async function readEvent(ranges: Ranges, offset: number, length: number): Promise<EventHeader | null> {
  const from = Math.max(0, offset - PREFIX);
  const bytes = await ranges.read(from, offset - from + Math.min(length, MAX_SHOWN));
  let start = offset - from;
  while (start > 0 && bytes[start - 1] !== 0x0a && bytes[start - 1] !== 0x0d && bytes[start - 1] !== 0) start--;
  // From the start of the line the prefix is learned; where that line holds other things too, the event alone will do.
  return scanFor(bytes.subarray(start), offset - from - start) ?? scanFor(bytes.subarray(offset - from), 0);
}

function scanFor(bytes: Uint8Array, offset: number): EventHeader | null {
  const found: EventHeader[] = [];
  const scanner = new TextScanner({
    event: (header) => {
      if (header.offset === offset && found.length === 0) found.push(copyHeader(header));
    },
    stretch: () => undefined,
  });
  scanner.push(bytes);
  scanner.end();
  return found[0] ?? null;
}

/** The event's JSON on several lines. Numbers keep every digit: the text is laid out anew, never parsed. */
export async function prettyJson(ranges: Ranges, offset: number, length: number): Promise<string> {
  const event = await readEvent(ranges, offset, length);
  if (event === null)
    throw new Error('The log has changed since it was analysed: there is no event at this place any more.');
  return indentJson(decodeText(event.json, 0, event.json.length));
}
