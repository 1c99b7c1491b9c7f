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
  lineEnd,
  LF,
  NEED_MORE,
  NUL,
  OPEN_BRACE,
  QUOTE,
  stringSearchedTo,
} from './bytes.js';
import { unescapedEvents } from './escaped.js';
import { Doomed } from './doomed.js';
import { headerOf } from './event-header.js';
import type { FastPath } from './fast-path.js';
import {
  MOST_TAKEN_BACK,
  type CalmPlace,
  type EventHeader,
  type Resumption,
  type Scanner,
  type ScannerSink,
  type Stretch,
  type ToldEvent,
} from './header.js';
import { HeldBytes } from './held-bytes.js';
import { prefixShape } from './line-prefix.js';
import { LineText } from './line-text.js';
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
  private readonly held: HeldBytes;
  private readonly at: Cursor = { base: 0, i: 0, line: 1, lineStart: 0 };

  private readonly walker = new ValueWalker();
  /** The value under way. */
  private valueStart = -1;
  private valueLine = 0;
  private valueLineStart = 0;

  private readonly text: LineText;
  /** Up to this offset quotes are text: the string they would open never closes on its line. */
  private quotesAreText = 0;
  /** Where the string between values begins whose end is still to come, and up to where it was looked for. */
  private readonly openString = { offset: -1, searched: 0 };
  /** Opening braces ahead whose objects are known to be damaged, nearest last: reading them again would tell no more. */
  private readonly doomed = new Doomed();
  /** Offsets behind the envelopes that are entered, outermost first. */
  private readonly envelopes: number[] = [];
  private readonly stretches: Stretches;

  /** The last place between values where nothing was under way: all that is known there is where it is. */
  private readonly calm = { offset: 0, line: 1, lineStart: 0 };
  /** What was told since, and whether that was too much to be kept. */
  private told: ToldEvent[] = [];
  private stretchesTold: Stretch['kind'][] = [];
  private toldTooMuch = false;

  /** `fast` takes what it can; `nesting` counts how many strings this scanner's bytes were unescaped from. */
  constructor(
    private readonly sink: ScannerSink,
    private readonly fast: FastPath | null = null,
    private readonly nesting = 0,
    private readonly maxValue = MAX_VALUE,
  ) {
    this.held = new HeldBytes(fast === null ? undefined : (size) => fast.allocate(size));
    this.stretches = new Stretches((stretch) => {
      if (this.remembers()) this.stretchesTold.push(stretch.kind);
      sink.stretch(stretch);
    });
    this.text = new LineText(this.held, this.at, this.stretches);
  }

  get position(): number {
    return this.at.base + this.held.size;
  }

  room(size: number): Uint8Array {
    this.drop();
    return this.held.room(size);
  }

  push(bytes: Uint8Array): void {
    this.drop();
    this.held.append(bytes);
    this.run(false);
  }

  end(): void {
    this.run(true);
    this.text.left(this.held.size);
    this.stretches.flush();
  }

  resume(): Resumption | null {
    const { calm, told: events, stretchesTold: stretches } = this;
    const resumption = this.toldTooMuch ? null : { ...calm, events, stretches };
    this.told = [];
    this.stretchesTold = [];
    this.toldTooMuch = false;
    this.held.drop(this.held.size);
    this.goOnFrom(calm);
    this.walker.depth = 0;
    this.valueStart = -1;
    this.quotesAreText = 0;
    this.openString.offset = -1;
    this.envelopes.length = 0;
    this.doomed.forget();
    this.text.forget();
    this.stretches.forget();
    return resumption;
  }

  goOnFrom({ offset, line, lineStart }: CalmPlace): void {
    Object.assign(this.at, { base: offset, i: 0, line, lineStart });
    Object.assign(this.calm, { offset, line, lineStart });
  }

  /** Drops the bytes that are done with. */
  private drop(): void {
    // The byte before tells an escaped quote.
    let keep = this.valueStart >= 0 ? this.valueStart : Math.max(this.at.i - 1, 0);
    const text = this.text.needed;
    if (text >= 0) keep = Math.max(0, Math.min(keep, Math.max(text - this.at.base, keep - 512)));
    if (keep === 0) return;
    this.held.drop(keep);
    this.at.base += keep;
    this.at.i -= keep;
    if (this.valueStart >= 0) this.valueStart -= keep;
    this.walker.fields.move(keep);
  }

  private run(final: boolean): void {
    for (;;) {
      while (this.at.i < this.held.size) {
        const goOn = this.walker.depth === 0 ? this.between(final) : this.inside(final);
        if (!goOn) break;
      }
      const tooLarge = this.held.size - this.valueStart > this.maxValue;
      if (this.walker.depth === 0 || !(final || tooLarge)) return;
      this.doomed.add(this.unfinished(tooLarge));
      this.damaged();
    }
  }

  /** Moves through the bytes between values. False: the bytes at hand end inside something. */
  private between(final: boolean): boolean {
    if (!final) this.takePlainEvents();
    const { bytes, size } = this.held;
    while (this.at.i < size) {
      const i = this.at.i;
      const c = bytes[i]!;
      const inEnvelope = this.inEnvelope();
      if (c === OPEN_BRACE) {
        this.beginValue(i);
        if (this.doomed.has(this.at.base + i)) this.damaged();
        return true;
      }
      if (c === LF || c === CR || c === NUL) {
        if (c === CR && i + 1 >= size && !final) return false;
        this.text.left(i);
        this.newline(i);
        if (!final && this.isCalm()) this.noteCalm();
      } else if (c === QUOTE && this.at.base + i >= this.quotesAreText && (i === 0 || bytes[i - 1] !== BACKSLASH)) {
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
        if (!separator && !inEnvelope) this.text.begin(i);
        else if (kind === C.openBracket) this.text.openBracket(i);
        else if (kind !== C.blank) this.text.forgetBracket();
        this.at.i++;
      }
    }
    return true;
  }

  private takePlainEvents(): void {
    if (!this.isCalm()) return;
    this.fast?.take(this.at, this.held.size);
    this.noteCalm();
  }

  /** Between values, with nothing under way that what comes could belong to. */
  private isCalm(): boolean {
    const offset = this.at.base + this.at.i;
    if (!this.text.none || !this.stretches.empty || this.inEnvelope()) return false;
    return this.quotesAreText <= offset && !this.doomed.anyFrom(offset);
  }

  private noteCalm(): void {
    const { at, calm } = this;
    calm.offset = at.base + at.i;
    calm.line = at.line;
    calm.lineStart = at.lineStart;
    this.forgetTold();
  }

  private forgetTold(): void {
    if (this.told.length > 0) this.told = [];
    if (this.stretchesTold.length > 0) this.stretchesTold = [];
    this.toldTooMuch = false;
  }

  /** Whether there is room for one more thing told: an envelope of any size may be under way. */
  private remembers(): boolean {
    if (!this.toldTooMuch && this.told.length + this.stretchesTold.length === MOST_TAKEN_BACK) {
      this.forgetTold();
      this.toldTooMuch = true;
    }
    return !this.toldTooMuch;
  }

  private inEnvelope(): boolean {
    const { envelopes } = this;
    while (envelopes.length > 0 && this.at.base + this.at.i >= envelopes.at(-1)!) envelopes.pop();
    return envelopes.length > 0;
  }

  /** A string between values: events may be escaped in it. Returns the index to go on at, or {@link NEED_MORE}. */
  private string(i: number, inEnvelope: boolean, final: boolean): number {
    const { bytes, size } = this.held;
    const limit = inEnvelope ? size : Math.min(size, i + MAX_STRING);
    const { openString } = this;
    const { base } = this.at;
    const from = openString.offset === base + i ? openString.searched - base : i + 1;
    const close = findStringEnd(bytes, from, limit);
    if (close === NEED_MORE && !final && limit === size) {
      openString.offset = base + i;
      openString.searched = base + stringSearchedTo(bytes, from, limit);
      return NEED_MORE;
    }
    if (close >= 0) {
      const inner = (sink: ScannerSink, nesting: number): Scanner => new TextScanner(sink, null, nesting);
      const found = unescapedEvents(bytes, i, close + 1, this.nesting, inner);
      if (found.length > 0) this.text.announce(this.at.lineStart, i);
      const place = { offset: this.at.base + i, length: close + 1 - i, line: this.at.line };
      for (const event of found) this.tell({ ...event, ...place, wrapping: 'string' });
      if (found.length > 0 || inEnvelope) return close + 1;
    } else {
      this.quotesAreText = this.at.base + lineEnd(bytes, i, limit);
    }
    this.text.begin(i);
    return i + 1;
  }

  private beginValue(i: number): void {
    this.valueStart = i;
    this.valueLine = this.at.line;
    this.valueLineStart = this.at.lineStart;
    const prefixed = this.text.start >= this.at.base && this.envelopes.length === 0;
    this.walker.begin(prefixed ? prefixShape(this.held.bytes, this.text.start - this.at.base, i) : null);
    this.text.forgetBracket();
    this.at.i = i + 1;
  }

  /**
   * Offsets of the objects in the value under way that end with it. What is too large as a whole may hold objects that are
   * not: those that have begun in its second half.
   */
  private unfinished(tooLarge: boolean): number[] {
    const offsets = this.walker.unfinished();
    if (!tooLarge) return offsets;
    const half = this.at.base + this.valueStart + this.maxValue / 2;
    return offsets.filter((offset) => offset < half);
  }

  /** Moves through the value under way. False: more bytes are needed, or it is too large. */
  private inside(final: boolean): boolean {
    // However the log is cut, a value that is too large is given up at the same byte.
    const size = Math.min(this.held.size, this.valueStart + this.maxValue + 1);
    const step = this.walker.walk(this.held.bytes, size, this.at, final && size === this.held.size);
    if (step === Step.done) this.complete(this.at.i);
    else if (step === Step.damaged) {
      this.doomed.add(this.walker.unfinished());
      this.damaged();
    }
    return step !== Step.more;
  }

  /** The value under way ends before `end`: an event, an envelope to be entered, or nothing of interest. */
  private complete(end: number): void {
    const start = this.valueStart;
    if (end - start > this.maxValue) {
      this.damaged();
      return;
    }
    if (this.event(start, end)) {
      this.valueStart = -1;
      return;
    }
    if (this.envelopes.length === 0) {
      if (this.stretches.inBroken || (this.text.start >= 0 && looksLikeJson(this.text.before(start)))) {
        this.damaged();
        return;
      }
      this.text.taken();
    }
    if (this.envelopes.length < MAX_ENVELOPES && end - start > 2) {
      this.envelopes.push(this.at.base + end);
      this.enter();
    }
    this.valueStart = -1;
  }

  /** Tells the value between two indexes if it is an event. */
  private event(start: number, end: number): boolean {
    const header = headerOf(this.held.bytes, start, end, this.walker, {
      offset: this.at.base + start,
      length: end - start,
      line: this.valueLine,
      wrapping: this.envelopes.length > 0 ? 'envelope' : this.text.start >= 0 ? 'prefix' : 'none',
    });
    if (header === null) return false;
    this.text.announce(this.valueLineStart, start);
    this.tell(header);
    return true;
  }

  private tell(header: EventHeader): void {
    if (this.remembers()) this.told.push({ offset: header.offset, wrapping: header.wrapping });
    this.sink.event(header);
  }

  /** The value under way is damaged, cut or too large: its opening brace is no event's, what follows may be. */
  private damaged(): void {
    if (this.envelopes.length === 0) {
      if (this.text.start < 0) this.text.start = this.at.base + this.valueStart;
      this.at.line = this.valueLine;
      this.text.left(this.valueStart + 1, true);
    }
    this.text.taken();
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

  private newline(i: number): void {
    this.text.forgetBracket();
    this.at.line++;
    this.at.i = this.held.bytes[i] === CR && this.held.bytes[i + 1] === LF ? i + 2 : i + 1;
    this.at.lineStart = this.at.base + this.at.i;
  }
}
