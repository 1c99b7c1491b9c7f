/**
 * Takes a whole line of Docker's json-file as Docker writes it, byte by byte: most logs of containers are of nothing else.
 * Everything unusual (other members, other escapes, a part of a line, JSON that goes on in the next one, damage) is left to
 * `RecordTexts`, which tells the same of these lines.
 */
import { BACKSLASH, CLOSE_BRACE, LF, OPEN_BRACE, OPEN_BRACKET, QUOTE, SPACE } from '../../../events/bytes.js';

const CLOSE_BRACKET = 0x5d;
const SLASH = 0x2f;
const LETTER_N = 0x6e;

const encoder = new TextEncoder();
const BEGIN = encoder.encode('{"log":"');
const STREAM = encoder.encode('","stream":"std');
const STREAMS = ['out', 'err'].map((name) => ({ source: `std${name}\0`, bytes: encoder.encode(`${name}"`) }));
const TIME = encoder.encode(',"time":"');

/** 1 for bytes of a text that mean something, or may not stand there. */
const MARKS = Uint8Array.from({ length: 256 }, (_, c) =>
  c < SPACE || [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET].includes(c) ? 1 : 0,
);
/** 1 for bytes of a time. */
const OF_TIME = Uint8Array.from({ length: 256 }, (_, c) => (/[\dTZ:.+-]/.test(String.fromCharCode(c)) ? 1 : 0));

export class DockerLine {
  /** Of the line taken last: the index behind its break, where its text ends in the output, and its source. */
  read = 0;
  written = 0;
  source = '';

  /** Writes the text of the line at `from`, if it is such a line, to `out` from `at` on, which has as much room. */
  take(bytes: Uint8Array, from: number, out: Uint8Array, at: number): boolean {
    if (!isAt(bytes, from, BEGIN)) return false;
    let i = from + BEGIN.length;
    let n = at;
    // The text's own JSON is to begin and end in it.
    let depth = 0;
    let quoted = false;
    let isBreak = false;
    for (const end = bytes.length; i < end; i++) {
      let c = bytes[i]!;
      if (MARKS[c] === 0) {
        out[n++] = c;
        continue;
      }
      if (c === QUOTE) break;
      if (c === BACKSLASH) {
        c = bytes[++i]!;
        if (c === LETTER_N) {
          isBreak = true;
          i++;
          break;
        }
        if (c === QUOTE) quoted = !quoted && depth > 0;
        else if (c === BACKSLASH) {
          out[n++] = c;
          if (!quoted) continue;
          // What is escaped in the text: only a quote, a backslash or a letter, which say nothing more.
          const next = bytes[i + 1]!;
          if (next === BACKSLASH) {
            c = bytes[i + 2]!;
            if (c !== QUOTE && c !== BACKSLASH && c !== SLASH) return false;
            i += 2;
          } else if (MARKS[next] !== 0) return false;
          else {
            c = next;
            i++;
          }
        } else if (c !== SLASH) return false;
      } else if (c < SPACE) return false;
      else if (!quoted) {
        if (c === OPEN_BRACE || c === OPEN_BRACKET) depth++;
        else if (depth > 0) depth--;
      }
      out[n++] = c;
    }
    if (!isBreak || depth > 0 || quoted) return false;
    return this.end(bytes, i, n);
  }

  /** What stands behind the text. */
  private end(bytes: Uint8Array, from: number, written: number): boolean {
    if (!isAt(bytes, from, STREAM)) return false;
    let i = from + STREAM.length;
    const stream = STREAMS.find((one) => isAt(bytes, i, one.bytes));
    if (stream === undefined) return false;
    i += stream.bytes.length;
    if (isAt(bytes, i, TIME)) {
      i += TIME.length;
      while (i < bytes.length && OF_TIME[bytes[i]!] === 1) i++;
      if (bytes[i++] !== QUOTE) return false;
    }
    if (bytes[i] !== CLOSE_BRACE || bytes[i + 1] !== LF) return false;
    this.read = i + 2;
    this.written = written;
    this.source = stream.source;
    return true;
  }
}

function isAt(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  if (at + text.length > bytes.length) return false;
  for (let k = 0; k < text.length; k++) if (bytes[at + k] !== text[k]) return false;
  return true;
}
