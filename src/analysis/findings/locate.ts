/** From bytes of a log to positions in the text as an editor counts them: zero-based lines, UTF-16 columns. */
import type { Ranges } from '../../sources/ranges.js';
import type { TextRange } from '../requests/api.js';

/** A stretch of bytes whose first line the scanner knows (from 1). */
export interface Place {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
}

/** Bytes read first when the beginning of a line is looked for; each further step back is twice as long. */
const STEP = 16 * 1024;
/** Longest stretch that is read to find its last line. */
const MAX_LENGTH = 16 * 1024 * 1024;

const CR = 0x0d;
const LF = 0x0a;

const isBreak = (c: number | undefined): boolean => c === LF || c === CR || c === 0x00;

/** UTF-16 length of UTF-8 bytes. Counts without decoding: a 4-byte sequence is two units, continuation bytes are none. */
function utf16Length(bytes: Uint8Array): number {
  let units = 0;
  for (const c of bytes) if ((c & 0xc0) !== 0x80) units += c >= 0xf0 ? 2 : 1;
  return units;
}

/** What is read at once where many places are looked at: neighbours are found in it. */
const WINDOW = 256 * 1024;

/** Reads in ascending order, and a little back, mostly from one window: a thousand places are not thousands of reads. */
function windowed(ranges: Ranges): Pick<Ranges, 'read'> {
  let start = 0;
  let held: Uint8Array = new Uint8Array(0);
  return {
    async read(offset, length) {
      if (offset < start || offset + length > start + held.length) {
        start = offset;
        held = await ranges.read(start, Math.max(WINDOW, length));
      }
      return held.subarray(offset - start, offset - start + length);
    },
  };
}

/** Positions of places, in the order given. Reads the log once in ascending order, however many there are. */
export async function locateAll(log: Ranges, places: readonly Place[]): Promise<TextRange[]> {
  const ranges = windowed(log);
  const order = places.map((_, k) => k).sort((a, b) => places[a]!.offset - places[b]!.offset);
  const found = new Array<TextRange>(places.length);
  let known: { line: number; offset: number; column: number } | null = null;
  for (const k of order) {
    const place = places[k]!;
    const column: number =
      known !== null && known.line === place.line
        ? known.column + (await lengthBetween(ranges, known.offset, place.offset))
        : await lengthBetween(ranges, await lineStart(ranges, place.offset), place.offset);
    known = { line: place.line, offset: place.offset, column };
    found[k] = withEnd(place, column, await ranges.read(place.offset, Math.min(place.length, MAX_LENGTH)));
  }
  return found;
}

/** Offset of the first byte of the line that holds `offset`. */
export async function lineStart(ranges: Pick<Ranges, 'read'>, offset: number): Promise<number> {
  for (let end = offset, step = STEP; end > 0; step *= 2) {
    const start = Math.max(0, end - step);
    const bytes = await ranges.read(start, end - start);
    for (let i = bytes.length - 1; i >= 0; i--) if (isBreak(bytes[i])) return start + i + 1;
    end = start;
  }
  return 0;
}

/** Number of line breaks from one offset to another; of CR LF the LF. */
export async function breaksBetween(ranges: Pick<Ranges, 'read'>, start: number, end: number): Promise<number> {
  let breaks = 0;
  for (let from = start; from < end;) {
    const bytes = await ranges.read(from, Math.min(1024 * 1024, end - from) + 1);
    const count = Math.min(bytes.length, end - from);
    if (count === 0) break;
    for (let i = 0; i < count; i++) if (isBreak(bytes[i]) && !(bytes[i] === CR && bytes[i + 1] === LF)) breaks++;
    from += count;
  }
  return breaks;
}

/** UTF-16 length of the text from one offset to another; a BOM at the beginning of the file is no character. */
async function lengthBetween(ranges: Pick<Ranges, 'read'>, start: number, end: number): Promise<number> {
  let units = 0;
  for (let from = start; from < end;) {
    const bytes = await ranges.read(from, Math.min(1024 * 1024, end - from));
    if (bytes.length === 0) break;
    const bom = from === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    units += utf16Length(bom ? bytes.subarray(3) : bytes);
    from += bytes.length;
  }
  return units;
}

function withEnd(place: Place, column: number, bytes: Uint8Array): TextRange {
  let line = place.line - 1;
  let lastBreak = -1;
  for (let i = 0; i < bytes.length; i++) {
    if (!isBreak(bytes[i])) continue;
    if (bytes[i] === CR && bytes[i + 1] === LF) i++;
    line++;
    lastBreak = i;
  }
  const tail = utf16Length(bytes.subarray(lastBreak + 1));
  return {
    startLine: place.line - 1,
    startCharacter: column,
    endLine: line,
    endCharacter: lastBreak < 0 ? column + tail : tail,
  };
}

/** Offset of the byte at a UTF-16 column of the line that begins at `start`. */
export async function offsetInLine(ranges: Ranges, start: number, character: number): Promise<number> {
  let units = 0;
  for (let from = start; ;) {
    const bytes = await ranges.read(from, STEP);
    if (bytes.length === 0) return from;
    for (let i = 0; i < bytes.length; i++) {
      const c = bytes[i]!;
      if (isBreak(c)) return from + i;
      if ((c & 0xc0) === 0x80 || (from + i < 3 && start === 0 && c === 0xef && bytes[i + 1] === 0xbb)) continue;
      if (units >= character) return from + i;
      units += c >= 0xf0 ? 2 : 1;
    }
    from += bytes.length;
  }
}
