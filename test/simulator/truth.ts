/** What became of one session, known because the simulator did it. */
export interface Life {
  readonly emitter: string;
  readonly id: string;
  /** 1 for the first session of this id, 2 for the next. */
  readonly instance: number;
  /** How it ended; none: it is alive when the log ends. */
  ended: 'destroyed' | 'timeout' | 'transport-gone' | 'server-stopped' | 'server-crashed' | undefined;
  /**
   * Whether JANUS' events, all of them, prove the end: the rows "certain" of what Janus tells. A drop proves nothing where the
   * session was claimed, had no handle, or where a request could have asked for what was seen.
   */
  provable: boolean;
  /**
   * A life that looked from `from` (µs) on like one that ended, until it did something; why. No verdict on it is wrong while it
   * stays silent.
   */
  ambiguous: { readonly why: string; readonly from: number } | undefined;
  /** When its server said `started`, if it took the life in before that, µs. */
  readonly early: number | undefined;
  /** Whether another connection ever claimed it, which no event tells. */
  claimed: boolean;
  /** Whether it outlived the connection it hung on, kept by a late keepalive. */
  kept: boolean;
  /** What happened, in words, for whoever reads a failing seed. */
  readonly story: string[];
}
