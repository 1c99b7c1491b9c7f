/**
 * The scanner in TypeScript: one pass over the bytes, no JSON.parse, no lines.
 *
 * Between values (depth 0) separators are skipped and other text is remembered as a possible line prefix. Inside a value
 * the JSON grammar is followed just far enough to know where it ends and whether it is damaged. A value that turns out to
 * be no event (an envelope) or damaged is entered once more behind its opening brace, so events inside it are found.
 *
 * Nothing is decided from where the bytes at hand end. What cannot be told before more bytes come waits for them; what has
 * to be known of bytes that are given up (text, for its stretch) is kept as an account of them.
 */
import {
  BACKSLASH,
  ByteClass as C,
  CLASS_OF,
  COMMA,
  CR,
  DAMAGED,
  DEL,
  LF,
  NEED_MORE,
  NUL,
  OPEN_BRACE,
  QUOTE,
  SPACE,
} from '../bytes.js';
import { AlikeEnvelopes } from './alike-envelopes.js';
import { ClosingQuotes } from './closing-quotes.js';
import { EscapedStrings, MAX_NESTING, mayHoldEvents } from './escaped.js';
import { DamagedObjects } from './damaged-objects.js';
import { headerOf, mayBeReshaped } from './event-header.js';
import type { FastPath } from './fast-path.js';
import type { CalmPlace, EventHeader, Resumption, Scanner, ScannerSink, Stretch } from '../header.js';
import { HeldBytes } from './held-bytes.js';
import { prefixShape } from './line-prefix.js';
import { LineText } from './line-text.js';
import { VainAttempts } from '../shapes/vain-attempts.js';
import { SinceCalm } from './since-calm.js';
import { Stretches } from './stretches.js';
import { MAX_VALUE } from '../limits.js';
import { ToldInRecord } from './told-in-record.js';
import { Step, ValueWalker, type Cursor } from './value-walker.js';

/** Envelopes inside envelopes that are entered, and objects inside objects behind damage: an Elasticsearch answer needs 4. */
const MAX_ENVELOPES = 8;
/** Longest string between values that is looked into for escaped events. */
const MAX_STRING = 1024 * 1024;
/** Bytes in front of a value that stay at hand: no line prefix is longer. */
const KEPT_BEFORE = 512;

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
  /** What stands behind this index is as good as not at hand yet: see {@link look}. */
  private visible = 0;
  /** Bytes that may still be looked at. */
  private left = 0;
  /** Whether the stream has ended behind the bytes at hand. */
  private ended = false;
  private readonly closingQuotes = new ClosingQuotes();
  /** Opening braces ahead whose objects are known to be damaged, nearest last: reading them again would tell no more. */
  private readonly damagedAhead = new DamagedObjects();
  /** Offsets behind the envelopes that are entered, outermost first. */
  private readonly envelopes: number[] = [];
  /** The same of well-formed objects behind damage. */
  private readonly entered: number[] = [];
  private readonly attempts = new VainAttempts();
  private readonly record = new ToldInRecord();
  private readonly alike: AlikeEnvelopes;
  private readonly stretches: Stretches;
  private readonly escaped: EscapedStrings;
  /** What is damaged in strings. Unlike other damage it says nothing of what follows. */
  private readonly inStrings: Stretches;

  private readonly sinceCalm = new SinceCalm();

  /** `fast` takes what it can; `nesting` counts how many strings this scanner's bytes were unescaped from. */
  constructor(
    private readonly sink: ScannerSink,
    private readonly fast: FastPath | null = null,
    private readonly nesting = 0,
    private readonly maxValue = MAX_VALUE,
  ) {
    this.held = new HeldBytes(fast === null ? undefined : (size) => fast.allocate(size));
    this.alike = new AlikeEnvelopes(fast);
    this.inStrings = new Stretches((stretch) => {
      this.tellStretch(stretch);
    });
    this.stretches = new Stretches((stretch) => {
      this.tellStretch(stretch);
    });
    this.text = new LineText(this.held, this.at, this.stretches, this.inStrings);
    this.escaped = new EscapedStrings((innerSink) => new TextScanner(innerSink, null, nesting + 1), {
      event: (header, place) => {
        this.text.announce(this.at.lineStart, this.at.i);
        this.tell({ ...header, ...place, wrapping: 'string' });
      },
      stretch: ({ sample, offset, length, line }) => {
        if (this.inStrings.empty) this.text.announce(this.at.lineStart, this.at.i);
        this.inStrings.add(sample, offset, offset + length, line, true);
      },
    });
  }

  get position(): number {
    return this.at.base + this.held.size;
  }

  room(size: number): Uint8Array {
    this.drop();
    return this.held.room(size);
  }

  push(bytes: Uint8Array): void {
    this.add(bytes);
    this.look(Infinity);
  }

  end(): void {
    this.add(null);
    this.look(Infinity);
  }

  add(bytes: Uint8Array | null): void {
    if (bytes === null) this.ended = true;
    else {
      this.drop();
      this.held.append(bytes);
    }
  }

  look(most: number): boolean {
    this.left = most;
    for (;;) {
      while (this.at.i < this.visible) {
        const goOn = this.walker.depth === 0 ? this.between() : this.inside();
        if (!goOn) break;
      }
      if (this.escaped.underWay) return false;
      const inValue = this.walker.depth > 0;
      const tooLarge = inValue && this.visible - this.valueStart > this.maxValue;
      if (!tooLarge && this.visible < this.held.size) {
        if (this.left <= 0) return false;
        const more = Math.min(this.held.size - this.visible, this.left);
        this.visible += more;
        this.left -= more;
      } else if (tooLarge || (inValue && this.ended)) {
        this.damagedAhead.add(this.unfinished(tooLarge));
        this.damaged();
      } else {
        if (this.ended) this.finish();
        return true;
      }
    }
  }

  /** Everything of the stream was looked at. */
  private finish(): void {
    this.text.left(this.held.size);
    this.text.flush();
    this.at.base += this.held.size;
    this.forget();
  }

  /** Nothing is under way, and no byte at hand: what comes stands at `at.base`. */
  private forget(): void {
    this.held.drop(this.held.size);
    this.at.i = this.visible = 0;
    this.ended = false;
    this.walker.depth = 0;
    this.valueStart = -1;
    this.closingQuotes.forget();
    this.envelopes.length = this.entered.length = 0;
    this.damagedAhead.forget();
    this.attempts.forget();
    this.text.forget();
    this.stretches.forget();
    this.inStrings.forget();
    this.escaped.forget();
  }

  resume(): Resumption | null {
    const { place, resumption } = this.sinceCalm.takeBack();
    this.forget();
    this.moveTo(place);
    return resumption;
  }

  resumption(): Resumption | null {
    return this.sinceCalm.resumption;
  }

  goOnFrom(place: CalmPlace): void {
    this.fast?.goOn();
    this.moveTo(place);
  }

  private moveTo({ offset, line, lineStart }: CalmPlace): void {
    Object.assign(this.at, { base: offset, i: 0, line, lineStart });
    this.sinceCalm.goOnFrom({ offset, line, lineStart });
  }

  /** Drops the bytes that are done with. */
  private drop(): void {
    // The byte before tells an escaped quote.
    let keep = this.valueStart >= 0 ? this.valueStart : Math.max(this.at.i - 1, 0);
    const text = this.text.needed;
    if (text >= 0) keep = Math.max(0, Math.min(keep, Math.max(text - this.at.base, keep - KEPT_BEFORE)));
    if (keep === 0) return;
    this.text.pass(keep);
    this.held.drop(keep);
    this.visible -= keep;
    this.at.base += keep;
    this.at.i -= keep;
    if (this.valueStart >= 0) this.valueStart -= keep;
    this.walker.fields.move(keep);
  }

  /** Whether nothing comes behind the bytes that may be looked at. */
  private get isLast(): boolean {
    return this.ended && this.visible === this.held.size;
  }

  /** Moves through the bytes between values. False: they end inside something. */
  private between(): boolean {
    const final = this.isLast;
    if (!final) this.takePlainEvents();
    const { bytes } = this.held;
    const size = this.visible;
    while (this.at.i < size) {
      const i = this.at.i;
      const c = bytes[i]!;
      const inEnvelope = isInside(this.envelopes, this.at.base + i);
      if (c === OPEN_BRACE) {
        if (!final && this.takeEnvelopes()) continue;
        this.beginValue(i);
        if (this.damagedAhead.has(this.at.base + i)) this.damaged();
        else if (i + 1 < size && !mayBeginObject(bytes[i + 1]!)) this.noObject(bytes[i + 1]!);
        return true;
      }
      if (c === LF || c === CR || c === NUL) {
        if (c === CR && i + 1 >= size && !final) return false;
        this.text.left(i);
        const { lineStart } = this.at;
        this.newline(i, size);
        if (final || !this.isCalm()) continue;
        this.sinceCalm.note(this.at);
        this.alike.endOfLine(bytes, this.at.base, lineStart, this.at.i);
      } else if (c === QUOTE && (inEnvelope || i === 0 || bytes[i - 1] !== BACKSLASH)) {
        const after = this.string(i, inEnvelope);
        if (after === NEED_MORE) return false;
        this.at.i = after;
      } else if (c === 0xef && i + 2 >= size && !final) {
        return false;
      } else if (c === 0xef && i + 2 < size && bytes[i + 1] === 0xbb && bytes[i + 2] === 0xbf) {
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
    this.fast?.take(this.at, this.visible);
    this.sinceCalm.note(this.at);
  }

  /** Takes envelopes that are like one that came before. False: none. */
  private takeEnvelopes(): boolean {
    const { at, fast } = this;
    if (fast === null || at.base + at.i !== at.lineStart || !this.isCalm()) return false;
    const { i } = at;
    fast.takeEnvelopes(at, this.visible);
    if (at.i === i) return false;
    this.sinceCalm.note(at);
    return true;
  }

  /** Between values, with nothing under way that what comes could belong to. */
  private isCalm(): boolean {
    const offset = this.at.base + this.at.i;
    if (!this.text.none || !this.stretches.empty || !this.inStrings.empty || this.escaped.underWay) return false;
    return !this.damagedAhead.anyFrom(offset) && !isInside(this.envelopes, offset) && !isInside(this.entered, offset);
  }

  /**
   * A string between values: events may be escaped in it. Returns the index to go on at, or {@link NEED_MORE}. In an
   * envelope a quote begins or ends a string. Elsewhere that cannot be known, so what stands between any two quotes is
   * looked into, and holds what else there may be as well.
   */
  private string(i: number, inEnvelope: boolean): number {
    const { escaped } = this;
    const { bytes } = this.held;
    if (!escaped.underWay) {
      const close = this.closingQuote(i, inEnvelope);
      if (close === NEED_MORE) return NEED_MORE;
      const whole = close >= 0;
      if (!whole || this.nesting >= MAX_NESTING || !mayHoldEvents(bytes, i + 1, close)) {
        if (whole && inEnvelope) return close + 1;
        this.text.begin(i);
        return i + 1;
      }
      const place = { offset: this.at.base + i, length: close + 1 - i, line: this.at.line };
      escaped.begin(place, inEnvelope);
    }
    this.left = escaped.look(bytes, i, this.left);
    if (escaped.underWay) return NEED_MORE;
    if (escaped.foundEvents || inEnvelope) return i + escaped.length;
    this.text.begin(i);
    return i + 1;
  }

  /** Index of the quote that closes the string at `i`, {@link NEED_MORE}, or {@link DAMAGED} for one that none does. */
  private closingQuote(i: number, inEnvelope: boolean): number {
    const { visible } = this;
    const limit = inEnvelope ? visible : Math.min(visible, i + MAX_STRING);
    const close = this.closingQuotes.find(this.held.bytes, i, limit, this.at.base);
    return close === NEED_MORE && (this.isLast || limit < visible) ? DAMAGED : close;
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
  private inside(): boolean {
    // However the log is cut, a value that is too large is given up at the same byte.
    const size = Math.min(this.visible, this.valueStart + this.maxValue + 1);
    const step = this.walker.walk(this.held.bytes, size, this.at, this.isLast && size === this.visible);
    if (step === Step.done) this.complete(this.at.i);
    else if (step === Step.damaged && this.walker.isEmpty && this.at.i < size) {
      this.noObject(this.held.bytes[this.at.i]!);
    } else if (step === Step.damaged) {
      if (this.walker.depth > 1) this.damagedAhead.add(this.walker.unfinished());
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
      if (this.stretches.inBroken || this.text.looksLikeJson(start)) {
        this.completeInDamage(end);
        return;
      }
      this.text.forget();
      this.record.begin();
      this.alike.begin(this.at.base + start, !mayBeReshaped(this.walker, null));
    }
    if (this.envelopes.length < MAX_ENVELOPES && end - start > 2) {
      this.envelopes.push(this.at.base + end);
      this.enter();
    }
    this.valueStart = -1;
  }

  /** The value under way ends before `end`, is no event and stands behind damage: an event may be in it none the less. */
  private completeInDamage(end: number): void {
    const { entered, at, text } = this;
    const start = this.valueStart;
    if (!isInside(entered, at.base + start) || entered.length < MAX_ENVELOPES) {
      entered.push(at.base + end);
      this.damaged();
      return;
    }
    const { line } = at;
    text.begin(start);
    at.line = this.valueLine;
    text.left(end, true);
    at.line = line;
    this.valueStart = -1;
  }

  /** Tells the value between two indexes if it is an event. */
  private event(start: number, end: number): boolean {
    if (this.walker.hasTooManyLines) return false;
    const place = {
      offset: this.at.base + start,
      length: end - start,
      line: this.valueLine,
      wrapping: this.envelopes.length > 0 ? 'envelope' : this.text.start >= 0 ? 'prefix' : 'none',
    } as const;
    const header = headerOf(this.held.bytes, start, end, this.walker, place, this.attempts);
    if (header === null) return false;
    this.text.announce(this.valueLineStart, start);
    this.tell(header);
    return true;
  }

  private tellStretch(stretch: Stretch): void {
    this.sinceCalm.stretch(stretch);
    this.sink.stretch(stretch);
  }

  private tell(header: EventHeader): void {
    if (this.envelopes.length > 0) {
      if (this.record.hasTold(header)) return;
      this.alike.note(header);
    }
    this.sinceCalm.event(header);
    this.sink.event(header);
  }

  /** The value under way is damaged, cut or too large: its opening brace is no event's, what follows may be. */
  private damaged(): void {
    if (this.envelopes.length === 0) {
      this.text.begin(this.valueStart);
      this.at.line = this.valueLine;
      this.text.left(this.valueStart + 1, true);
    }
    this.text.forget();
    this.enter();
    this.valueStart = -1;
  }

  /** Nothing is in the value under way yet, and `next` cannot be: `{job="janus"}`, `{<<"x">>}`, `{ x: 1 }` are other text. */
  private noObject(next: number): void {
    if (!isOfOtherText(next) || this.envelopes.length > 0) {
      this.damaged();
      return;
    }
    this.text.begin(this.valueStart);
    this.enter();
    this.valueStart = -1;
  }

  /** Goes back to the byte behind the opening brace of the value under way, as if the brace were a separator. */
  private enter(): void {
    this.at.i = this.valueStart + 1;
    this.at.line = this.valueLine;
    this.at.lineStart = this.valueLineStart;
    this.walker.depth = 0;
    // What is looked at again counts again.
    this.visible = Math.min(this.visible, this.at.i + Math.max(this.left, 1));
  }

  private newline(i: number, size: number): void {
    const { bytes } = this.held;
    this.text.forgetBracket();
    this.at.line++;
    this.at.i = bytes[i] === CR && i + 1 < size && bytes[i + 1] === LF ? i + 2 : i + 1;
    this.at.lineStart = this.at.base + this.at.i;
  }
}

/** Whether an offset is before the last of some ends, innermost last; those that it is not before are dropped. */
function isInside(ends: number[], offset: number): boolean {
  while (ends.length > 0 && offset >= ends[ends.length - 1]!) ends.pop();
  return ends.length > 0;
}

/** Whether a byte may stand behind an opening brace: what is no object at first sight need not be walked into. */
function mayBeginObject(c: number): boolean {
  const kind = CLASS_OF[c]!;
  return kind === C.quote || kind === C.closeBrace || kind === C.blank || kind === C.newline;
}

/** Whether a byte behind an opening brace shows that no JSON was meant: a letter, a digit, a mark that JSON does not know. */
function isOfOtherText(c: number): boolean {
  const kind = CLASS_OF[c]!;
  return kind === C.scalar || (kind === C.illegal && c > SPACE && c !== BACKSLASH && c !== DEL);
}
