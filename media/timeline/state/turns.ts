/** Steps that wait for each other: each goes on from where the one before has led. */

export class Turns {
  private last: Promise<void> = Promise.resolve();
  private underway = 0;
  /** Steps that begin in what waited for its turn: they are part of that turn, and come before what waits behind it. */
  private begun: Promise<void>[] | null = null;

  /** `arranging` is what every step waits for besides, null for nothing; `problem` is told what a step fails with. */
  constructor(
    private readonly arranging: () => Promise<unknown> | null,
    private readonly problem: (error: unknown) => void,
  ) {}

  /** Does something once all that was asked for before is done: at once when nothing is under way. */
  after(act: () => void): void {
    if (this.underway === 0 && this.arranging() === null) act();
    else
      void this.take(async () => {
        const begun: Promise<void>[] = (this.begun = []);
        try {
          act();
        } finally {
          this.begun = null;
        }
        await Promise.all(begun);
      });
  }

  /** Takes a step when it is its turn; resolves when it is done, or has failed. */
  take(step: () => Promise<void>): Promise<void> {
    if (this.begun !== null) {
      const done = step().catch(this.problem);
      this.begun.push(done);
      return done;
    }
    this.underway++;
    this.last = this.last
      .then(this.arranging)
      .then(step)
      .catch(this.problem)
      .finally(() => this.underway--);
    return this.last;
  }
}
