/**
 * Notices that do not flood: what is said again within a minute is counted, and the count told with the next one, or at the
 * end.
 */
import * as l10n from '@vscode/l10n';
import { plural } from '../words/numbers.js';

const QUIET = 60_000;
/** Different notices that are remembered. */
const MOST = 256;
/** Notices told within {@link QUIET}: strangers choose topics, addresses and texts, so all of them can be different. */
const MOST_TOLD = 64;

interface Said {
  readonly message: string;
  readonly at: number;
  suppressed: number;
}

export class Notices {
  private readonly said = new Map<string, Said>();
  private told = 0;
  private countedFrom = -Infinity;
  /** Different ones that were too many. */
  private untold = 0;

  constructor(private readonly notice: (message: string) => void) {}

  /** Tells `message` unless something of its `kind` was told within the last minute. */
  say(message: string, kind = message): void {
    const now = performance.now();
    const before = this.said.get(kind);
    if (before !== undefined && now - before.at < QUIET) {
      before.suppressed++;
      return;
    }
    if (now - this.countedFrom >= QUIET) {
      this.tellUntold();
      this.told = 0;
      this.countedFrom = now;
    }
    if (this.told === MOST_TOLD) {
      this.untold++;
      return;
    }
    this.told++;
    this.said.delete(kind);
    const [oldest] = this.said.keys();
    if (this.said.size >= MOST && oldest !== undefined) this.tellSuppressed(oldest);
    this.said.set(kind, { message, at: now, suppressed: 0 });
    this.notice(withCount(message, before?.suppressed ?? 0));
  }

  /** Tells what was counted and not told. */
  end(): void {
    for (const kind of this.said.keys()) this.tellSuppressed(kind);
    this.tellUntold();
  }

  private tellUntold(): void {
    if (this.untold > 0)
      this.notice(
        plural(
          this.untold,
          l10n.t('{0} more notice came too fast to be told.|{0} more notices came too fast to be told.'),
        ),
      );
    this.untold = 0;
  }

  private tellSuppressed(kind: string): void {
    const { message, suppressed } = this.said.get(kind)!;
    this.said.delete(kind);
    if (suppressed > 0) this.notice(withCount(message, suppressed));
  }
}

const withCount = (message: string, more: number): string =>
  more === 0 ? message : l10n.t('{0} ({1} more of these since the last notice.)', message, more);
