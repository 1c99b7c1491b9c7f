// The kernel of the scanner: takes the plain events from the bytes at hand and leaves everything unusual to TextScanner.
// A plain event stands between separators, or behind text on the same line, and is complete. Nothing is remembered from
// call to call, so every cut of the log, every damage and every envelope is the business of one place alone.
import { CLOSE_BRACKET, COMMA, CR, LF, OPEN_BRACE, OPEN_BRACKET, QUOTE, SPACE, TAB } from './bytes';
import { MAX_VALUE } from '../../limits';
import { CAPACITY, PADDING, WORDS } from '../../record';
import { forgetEmitter, isOfText, membersEnd, RECORD, recordEvent } from './event';
import { envelopeEnd, openedAt, quoteAt, textEnd } from './record-lines';
import { lines, setLines } from './tokens';

const RECORDS = memory.data(4 * WORDS * CAPACITY, 16);

/** Room for the texts of records that hold events, bytes, and behind it for what the last of them may have more, and zeros. */
const TEXT_ROOM = 256 * 1024;
const TEXTS = memory.data(256 * 1024 + 2 * 64, 16);

/** First address of the log's bytes; before them there is room for reading backwards. */
export const data: usize = ((__heap_base + 63) & ~63) + 64;
export const records: usize = RECORDS;
export { decisive } from './handles';
export { layout, takeRecords, textsEnd } from './record-lines';
export { requestLayouts } from './requests';

/** Where the last call stopped. */
let stoppedAt: usize = 0;

export function stop(): usize {
  return stoppedAt;
}

/** Line breaks before the place where the last call stopped. */
export function linesPassed(): u32 {
  return lines;
}

/** Where the line begins in which the last call stopped; 0 if no line break was passed. */
let lineStart: usize = 0;

export function lastLine(): usize {
  return lineStart;
}

/**
 * Takes events from the bytes from `at` to before `end`, a place between values where no text is under way. Returns how
 * many records it wrote. Fewer than the capacity: what stands at the stop is not for the kernel, or not complete.
 */
export function scan(at: usize, end: usize): usize {
  let count: usize = 0;
  /** Where text began on this line, and the brackets that it may begin with; 0 for none. */
  let text: usize = 0;
  let bracket: usize = 0;
  setLines(0);
  lineStart = 0;
  forgetEmitter();
  stoppedAt = at;
  while (at < end) {
    const c = load<u8>(at);
    if (c == OPEN_BRACE) {
      const line = lines;
      const behind = membersEnd(at);
      if (behind == 0 || behind > end || !recordEvent(RECORDS + count * RECORD, at, behind, line, text != 0)) {
        setLines(line);
        return count;
      }
      count++;
      text = bracket = 0;
      at = stoppedAt = behind;
      if (lines != line) {
        lineStart = behind;
        while (load<u8>(lineStart - 1) != LF && load<u8>(lineStart - 1) != CR) lineStart--;
      }
      if (count == <usize>CAPACITY) return count;
    } else if (c == LF || c == CR || c == 0) {
      // What follows a CR decides about the line; text without an event is TextScanner's.
      if (text != 0 || (c == CR && at + 1 == end)) return count;
      bracket = 0;
      setLines(lines + 1);
      at += c == CR && load<u8>(at, 1) == LF ? 2 : 1;
      stoppedAt = lineStart = at;
    } else if (c == QUOTE || c == 0xef) {
      // A string may hold events; a byte order mark.
      return count;
    } else {
      const blank = c == SPACE || c == TAB;
      if (c == OPEN_BRACKET) {
        if (bracket == 0) bracket = at;
      } else if (c == COMMA || c == CLOSE_BRACKET) bracket = 0;
      else if (!blank && text == 0) text = bracket != 0 ? bracket : at;
      at++;
      if (text == 0 && bracket == 0) stoppedAt = at;
    }
  }
  return count;
}

/**
 * Takes records that hold one event each, as `layout` has them, from the bytes from `at` to before `end`, a place between values
 * where a line begins. Returns how many; what stands at the stop is not for the kernel, or not complete.
 */
export function takeEnvelopes(at: usize, end: usize): usize {
  let count: usize = 0;
  let out = TEXTS;
  setLines(0);
  lineStart = 0;
  forgetEmitter();
  stoppedAt = at;
  while (at < end && count < <usize>CAPACITY) {
    const behind = envelopeEnd(at, out, TEXTS + TEXT_ROOM);
    if (behind == 0 || behind > end || behind - at > <usize>MAX_VALUE) break;
    // Nothing but what the text is made of is read behind it.
    memory.fill(textEnd, 0, PADDING);
    if (load<u8>(out) != OPEN_BRACE || membersEnd(out) != textEnd) break;
    const record = RECORDS + count * RECORD;
    if (!recordEvent(record, out, textEnd, <u32>count, false)) break;
    isOfText(record, out, openedAt, quoteAt + 1);
    count++;
    out = textEnd;
    at = stoppedAt = lineStart = behind;
  }
  setLines(<u32>count);
  return count;
}
