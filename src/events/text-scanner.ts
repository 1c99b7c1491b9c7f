/**
 * The scanner in TypeScript: one pass over the bytes, no JSON.parse, no lines.
 *
 * Between values (depth 0) separators are skipped and other text is remembered as a possible line prefix. Inside a value
 * the JSON grammar is followed just far enough to know where it ends and whether it is damaged. A value that turns out to
 * be no event (an envelope) or damaged is entered once more behind its opening brace, so events inside it are found.
 */
import {
  ByteClass as C,
  CLASS_OF,
  COMMA,
  CR,
  DAMAGED,
  findScalarEnd,
  findStringEnd,
  LF,
  NEED_MORE,
  NUL,
  OPEN_BRACE,
  QUOTE,
} from './bytes.js';
import { unescapedEvents } from './escaped.js';
import { EVENT_KEY, headerKey, HeaderFields, OTHER_KEY } from './fields.js';
import type { Scanner, ScannerSink } from './header.js';
import { NO_PREFIX, prefixShape, skipPrefix, type PrefixShape } from './line-prefix.js';
import { looksLikeJson, Stretches } from './stretches.js';

/** Janus events nest below 12 levels; deeper JSON is damaged or hostile. */
const MAX_DEPTH = 64;
/** Envelopes inside envelopes that are entered: an Elasticsearch answer needs 4. */
const MAX_ENVELOPES = 8;
/** A larger value is entered like an envelope, so the bytes held stay bounded. */
const MAX_VALUE = 16 * 1024 * 1024;
/** Longest string between values that is looked into for escaped events. */
const MAX_STRING = 1024 * 1024;

/** What the grammar allows next inside a value. */
const enum Next {
  value,
  valueOrEnd,
  key,
  keyOrEnd,
  colon,
  commaOrEnd,
}

const OBJECT = 1;
const ARRAY = 2;

export class TextScanner implements Scanner {
  /** Bytes at hand: everything from the value, string or text under way. `base` is the offset of the first. */
  private bytes = new Uint8Array(64 * 1024);
  private size = 0;
  private base = 0;
  private i = 0;
  private line = 1;
  private lineStart = 0;

  private depth = 0;
  private next = Next.value;
  private readonly stack = new Uint8Array(MAX_DEPTH + 1);
  private key = OTHER_KEY;
  private readonly fields = new HeaderFields();
  /** The value under way. */
  private valueStart = -1;
  private valueLine = 0;
  private valueLineStart = 0;
  private shape: PrefixShape | null = null;
  /** Prefixes inside the value: start, end, start, end …, as offsets. */
  private skipped: number[] = [];

  /** First byte, as an offset, of the text between values on this line; -1 for none. */
  private textStart = -1;
  /** Up to this offset quotes are text: the string they would open never closes on its line. */
  private quotesAreText = 0;
  /** Offsets behind the envelopes that are entered, outermost first. */
  private readonly envelopes: number[] = [];
  private readonly stretches: Stretches;

  /** `nesting` counts how many strings this scanner's bytes were unescaped from. */
  constructor(
    private readonly sink: ScannerSink,
    private readonly nesting = 0,
  ) {
    this.stretches = new Stretches((stretch) => {
      sink.stretch(stretch);
    });
  }

  get position(): number {
    return this.base + this.size;
  }

  push(bytes: Uint8Array): void {
    this.makeRoom(bytes.length);
    this.bytes.set(bytes, this.size);
    this.size += bytes.length;
    this.run(false);
  }

  end(): void {
    this.run(true);
    this.endText(this.size);
    this.stretches.flush();
  }

  /** Drops the bytes that are done with and makes room for more. */
  private makeRoom(more: number): void {
    let keep = this.valueStart >= 0 ? this.valueStart : this.i;
    if (this.textStart >= 0) keep = Math.min(keep, Math.max(this.textStart - this.base, keep - 512));
    if (keep > 0) {
      this.bytes.copyWithin(0, keep, this.size);
      this.size -= keep;
      this.base += keep;
      this.i -= keep;
      if (this.valueStart >= 0) this.valueStart -= keep;
      this.fields.move(keep);
    }
    if (this.size + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.size + more));
    grown.set(this.bytes.subarray(0, this.size));
    this.bytes = grown;
  }

  private run(final: boolean): void {
    for (;;) {
      while (this.i < this.size) {
        const goOn = this.depth === 0 ? this.between(final) : this.inside(final);
        if (!goOn) break;
      }
      const cut = this.depth > 0 && (final || this.size - this.valueStart > MAX_VALUE);
      if (!cut) return;
      this.damaged();
    }
  }

  /** Moves through the bytes between values. False: the bytes at hand end inside something. */
  private between(final: boolean): boolean {
    const { bytes, size } = this;
    while (this.i < size) {
      const i = this.i;
      const c = bytes[i]!;
      const offset = this.base + i;
      while (this.envelopes.length > 0 && offset >= this.envelopes.at(-1)!) this.envelopes.pop();
      const inEnvelope = this.envelopes.length > 0;
      if (c === OPEN_BRACE) {
        this.beginValue(i);
        return true;
      }
      if (c === LF || c === CR || c === NUL) {
        if (c === CR && i + 1 >= size && !final) return false;
        this.endText(i);
        this.newline(i);
      } else if (c === QUOTE && offset >= this.quotesAreText) {
        const after = this.string(i, inEnvelope, final);
        if (after === NEED_MORE) return false;
        this.i = after;
      } else if (c === 0xef && i + 2 >= size && !final) {
        return false;
      } else if (c === 0xef && bytes[i + 1] === 0xbb && bytes[i + 2] === 0xbf) {
        this.i += 3;
      } else {
        const kind = CLASS_OF[c]!;
        const separator = kind === C.blank || c === COMMA || kind === C.openBracket || kind === C.closeBracket;
        if (!separator && !inEnvelope && this.textStart < 0) this.textStart = offset;
        this.i++;
      }
    }
    return true;
  }

  /** A string between values: events may be escaped in it. Returns the index to go on at, or {@link NEED_MORE}. */
  private string(i: number, inEnvelope: boolean, final: boolean): number {
    const limit = inEnvelope ? this.size : Math.min(this.size, i + MAX_STRING);
    const close = findStringEnd(this.bytes, i + 1, limit);
    if (close === NEED_MORE && !final && limit === this.size) return NEED_MORE;
    if (close >= 0) {
      const found = unescapedEvents(
        this.bytes,
        i,
        close + 1,
        this.nesting,
        (sink, nesting) => new TextScanner(sink, nesting),
      );
      if (found.length > 0) this.announce(this.lineStart, i);
      for (const event of found) {
        this.sink.event({
          ...event,
          offset: this.base + i,
          length: close + 1 - i,
          line: this.line,
          wrapping: 'string',
        });
      }
      if (found.length > 0) this.textStart = -1;
      if (found.length > 0 || inEnvelope) return close + 1;
    } else {
      this.quotesAreText = this.base + this.lineEnd(i, limit);
    }
    if (this.textStart < 0) this.textStart = this.base + i;
    return i + 1;
  }

  private lineEnd(from: number, limit: number): number {
    let i = from;
    while (i < limit && this.bytes[i] !== LF && this.bytes[i] !== CR) i++;
    return i;
  }

  private beginValue(i: number): void {
    this.valueStart = i;
    this.valueLine = this.line;
    this.valueLineStart = this.lineStart;
    this.shape = null;
    if (this.textStart >= this.base && this.envelopes.length === 0)
      this.shape = prefixShape(this.bytes, this.textStart - this.base, i);
    this.skipped = [];
    this.fields.clear();
    this.depth = 1;
    this.stack[1] = OBJECT;
    this.next = Next.keyOrEnd;
    this.key = OTHER_KEY;
    this.i = i + 1;
  }

  /** Moves through the value under way. False: more bytes are needed. */
  private inside(final: boolean): boolean {
    const { bytes, size, stack, base } = this;
    let { i, depth, next, key } = this;
    const leave = (goOn: boolean): boolean => {
      this.i = i;
      this.depth = depth;
      this.next = next;
      this.key = key;
      return goOn;
    };
    const damaged = (): boolean => {
      leave(true);
      this.damaged();
      return true;
    };
    while (i < size) {
      const kind = CLASS_OF[bytes[i]!];
      switch (kind) {
        case C.blank:
          i++;
          break;
        case C.newline: {
          if (bytes[i] === CR && i + 1 >= size && !final) return leave(false);
          const lineFeed = bytes[i] === CR && bytes[i + 1] === LF ? i + 1 : i;
          let after = lineFeed + 1;
          if (this.shape !== null) {
            const behind = skipPrefix(bytes, after, size, this.shape);
            if (behind === NEED_MORE && !final) return leave(false);
            if (behind !== NO_PREFIX && behind !== NEED_MORE) {
              this.skipped.push(base + after, base + behind);
              after = behind;
            }
          }
          this.line++;
          this.lineStart = base + lineFeed + 1;
          i = after;
          break;
        }
        case C.quote: {
          const close = findStringEnd(bytes, i + 1, size);
          if (close === NEED_MORE && !final) return leave(false);
          if (close === NEED_MORE || close === DAMAGED) return damaged();
          if (next === Next.key || next === Next.keyOrEnd) {
            if (depth === 1) key = headerKey(bytes, i + 1, close);
            next = Next.colon;
          } else if (next === Next.value || next === Next.valueOrEnd) {
            if (depth === 1 && key >= 0) this.fields.set(key, i, close + 1);
            next = Next.commaOrEnd;
          } else return damaged();
          i = close + 1;
          break;
        }
        case C.openBrace:
        case C.openBracket:
          if ((next !== Next.value && next !== Next.valueOrEnd) || depth === MAX_DEPTH) return damaged();
          if (depth === 1 && key >= 0) this.fields.set(key, i, i);
          depth++;
          stack[depth] = kind === C.openBrace ? OBJECT : ARRAY;
          next = kind === C.openBrace ? Next.keyOrEnd : Next.valueOrEnd;
          i++;
          break;
        case C.closeBrace:
        case C.closeBracket: {
          const brace = kind === C.closeBrace;
          if (stack[depth] !== (brace ? OBJECT : ARRAY)) return damaged();
          if (next !== Next.commaOrEnd && next !== (brace ? Next.keyOrEnd : Next.valueOrEnd)) return damaged();
          depth--;
          next = Next.commaOrEnd;
          i++;
          if (depth === 1 && key >= 0) this.fields.set(key, this.fields.start(key), i);
          if (depth === 0) {
            leave(true);
            this.complete(i);
            return true;
          }
          break;
        }
        case C.comma:
          if (next !== Next.commaOrEnd) return damaged();
          next = stack[depth] === OBJECT ? Next.key : Next.value;
          i++;
          break;
        case C.colon:
          if (next !== Next.colon) return damaged();
          next = Next.value;
          i++;
          break;
        case C.scalar: {
          if (next !== Next.value && next !== Next.valueOrEnd) return damaged();
          const end = findScalarEnd(bytes, i, size);
          if (end === size && !final) return leave(false);
          if (depth === 1 && key >= 0) this.fields.set(key, i, end);
          next = Next.commaOrEnd;
          i = end;
          break;
        }
        default:
          return damaged();
      }
    }
    return leave(true);
  }

  /** The value under way ends before `end`: an event, an envelope to be entered, or nothing of interest. */
  private complete(end: number): void {
    const start = this.valueStart;
    const offset = this.base + start;
    if (end - start > MAX_VALUE) {
      this.damaged();
      return;
    }
    const body = this.bytes[this.fields.start(EVENT_KEY)];
    const header = body === OPEN_BRACE || body === 0x5b ? this.fields.read(this.bytes) : null;
    if (header !== null) {
      const wrapping = this.envelopes.length > 0 ? 'envelope' : this.textStart >= 0 ? 'prefix' : 'none';
      this.announce(this.valueLineStart, start);
      this.textStart = -1;
      this.sink.event({
        ...header,
        ...this.clean(start, end),
        offset,
        length: end - start,
        line: this.valueLine,
        wrapping,
      });
      this.valueStart = -1;
      return;
    }
    if (this.envelopes.length === 0) {
      if (this.stretches.inBroken || (this.textStart >= 0 && looksLikeJson(this.text(start)))) {
        this.damaged();
        return;
      }
      this.textStart = -1;
    }
    if (this.envelopes.length < MAX_ENVELOPES && end - start > 2) {
      this.envelopes.push(this.base + end);
      this.enter();
    }
    this.valueStart = -1;
  }

  /** Tells what stood before an event that begins at index `start`. On the line of damaged JSON, text is no prefix. */
  private announce(lineStart: number, start: number): void {
    if (this.stretches.inBroken && this.stretches.until > lineStart) this.endText(start);
    this.stretches.flush();
  }

  /** The text before index `end` on this line, as far as it is still at hand. */
  private text(end: number): Uint8Array {
    return this.bytes.subarray(Math.max(this.textStart - this.base, 0), end);
  }

  /** The event's JSON and the range of its body, without the line prefixes inside it. */
  private clean(start: number, end: number): { json: Uint8Array; bodyStart: number; bodyEnd: number } {
    let bodyStart = this.fields.start(EVENT_KEY) - start;
    let bodyEnd = this.fields.end(EVENT_KEY) - start;
    const json = this.bytes.subarray(start, end);
    if (this.skipped.length === 0) return { json, bodyStart, bodyEnd };
    const cleaned = new Uint8Array(json.length);
    const offset = this.base + start;
    const [rawStart, rawEnd] = [bodyStart, bodyEnd];
    let size = 0;
    let from = 0;
    for (let k = 0; k < this.skipped.length; k += 2) {
      const skipStart = this.skipped[k]! - offset;
      const skipEnd = this.skipped[k + 1]! - offset;
      cleaned.set(json.subarray(from, skipStart), size);
      size += skipStart - from;
      from = skipEnd;
      if (skipEnd <= rawStart) bodyStart -= skipEnd - skipStart;
      if (skipEnd <= rawEnd) bodyEnd -= skipEnd - skipStart;
    }
    cleaned.set(json.subarray(from), size);
    return { json: cleaned.subarray(0, size + json.length - from), bodyStart, bodyEnd };
  }

  /** The value under way is damaged, cut or too large: its opening brace is no event's, what follows may be. */
  private damaged(): void {
    if (this.envelopes.length === 0) {
      if (this.textStart < 0) this.textStart = this.base + this.valueStart;
      this.line = this.valueLine;
      this.endText(this.valueStart + 1, true);
    }
    this.textStart = -1;
    this.enter();
    this.valueStart = -1;
  }

  /** Goes back to the byte behind the opening brace of the value under way, as if the brace were a separator. */
  private enter(): void {
    this.i = this.valueStart + 1;
    this.line = this.valueLine;
    this.lineStart = this.valueLineStart;
    this.depth = 0;
  }

  /** The text under way ends before index `end` and belongs to no event. */
  private endText(end: number, broken = this.stretches.inBroken): void {
    if (this.textStart < 0) return;
    this.stretches.add(this.text(end), this.textStart, this.base + end, this.line, broken);
    this.textStart = -1;
  }

  private newline(i: number): void {
    this.line++;
    this.i = this.bytes[i] === CR && this.bytes[i + 1] === LF ? i + 2 : i + 1;
    this.lineStart = this.base + this.i;
  }
}
