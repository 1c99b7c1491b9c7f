/**
 * The scanner in TypeScript: one pass over the bytes, no JSON.parse, no lines.
 *
 * Between values (depth 0) separators are skipped and other text is remembered as a possible line prefix. Inside a value
 * the JSON grammar is followed just far enough to know where it ends and whether it is damaged. A value that turns out to
 * be no event (an envelope) or damaged is entered once more behind its opening brace, so events inside it are found.
 */
import {
  BACKSLASH,
  ByteClass as C,
  CLASS_OF,
  COMMA,
  CR,
  findStringEnd,
  LF,
  NEED_MORE,
  NUL,
  OPEN_BRACE,
  QUOTE,
} from './bytes.js';
import { unescapedEvents } from './escaped.js';
import { EVENT_KEY } from './fields.js';
import type { Scanner, ScannerSink } from './header.js';
import { cutOut, prefixShape } from './line-prefix.js';
import { looksLikeJson, Stretches } from './stretches.js';
import { Step, ValueWalker, type Cursor } from './value-walker.js';

/** Envelopes inside envelopes that are entered: an Elasticsearch answer needs 4. */
const MAX_ENVELOPES = 8;
/** A larger value is entered like an envelope, so the bytes held stay bounded. */
const MAX_VALUE = 16 * 1024 * 1024;
/** Longest string between values that is looked into for escaped events. */
const MAX_STRING = 1024 * 1024;

export class TextScanner implements Scanner {
  /** Bytes at hand: everything from the value, string or text under way. `at.base` is the offset of the first. */
  private bytes = new Uint8Array(64 * 1024);
  private size = 0;
  private readonly at: Cursor = { base: 0, i: 0, line: 1, lineStart: 0 };

  private readonly walker = new ValueWalker();
  /** The value under way. */
  private valueStart = -1;
  private valueLine = 0;
  private valueLineStart = 0;

  /** First byte, as an offset, of the text between values on this line; -1 for none. */
  private textStart = -1;
  /** First opening bracket since anything else but blanks: of an array, or of the text that follows; -1 for none. */
  private bracketStart = -1;
  /** Up to this offset quotes are text: the string they would open never closes on its line. */
  private quotesAreText = 0;
  /** Opening braces ahead whose objects are known to be damaged, nearest last: reading them again would tell no more. */
  private doomed: number[] = [];
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
    return this.at.base + this.size;
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
    // The byte before tells an escaped quote.
    let keep = this.valueStart >= 0 ? this.valueStart : Math.max(this.at.i - 1, 0);
    const text = this.textStart >= 0 ? this.textStart : this.bracketStart;
    if (text >= 0) keep = Math.max(0, Math.min(keep, Math.max(text - this.at.base, keep - 512)));
    if (keep > 0) {
      this.bytes.copyWithin(0, keep, this.size);
      this.size -= keep;
      this.at.base += keep;
      this.at.i -= keep;
      if (this.valueStart >= 0) this.valueStart -= keep;
      this.walker.fields.move(keep);
    }
    if (this.size + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.size + more));
    grown.set(this.bytes.subarray(0, this.size));
    this.bytes = grown;
  }

  private run(final: boolean): void {
    for (;;) {
      while (this.at.i < this.size) {
        const goOn = this.walker.depth === 0 ? this.between(final) : this.inside(final);
        if (!goOn) break;
      }
      const cut = this.walker.depth > 0 && (final || this.size - this.valueStart > MAX_VALUE);
      if (!cut) return;
      // What is too large as a whole may hold objects that are not.
      if (final) this.doom();
      this.damaged();
    }
  }

  /** Moves through the bytes between values. False: the bytes at hand end inside something. */
  private between(final: boolean): boolean {
    const { bytes, size } = this;
    while (this.at.i < size) {
      const i = this.at.i;
      const c = bytes[i]!;
      const offset = this.at.base + i;
      while (this.envelopes.length > 0 && offset >= this.envelopes.at(-1)!) this.envelopes.pop();
      const inEnvelope = this.envelopes.length > 0;
      if (c === OPEN_BRACE) {
        this.beginValue(i);
        if (this.isDoomed(offset)) this.damaged();
        return true;
      }
      if (c === LF || c === CR || c === NUL) {
        if (c === CR && i + 1 >= size && !final) return false;
        this.endText(i);
        this.newline(i);
      } else if (c === QUOTE && offset >= this.quotesAreText && (i === 0 || bytes[i - 1] !== BACKSLASH)) {
        const after = this.string(i, inEnvelope, final);
        if (after === NEED_MORE) return false;
        this.at.i = after;
      } else if (c === 0xef && i + 2 >= size && !final) {
        return false;
      } else if (c === 0xef && bytes[i + 1] === 0xbb && bytes[i + 2] === 0xbf) {
        this.at.i += 3;
      } else {
        const kind = CLASS_OF[c]!;
        const separator = kind === C.blank || c === COMMA || kind === C.openBracket || kind === C.closeBracket;
        if (!separator && !inEnvelope) this.beginText(offset);
        else if (kind === C.openBracket && this.bracketStart < 0) this.bracketStart = offset;
        else if (kind !== C.openBracket && kind !== C.blank) this.bracketStart = -1;
        this.at.i++;
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
      if (found.length > 0) this.announce(this.at.lineStart, i);
      for (const event of found) {
        this.sink.event({
          ...event,
          offset: this.at.base + i,
          length: close + 1 - i,
          line: this.at.line,
          wrapping: 'string',
        });
      }
      if (found.length > 0) this.textStart = -1;
      if (found.length > 0 || inEnvelope) return close + 1;
    } else {
      this.quotesAreText = this.at.base + this.lineEnd(i, limit);
    }
    this.beginText(this.at.base + i);
    return i + 1;
  }

  /** Text stands at this offset; a bracket in front of it belongs to it. */
  private beginText(offset: number): void {
    if (this.textStart < 0) this.textStart = this.bracketStart >= 0 ? this.bracketStart : offset;
  }

  private lineEnd(from: number, limit: number): number {
    let i = from;
    while (i < limit && this.bytes[i] !== LF && this.bytes[i] !== CR) i++;
    return i;
  }

  private beginValue(i: number): void {
    this.valueStart = i;
    this.valueLine = this.at.line;
    this.valueLineStart = this.at.lineStart;
    const prefixed = this.textStart >= this.at.base && this.envelopes.length === 0;
    this.walker.begin(prefixed ? prefixShape(this.bytes, this.textStart - this.at.base, i) : null);
    this.bracketStart = -1;
    this.at.i = i + 1;
  }

  /** Moves through the value under way. False: more bytes are needed. */
  private inside(final: boolean): boolean {
    const step = this.walker.walk(this.bytes, this.size, this.at, final);
    if (step === Step.done) this.complete(this.at.i);
    else if (step === Step.damaged) {
      this.doom();
      this.damaged();
    }
    return step !== Step.more;
  }

  /** The value under way ends before `end`: an event, an envelope to be entered, or nothing of interest. */
  private complete(end: number): void {
    const start = this.valueStart;
    if (end - start > MAX_VALUE) {
      this.damaged();
      return;
    }
    if (this.event(start, end)) {
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
      this.envelopes.push(this.at.base + end);
      this.enter();
    }
    this.valueStart = -1;
  }

  /** Tells the value between two indexes if it is an event. */
  private event(start: number, end: number): boolean {
    const { fields, skipped } = this.walker;
    const bodyStart = fields.start(EVENT_KEY);
    const opening = this.bytes[bodyStart];
    const values = bodyStart >= 0 && (opening === OPEN_BRACE || opening === 0x5b) ? fields.read(this.bytes) : null;
    if (values === null) return false;
    const offset = this.at.base + start;
    const whole = {
      json: this.bytes.subarray(start, end),
      bodyStart: bodyStart - start,
      bodyEnd: fields.end(EVENT_KEY) - start,
    };
    const { json, bodyStart: from, bodyEnd: to } = skipped.length === 0 ? whole : cutOut(whole, skipped, offset);
    const wrapping = this.envelopes.length > 0 ? 'envelope' : this.textStart >= 0 ? 'prefix' : 'none';
    this.announce(this.valueLineStart, start);
    this.textStart = -1;
    this.sink.event({
      offset,
      length: end - start,
      line: this.valueLine,
      wrapping,
      type: values.type,
      subtype: values.subtype,
      timestamp: values.timestamp,
      emitter: values.emitter,
      sessionId: values.sessionId,
      handleId: values.handleId,
      opaqueId: values.opaqueId,
      json,
      bodyStart: from,
      bodyEnd: to,
    });
    return true;
  }

  /** Tells what stood before an event that begins at index `start`. On the line of damaged JSON, text is no prefix. */
  private announce(lineStart: number, start: number): void {
    if (this.stretches.inBroken && this.stretches.until > lineStart) this.endText(start);
    this.stretches.flush();
  }

  /** The text before index `end` on this line, as far as it is still at hand. */
  private text(end: number): Uint8Array {
    return this.bytes.subarray(Math.max(this.textStart - this.at.base, 0), end);
  }

  /** The damage that ends the value under way ends every object as well that is open in it. */
  private doom(): void {
    this.doomed.push(...this.walker.unfinished().reverse());
  }

  private isDoomed(offset: number): boolean {
    while (this.doomed.length > 0 && this.doomed.at(-1)! < offset) this.doomed.pop();
    return this.doomed.at(-1) === offset;
  }

  /** The value under way is damaged, cut or too large: its opening brace is no event's, what follows may be. */
  private damaged(): void {
    if (this.envelopes.length === 0) {
      if (this.textStart < 0) this.textStart = this.at.base + this.valueStart;
      this.at.line = this.valueLine;
      this.endText(this.valueStart + 1, true);
    }
    this.textStart = -1;
    this.enter();
    this.valueStart = -1;
  }

  /** Goes back to the byte behind the opening brace of the value under way, as if the brace were a separator. */
  private enter(): void {
    this.at.i = this.valueStart + 1;
    this.at.line = this.valueLine;
    this.at.lineStart = this.valueLineStart;
    this.walker.depth = 0;
  }

  /** The text under way ends before index `end` and belongs to no event. */
  private endText(end: number, broken = this.stretches.inBroken): void {
    if (this.textStart < 0) return;
    this.stretches.add(this.text(end), this.textStart, this.at.base + end, this.at.line, broken);
    this.textStart = -1;
  }

  private newline(i: number): void {
    this.bracketStart = -1;
    this.at.line++;
    this.at.i = this.bytes[i] === CR && this.bytes[i + 1] === LF ? i + 2 : i + 1;
    this.at.lineStart = this.at.base + this.at.i;
  }
}
