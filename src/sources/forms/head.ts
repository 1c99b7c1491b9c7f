/** The first bytes of a log, by which its form is told. */
import { decodeText } from '../../events/bytes.js';
import type { EventHeader } from '../../events/header.js';
import { TextScanner } from '../../events/text-scanner/text-scanner.js';
import { identityOf } from '../../events/text-scanner/told-in-record.js';
import { HEAD_BYTES } from './head-size.js';
import { latin1 } from './latin1.js';

export { bytesOf, latin1 } from './latin1.js';

/** Bytes after which it is asked whether an event has come. */
const PIECE = 2048;

export class Head {
  /** At most {@link HEAD_BYTES}. */
  readonly bytes: Uint8Array;
  private found: number | null = null;
  private foundInAll: number | null = null;
  private holds: boolean | null = null;
  private written: string | null = null;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes.subarray(0, HEAD_BYTES);
  }

  /** Events that can be read in it as it is. */
  get events(): number {
    return (this.found ??= eventsIn(this.bytes));
  }

  /** The same with those in the value that the head breaks off in: in many a log one value holds all. */
  get eventsInAll(): number {
    return (this.foundInAll ??= eventsInAll(this.bytes));
  }

  /** Whether any can be read: mostly the first bytes tell. */
  get holdsEvents(): boolean {
    return this.found === null ? (this.holds ??= hasEvents(this.bytes)) : this.found > 0;
  }

  /** A character for every byte. */
  get text(): string {
    return (this.written ??= latin1(this.bytes));
  }
}

/**
 * How much can be read of Janus events in the bytes: each counts once, and once more if its body can be read. What is there in
 * two ways, as an object and as a text, is one.
 */
export function eventsIn(bytes: Uint8Array): number {
  // The end is left open: the head is cut from its log.
  return eventsOf(bytes, false);
}

/** The same with those in the value that the bytes break off in. */
export const eventsInAll = (bytes: Uint8Array): number => eventsOf(bytes, true);

function eventsOf(bytes: Uint8Array, inAll: boolean): number {
  const events = new Set<string>();
  const sink = {
    event: (header: EventHeader): void => {
      const identity = identityOf(header);
      events.add(identity);
      if (hasBody(header)) events.add(`${identity} with its body`);
    },
    stretch: () => undefined,
  };
  const scanner = new TextScanner(sink);
  scanner.push(bytes);
  if (inAll) scanner.end();
  return events.size;
}

/** The scanner looks no further into a body than it must: there can be comments in it. */
function hasBody({ json, bodyStart, bodyEnd }: EventHeader): boolean {
  try {
    JSON.parse(decodeText(json, bodyStart, bodyEnd));
    return true;
  } catch {
    return false;
  }
}

function hasEvents(bytes: Uint8Array): boolean {
  const found = { events: 0 };
  const scanner = new TextScanner({ event: () => found.events++, stretch: () => undefined });
  for (let from = 0; from < bytes.length && found.events === 0; from += PIECE)
    scanner.push(bytes.subarray(from, from + PIECE));
  return found.events > 0;
}
