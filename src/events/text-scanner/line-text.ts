/** Text between values: a prefix if an event follows on the line, otherwise other text, which becomes a stretch. */
import type { HeldBytes } from './held-bytes.js';
import type { Stretches } from './stretches.js';
import { TextAccount } from './text-account.js';
import type { Cursor } from './value-walker.js';

export class LineText {
  /** First byte of the text on this line, as an offset; -1 for none. */
  start = -1;
  /** First opening bracket since anything else but blanks: of an array, or of the text that follows; -1 for none. */
  private bracket = -1;
  /** Of what stands from the text's, or else the bracket's, first byte to before offset {@link passed}. */
  private readonly account = new TextAccount();
  private passed = 0;

  constructor(
    private readonly held: HeldBytes,
    private readonly at: Cursor,
    private readonly stretches: Stretches,
    /** Stretches in strings. */
    private readonly inStrings: Stretches,
  ) {}

  get none(): boolean {
    return this.start < 0 && this.bracket < 0;
  }

  /** First byte that is still needed, as an offset; -1 for none. */
  get needed(): number {
    return this.start >= 0 ? this.start : this.bracket;
  }

  /** Text stands at this index; a bracket in front of it belongs to it. */
  begin(i: number): void {
    if (this.start >= 0) return;
    if (this.bracket < 0) this.open(i);
    this.start = this.bracket >= 0 ? this.bracket : this.at.base + i;
  }

  openBracket(i: number): void {
    if (!this.none) return;
    this.open(i);
    this.bracket = this.at.base + i;
  }

  private open(i: number): void {
    this.account.begin();
    this.passed = this.at.base + i;
  }

  /** Brackets in front of a comma, a closing bracket, a value or a line break are an array's. */
  forgetBracket(): void {
    this.bracket = -1;
  }

  /** Takes account of the bytes before index `end`: they will not be asked for again. */
  pass(end: number): void {
    if (this.none) return;
    const from = this.passed - this.at.base;
    if (from >= end) return;
    this.account.pass(this.held.bytes, from, end);
    this.passed += end - from;
  }

  /** Whether the text before index `end` looks like the remains of a cut event. */
  looksLikeJson(end: number): boolean {
    this.pass(end);
    return this.start >= 0 && this.account.looksLikeJson;
  }

  /** The text belongs to an event, or there is none. */
  forget(): void {
    this.start = this.bracket = -1;
  }

  /** The text ends before index `end` and belongs to no event: damaged JSON, or other text unless it looks like a part of it. */
  left(end: number, broken = this.stretches.inBroken): void {
    if (this.start < 0) return;
    this.pass(end);
    const { account, start, at } = this;
    // One after the other, in the order of offsets.
    this.inStrings.flush();
    this.stretches.add(account.sample, start, at.base + end, at.line, broken || account.looksDamaged);
    this.forget();
  }

  /**
   * Tells what stood before an event that begins at index `start`, on a line that begins at offset `lineStart`. On the line
   * of damaged JSON, text is no prefix.
   */
  announce(lineStart: number, start: number): void {
    if (this.stretches.inBroken && this.stretches.until > lineStart) this.left(start);
    this.flush();
    this.forget();
  }

  /** Tells the stretches under way. */
  flush(): void {
    this.stretches.flush();
    this.inStrings.flush();
  }
}
