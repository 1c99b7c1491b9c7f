/** Where text stands between values: a prefix if an event follows on the line, otherwise other text. */
export class LineText {
  /** First byte of the text on this line, as an offset; -1 for none. */
  start = -1;
  /** First opening bracket since anything else but blanks: of an array, or of the text that follows; -1 for none. */
  private bracket = -1;

  get none(): boolean {
    return this.start < 0 && this.bracket < 0;
  }

  /** First byte that is still needed, as an offset; -1 for none. */
  get needed(): number {
    return this.start >= 0 ? this.start : this.bracket;
  }

  /** Text stands at this offset; a bracket in front of it belongs to it. */
  begin(offset: number): void {
    if (this.start < 0) this.start = this.bracket >= 0 ? this.bracket : offset;
  }

  openBracket(offset: number): void {
    if (this.bracket < 0) this.bracket = offset;
  }

  /** Brackets in front of a comma, a closing bracket, a value or a line break are an array's. */
  forgetBracket(): void {
    this.bracket = -1;
  }

  end(): void {
    this.start = -1;
  }
}
