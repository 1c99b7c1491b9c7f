/** Finds the events in messages and makes them lines, without an object for each. */
import { NONE } from '../../events/columns.js';
import type { EventHeader, Scanner } from '../../events/header.js';
import { newScanner } from '../../events/scanner.js';
import { turn } from '../../sources/turn.js';
import type { LineBuffer } from './line-buffer.js';
import type { Taken } from '../live-source.js';

const LF = 0x0a;
const CR = 0x0d;
/** Bytes that are read at once of a large message. */
export const PIECE = 64 * 1024;
/** How long it is read at a stretch, in ms: what a byte costs is up to who wrote it. */
const AT_A_STRETCH = 20;

export class EventLines {
  private readonly scanner: Scanner;
  private message: Uint8Array = new Uint8Array(0);
  /** The scanner's offset of the message's first byte. */
  private base = 0;
  private lines: LineBuffer | null = null;
  private events = 0;
  private otherBytes = 0;
  /** Events of the message that stand one byte apart, to be copied at once; see {@link LineBuffer.addRun}. */
  private runStart = NONE;
  private runEnd = NONE;
  private readonly ends: number[] = [];
  /** The next line feed and the next carriage return not before the last place asked about. */
  private lineFeed = NONE;
  private carriageReturn = NONE;

  constructor() {
    this.scanner = newScanner({
      event: (header) => {
        this.event(header);
      },
      stretch: ({ length }) => {
        this.otherBytes += length;
      },
    });
  }

  /** Adds every event of `message` to `lines`, a line each: as it was written except for white space between tokens. */
  addTo(lines: LineBuffer, message: Uint8Array): Taken {
    this.begin(lines, message);
    this.scanner.push(message);
    return this.end();
  }

  /** The same for a large one, with whatever else there is to do done in between. No other message meanwhile. */
  async addInTurnsTo(lines: LineBuffer, message: Uint8Array): Promise<Taken> {
    this.begin(lines, message);
    let since = performance.now();
    for (let at = 0; at < message.length; at += PIECE) {
      this.scanner.push(message.subarray(at, at + PIECE));
      if (performance.now() - since < AT_A_STRETCH) continue;
      await turn();
      since = performance.now();
    }
    return this.end();
  }

  private begin(lines: LineBuffer, message: Uint8Array): void {
    this.message = message;
    this.base = this.scanner.position;
    this.lines = lines;
    this.events = this.otherBytes = 0;
    this.lineFeed = this.carriageReturn = NONE;
  }

  private end(): Taken {
    this.scanner.end();
    this.endRun();
    const { events, message } = this;
    // Well-formed JSON that is no event is no damage to the scanner, but nothing else was in this message.
    const otherBytes = events > 0 ? this.otherBytes : holdsText(message) ? message.length : 0;
    return { events, otherBytes };
  }

  private event(header: EventHeader): void {
    this.events++;
    const start = header.offset - this.base;
    const end = start + header.length;
    const { wrapping } = header;
    if (wrapping === 'string' || (wrapping === 'prefix' && header.json.length !== header.length)) {
      this.endRun();
      this.lines!.addOnOneLine(header.json);
    } else if (this.nextBreak(start) < end) {
      this.endRun();
      this.lines!.addOnOneLine(this.message.subarray(start, end));
    } else if (this.runEnd !== NONE && start === this.runEnd + 1) {
      this.ends.push(this.runEnd);
      this.runEnd = end;
    } else {
      this.endRun();
      this.runStart = start;
      this.runEnd = end;
    }
  }

  private endRun(): void {
    if (this.runEnd === NONE) return;
    this.lines!.addRun(this.message, this.runStart, this.runEnd, this.ends);
    this.ends.length = 0;
    this.runStart = this.runEnd = NONE;
  }

  /** Where the next line break stands, from `from` on. */
  private nextBreak(from: number): number {
    if (this.lineFeed < from) this.lineFeed = found(this.message.indexOf(LF, from));
    if (this.carriageReturn < from) this.carriageReturn = found(this.message.indexOf(CR, from));
    return Math.min(this.lineFeed, this.carriageReturn);
  }
}

const found = (index: number): number => (index < 0 ? Infinity : index);

/** White space, NUL, commas and brackets: what stands between events, and alone is nothing. By byte. */
const IS_SEPARATOR = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(' \t\r\n\0,[]'.includes(String.fromCharCode(byte))),
);

function holdsText(message: Uint8Array): boolean {
  for (const byte of message) if (IS_SEPARATOR[byte] === 0) return true;
  return false;
}
