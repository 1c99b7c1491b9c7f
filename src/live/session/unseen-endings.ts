/** Counts the silent endings of a capture that nobody has looked at. */
export class UnseenEndings {
  /** Those that somebody has looked at, or that were there at the first count. */
  private seen: number | null = null;

  /** So many silent endings there are now; `isSeen`: somebody looks at them. Returns how many nobody has looked at. */
  counted(silent: number, isSeen: boolean): number {
    // A verdict can be taken back when more events come.
    this.seen = isSeen ? silent : Math.min(this.seen ?? silent, silent);
    return silent - this.seen;
  }
}
