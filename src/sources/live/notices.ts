/** Notices that do not flood: what is said again within a minute is counted, and the count told with the next one. */
const QUIET = 60_000;
/** Different notices that are remembered. */
const MOST = 256;

interface Said {
  at: number;
  suppressed: number;
}

export class Notices {
  private readonly said = new Map<string, Said>();

  constructor(private readonly notice: (message: string) => void) {}

  /** Tells `message` unless something of its `kind` was told within the last minute. */
  say(message: string, kind = message): void {
    const now = Date.now();
    const before = this.said.get(kind);
    if (before !== undefined && now - before.at < QUIET) {
      before.suppressed++;
      return;
    }
    if (this.said.size >= MOST) this.said.delete(this.said.keys().next().value!);
    this.said.set(kind, { at: now, suppressed: 0 });
    const more = before?.suppressed ?? 0;
    this.notice(more === 0 ? message : `${message} (${more} more of these since the last notice.)`);
  }
}
