// Takes the texts of one member out of JSON records, a record on each line, all laid out alike. What is unusual in any way is
// left to RecordTexts in TypeScript, which tells the same of what is taken here.
import { END_OF_LINE, LAYOUT_ROOM, OTHER_TEXT, SAME, SCALAR, SPLIT_AT, WANTED_TEXT } from '../../record-layout';
import { PADDING } from '../../record';
import { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, LETTER_U, LF, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './bytes';
import { SLASH, SPACE, TAB } from './bytes';
import { nestedEnd } from './nested';
import { isSame, scalarEnd, stringStop } from './tokens';
import { beyondAscii, copyFew, looksLikeCode, readTo, unescape, writtenTo } from './unescape';

/** The steps, see `record-layout.ts`. */
export const layout: usize = memory.data(LAYOUT_ROOM);

const LETTER_N: u8 = 0x6e;
const LETTER_T: u8 = 0x74;
const DELETE: u32 = 0x7f;

/** Behind an escape that is not taken out together with others, another one may stand within so many times sixteen bytes. */
const FEW = 4;

/** What the text of a record is: a line with its break, one without, */
const WITH_BREAK = 0;
const WITHOUT_BREAK = 1;
/** or an event, with other texts around it that hold none. */
const EVENT = 2;

/** Where the texts of the last call end. */
let written: usize = 0;

export function textsEnd(): usize {
  return written;
}

/**
 * Writes the texts of the records from `at` to before `end`, where a line begins, to `out` on, a line break in front of each.
 * `breaks`: each has the break of its line at its end, which is left out. Returns the address of the last record that it
 * could take, for whoever takes what follows to begin with: what is before it is done.
 */
export function takeRecords(at: usize, end: usize, out: usize, breaks: bool): usize {
  let last = at;
  written = out;
  limit = usize.MAX_VALUE;
  while (at < end) {
    const behind = record(at, out + 1, breaks ? WITH_BREAK : WITHOUT_BREAK);
    if (behind == 0) break;
    written = out;
    last = at;
    at = behind;
    store<u8>(out, LF);
    out = textEnd;
  }
  return last;
}

/**
 * Address behind the record at `at` and its line break, with the text that may be an event written to `out` on, up to 64 bytes
 * behind `most` at most; 0: it is not like the others, or other texts may hold events as well.
 */
export function envelopeEnd(at: usize, out: usize, most: usize): usize {
  limit = most;
  return record(at, out, EVENT);
}

/** Of a text that is past this address in the output no more is written: it ends up to 64 bytes behind it. */
let limit: usize = 0;
/** Of the record read last: where its text ends in the output, */
export let textEnd: usize = 0;
/** and where it stands in the record, from quote to quote. */
export let openedAt: usize = 0;
export let quoteAt: usize = 0;

/** Address behind the record at `at` and its line break, with its text written to `out` on; 0: it is not like the others. */
function record(at: usize, out: usize, what: i32): usize {
  let step = layout;
  while (true) {
    const kind = load<u8>(step++);
    if (kind == <u8>SAME) {
      const length = <usize>load<u16>(step);
      step += 2;
      if (!isSame(at, step, length)) return 0;
      step += length;
      at += length;
    } else if (kind == <u8>OTHER_TEXT) {
      // What holds an event is quoted in it.
      at = what == EVENT ? stringStop(at) : passText(at);
      if (at == 0 || load<u8>(at) != QUOTE) return 0;
    } else if (kind == <u8>WANTED_TEXT) {
      openedAt = at - 1;
      if (!writeText(at, out, what)) return 0;
      at = quoteAt;
    } else if (kind == <u8>SCALAR) {
      const start = at;
      at = scalarEnd(at);
      if (what == EVENT && at == start) return 0;
    } else return kind == <u8>END_OF_LINE && load<u8>(at) == LF ? at + 1 : 0;
  }
}

/** Address of the quote that ends the string whose content begins at `at`; 0: it is damaged. */
function passText(at: usize): usize {
  while (true) {
    at = stringStop(at);
    const c = load<u8>(at);
    if (c == QUOTE) return at;
    if (c != BACKSLASH || load<u8>(at, 1) < SPACE) return 0;
    at += 2;
  }
}

/** Writes the content of the string whose content begins at `at`, without the line break at its end; false: it is unusual. */
function writeText(at: usize, out: usize, what: i32): bool {
  const begin = out;
  /** Not 0 once a byte beyond ASCII has come. */
  let beyond: u64 = 0;
  let byCode: bool = false;
  /** How often few bytes are copied at once before it is tried with many again. */
  let few = 0;
  let hasBreak = false;
  while (true) {
    if (out > limit) return false;
    if (ASC_FEATURE_SIMD) {
      let hasStopped: bool = true;
      if (few > 0) hasStopped = copyFew(at, out);
      else unescape(at, out, limit);
      at = readTo;
      out = writtenTo;
      beyond |= beyondAscii;
      byCode = byCode || looksLikeCode;
      if (!hasStopped) {
        few--;
        continue;
      }
    } else {
      for (let c = load<u8>(at); c != QUOTE && c != BACKSLASH && c >= SPACE && out <= limit; c = load<u8>(++at)) {
        store<u8>(out++, c);
        beyond |= c & 0x80;
      }
    }
    if (load<u8>(at) == QUOTE) break;
    if (load<u8>(at) != BACKSLASH) return false;
    let c: u8 = load<u8>(at, 1);
    at += 2;
    few = c == LETTER_T || c == LETTER_U ? FEW : 0;
    if (c == LETTER_N) {
      // A record of several lines, or of a part of a line, is put together elsewhere.
      if (load<u8>(at) != QUOTE) return false;
      hasBreak = true;
      break;
    }
    if (c == LETTER_T) c = TAB;
    else if (c == LETTER_U) {
      const code = asciiAt(at);
      if (code == 0) return false;
      c = <u8>code;
      byCode = true;
      at += 4;
    } else if (c == BACKSLASH) {
      // Looks like one: the reference does not tell the two apart.
      if (load<u8>(at) == LETTER_U) byCode = true;
    } else if (c != QUOTE && c != SLASH) return false;
    store<u8>(out++, c);
  }
  quoteAt = at;
  textEnd = out;
  if (what == EVENT) return true;
  // Where there are codes, bytes that are no UTF-8 become others.
  if (byCode && beyond != 0) return false;
  // Where lines come without their breaks, a text of just that length may be a part of one.
  if (what == WITH_BREAK ? !hasBreak : out - begin + (hasBreak ? 1 : 0) == SPLIT_AT) return false;
  return endsWhatItBegins(begin, out);
}

/** The visible character of ASCII whose code is the four digits at `at`; 0 for every other. */
function asciiAt(at: usize): u32 {
  let code: u32 = 0;
  for (let k: usize = 0; k < 4; k++) {
    const c = <u32>load<u8>(at + k);
    const letter = (c | 0x20) - 0x61;
    if (c - 0x30 < 10) code = (code << 4) | (c - 0x30);
    else if (letter < 6) code = (code << 4) | (letter + 10);
    else return 0;
  }
  return code >= <u32>SPACE && code < DELETE ? code : 0;
}

/** Whether no bracket that opens in a text is still open at its end, as `Nesting` in `joined-lines.ts` counts. */
function endsWhatItBegins(start: usize, end: usize): bool {
  // Nothing but what the text is made of is read behind it.
  memory.fill(end, 0, PADDING);
  const first = load<u8>(start);
  if ((first == OPEN_BRACE || first == OPEN_BRACKET) && nestedEnd(start) == end) return true;
  let depth: u32 = 0;
  let quoted = false;
  for (let at = start; at < end; at++) {
    const c = load<u8>(at);
    if (c == QUOTE) quoted = !quoted && depth > 0;
    else if (quoted) {
      if (c == BACKSLASH) at++;
    } else if (c == OPEN_BRACE || c == OPEN_BRACKET) depth++;
    else if ((c == CLOSE_BRACE || c == CLOSE_BRACKET) && depth > 0) depth--;
  }
  return depth == 0;
}
