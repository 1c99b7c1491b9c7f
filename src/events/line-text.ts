/** Text between values: a prefix if an event follows on the line, otherwise other text, which becomes a stretch. */
import type { HeldBytes } from './held-bytes.js';
import type { Stretches } from './stretches.js';
import type { Cursor } from './value-walker.js';

export class LineText {
  /** First byte of the text on this line, as an offset; -1 for none. */
  start = -1;
  /** First opening bracket since anything else but blanks: of an array, or of the text that follows; -1 for none. */
  private bracket = -1;

  constructor(
    private readonly held: HeldBytes,
    private readonly at: Cursor,
    private readonly stretches: Stretches,
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
    if (this.start < 0) this.start = this.bracket >= 0 ? this.bracket : this.at.base + i;
  }

  openBracket(i: number): void {
    if (this.bracket < 0) this.bracket = this.at.base + i;
  }

  /** Brackets in front of a comma, a closing bracket, a value or a line break are an array's. */
  forgetBracket(): void {
    this.bracket = -1;
  }

  /** The text before index `end`, as far as it is still at hand. */
  before(end: number): Uint8Array {
    return this.held.bytes.subarray(Math.max(this.start - this.at.base, 0), end);
  }

  /** The text belongs to an event. */
  taken(): void {
    this.start = -1;
  }

  /** There is no text, nor a bracket that could begin one. */
  forget(): void {
    this.start = this.bracket = -1;
  }

  /** The text ends before index `end` and belongs to no event. */
  left(end: number, broken = this.stretches.inBroken): void {
    if (this.start < 0) return;
    this.stretches.add(this.before(end), this.start, this.at.base + end, this.at.line, broken);
    this.start = -1;
  }

  /**
   * Tells what stood before an event that begins at index `start`, on a line that begins at offset `lineStart`. On the line
   * of damaged JSON, text is no prefix.
   */
  announce(lineStart: number, start: number): void {
    if (this.stretches.inBroken && this.stretches.until > lineStart) this.left(start);
    this.stretches.flush();
    this.taken();
  }
}
