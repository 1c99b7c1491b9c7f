/** What can be folded of a log: all of its events are looked at for that, so the first picture does not wait for it. */
export class GapsStore {
  private revision = -1;
  private asked: Promise<Float64Array> | null = null;
  private wanted = -1;
  /** Those of the newest analysis that are known by now. */
  latest: Float64Array | null = null;

  /** @param load asks the extension; may reject */
  constructor(private readonly load: (revision: number) => Promise<Float64Array>) {}

  /** From and to by turns, µs since origin, ascending. Rejects when it could not be had; then it can be asked again. */
  of(revision: number): Promise<Float64Array> {
    if (revision === this.revision && this.asked !== null) return this.asked;
    this.revision = revision;
    const asked = this.load(revision).then(
      (gaps) => {
        if (this.asked === asked) this.latest = gaps;
        return gaps;
      },
      (error: unknown) => {
        if (this.asked === asked) this.asked = null;
        throw error;
      },
    );
    return (this.asked = asked);
  }

  /** Asks once for each revision: what fails is not asked again with every picture. */
  want(revision: number, arrived: () => void, failed: (error: unknown) => void): void {
    if (this.wanted === revision) return;
    this.wanted = revision;
    this.of(revision).then(arrived, failed);
  }
}
