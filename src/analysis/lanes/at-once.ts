/** How many there are at once in each column of time, from where each begins and ends. */
export class AtOnce {
  private readonly steps: Int32Array;

  constructor(private readonly columns: number) {
    this.steps = new Int32Array(columns + 1);
  }

  /** One that is there from column `first` to column `last`, both included. */
  add(first: number, last: number): void {
    this.steps[first]!++;
    this.steps[last + 1]!--;
  }

  /** The number in each column, and the largest of them. */
  counts(): { readonly counts: Uint32Array; readonly peak: number } {
    const counts = new Uint32Array(this.columns);
    let now = 0;
    let peak = 0;
    for (let i = 0; i < this.columns; i++) {
      now += this.steps[i]!;
      counts[i] = now;
      if (now > peak) peak = now;
    }
    return { counts, peak };
  }
}
