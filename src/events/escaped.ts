/** Events inside JSON strings: `{"log":"{\"emitter\":…}\n"}` of Docker, the values of Loki, MESSAGE of journald. */
import { BACKSLASH, decodeString, OPEN_BRACE, QUOTE } from './bytes.js';
import { copyHeader, type EventHeader, type Scanner, type ScannerSink } from './header.js';

/** A string in a string is as far as shippers go. */
const MAX_NESTING = 2;

/**
 * The events in the string from quote to quote. Their offsets mean the unescaped text, so the caller replaces them.
 * Strings without an escaped object are passed over without being unescaped.
 */
export function unescapedEvents(
  bytes: Uint8Array,
  start: number,
  end: number,
  nesting: number,
  scanner: (sink: ScannerSink, nesting: number) => Scanner,
): EventHeader[] {
  if (nesting >= MAX_NESTING || !holdsEscapedObject(bytes, start + 1, end - 1)) return [];
  const found: EventHeader[] = [];
  const inner = scanner({ event: (header) => found.push(copyHeader(header)), stretch: () => undefined }, nesting + 1);
  inner.push(new TextEncoder().encode(decodeString(bytes, start + 1, end - 1)));
  inner.end();
  return found;
}

/** Whether an opening brace stands there with an escaped quote somewhere behind it. */
function holdsEscapedObject(bytes: Uint8Array, start: number, end: number): boolean {
  const brace = bytes.subarray(start, end).indexOf(OPEN_BRACE);
  if (brace < 0) return false;
  for (let i = start + brace; i + 1 < end; i++) if (bytes[i] === BACKSLASH && bytes[i + 1] === QUOTE) return true;
  return false;
}
