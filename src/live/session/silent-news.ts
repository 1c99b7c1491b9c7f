/** When what is new among silent endings is told: at once, and then once a minute, together. */

const AT_MOST_EVERY_MS = 60_000;

export class SilentNews {
  private silent = 0;
  /** Those that are no news: told, or there at the first count. */
  private seen: number | null = null;
  private toldAt = -Infinity;
  private later: NodeJS.Timeout | undefined;

  /** `tell` is called with how many are new; it returns false where nobody wants to know. */
  constructor(private readonly tell: (news: number) => boolean) {}

  /** There are so many now. */
  counted(silent: number): void {
    this.silent = silent;
    this.seen = Math.min(this.seen ?? silent, silent);
    if (silent === this.seen || this.later !== undefined) return;
    this.later = setTimeout(
      () => {
        this.later = undefined;
        this.tellNews();
      },
      Math.max(0, this.toldAt + AT_MOST_EVERY_MS - performance.now()),
    );
  }

  dispose(): void {
    clearTimeout(this.later);
  }

  private tellNews(): void {
    const news = this.silent - (this.seen ?? this.silent);
    this.seen = this.silent;
    if (news > 0 && this.tell(news)) this.toldAt = performance.now();
  }
}
