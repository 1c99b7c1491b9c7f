/** What the thread of an analysis is given when it starts. */
import type { Speech } from '../words/language.js';
import type { Zone } from '../words/clocks.js';
import type { IndexPlace } from './index-on-disk/log-index.js';

export interface WorkerStart {
  readonly speech: Speech | null;
  /** Where logs that were read are kept; null: nowhere. */
  readonly index: IndexPlace | null;
  /** How sentences tell times, until another clock is asked for. */
  readonly zone: Zone;
}
