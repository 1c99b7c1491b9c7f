/** The capture that somebody adds to, put together from what was added. */
import { Outdated } from '../../rpc/requests.js';
import { GrowingBytes } from '../../sources/growing-bytes.js';
import type { LogSource } from '../requests/api.js';

type Added = Extract<LogSource, { kind: 'added' }>;

/** Bytes in memory that grow; the same object, the same log. */
export interface GrowingSource {
  readonly kind: 'growing';
  readonly name: string;
  readonly bytes: GrowingBytes;
}

/** What a reader reads. */
export type ReaderSource = Exclude<LogSource, Added> | GrowingSource;

export class AddedSource {
  private capture: string | null = null;
  private bytes = new GrowingBytes(0);

  /** All of the capture. Throws {@link Outdated} where what stands before the added bytes is not known here. */
  with({ name, capture, from, bytes, changedAt }: Added): GrowingSource {
    if (from === 0) {
      this.capture = capture;
      this.bytes = new GrowingBytes(changedAt);
    } else if (this.capture !== capture || this.bytes.size !== from) {
      throw new Outdated('The bytes before these are not known.');
    }
    if (bytes.length > 0) this.bytes.add(bytes, changedAt);
    return { kind: 'growing', name, bytes: this.bytes };
  }
}
