/**
 * What the heartbeats of servers that share a name tell of their runs. Janus sets their timer before it loads plugins
 * and transports, so the first one tells when the process began, and not when it said `started` (`main` in `janus.c`).
 */
import { lastFrom } from '../../events/columns.js';

/** Heartbeats of one process come this far apart, µs. */
const APART = 15_000_000;
/** GLib moves the first one to where its other timers fire (`g_timeout_source_new_seconds`): up to this off, µs. */
const ALIGNED = 1_000_000;
/** The next ones come 15.00 s after each other, µs more or less on a busy machine. */
const JITTER = 250_000;
/** Nobody needs more heartbeats than this to see a train of them. */
const MAX_LOOKED_AT = 16;
const UNKNOWN = { from: -Infinity, to: Infinity };

/** Times of all heartbeats of one emitter in order, µs. */
export class HeartbeatTimes {
  constructor(private readonly at: Float64Array) {}

  /** The last one before a time, -Infinity where there is none. */
  lastBefore(time: number): number {
    const k = lastFrom(this.at, this.at.length, time);
    return (this.at[k] === time ? this.at[k - 1] : this.at[k]) ?? -Infinity;
  }

  /** The first one after a time, Infinity where there is none. */
  firstAfter(time: number): number {
    return this.at[lastFrom(this.at, this.at.length, time) + 1] ?? Infinity;
  }

  /**
   * Between which times the process began that said `started` at `started`, µs; -Infinity to Infinity where no heartbeat
   * tells, or more than one can be its first.
   */
  begun(started: number): { readonly from: number; readonly to: number } {
    const from = lastFrom(this.at, this.at.length, started) + 1;
    let first = NaN;
    for (let k = from; k < from + MAX_LOOKED_AT; k++) {
      const at = this.at[k] ?? Infinity;
      if (at > started + APART + ALIGNED) break;
      if (this.follows(at)) continue;
      if (!Number.isNaN(first)) return UNKNOWN;
      first = at;
    }
    return Number.isNaN(first) ? UNKNOWN : { from: first - APART - ALIGNED, to: first - APART + ALIGNED };
  }

  /**
   * Whether two processes are at work after a `started` and before the next mark: the one that said it sends its first
   * heartbeat, and another one comes too near to that to be of the same.
   */
  areOfTwo(started: number, next: number): boolean {
    const until = Math.min(next, started + APART + ALIGNED);
    for (let at = this.firstAfter(started); at < until;) {
      const second = this.firstAfter(at);
      if (second >= until) return false;
      if (second - at > JITTER && second - at < APART - ALIGNED) return true;
      at = second;
    }
    return false;
  }

  /** From when on a server is known to be gone that was there at `since`: its next heartbeat before `until` is missing, µs. */
  goneBy(since: number, until: number): number {
    const last = this.lastBefore(until);
    const due = last > since ? last + APART + JITTER : since + APART + ALIGNED;
    return due < until ? due : Infinity;
  }

  /** Whether a heartbeat is one of a train: the one before it is there. */
  private follows(at: number): boolean {
    return this.firstAfter(at - APART - JITTER) <= at - APART + JITTER;
  }
}
