/** Line breaks that a form has and the log in it has not: told with a later break, so that the number of lines stays the same. */
export class OwedBreaks {
  private count = 0;

  add(breaks = 1): void {
    this.count += breaks;
  }

  /** Those that are owed, which are none any more. */
  told(): string {
    const breaks = '\n'.repeat(this.count);
    this.count = 0;
    return breaks;
  }
}
