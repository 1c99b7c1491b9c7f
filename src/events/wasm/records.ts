/** Events as the kernel records them, for who takes many at once. */
import type { ScannerSink } from '../header.js';

/** Valid during the call alone. */
export interface Records {
  /** Records one behind the other, `WORDS` words each: see `recorded-event.ts`. */
  readonly words: Uint32Array;
  readonly count: number;
  /** The kernel's memory, which the addresses in the records are of. */
  readonly bytes: Uint8Array;
  /** Offset in the log of address 0. */
  readonly base: number;
  /** The line that the records count theirs from. */
  readonly line: number;
}

export interface RecordSink extends ScannerSink {
  /** Takes events that `event()` would be told of one by one. */
  records?(records: Records): void;
}
