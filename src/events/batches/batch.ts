/**
 * Events and stretches of a log as a scanner told them, packed to be handed to another thread.
 *
 * Most of a log are statistics of a handle that is known by now. Of these the record alone is handed over; of others the
 * bytes that its texts stand in, and of those whose body counts the whole event.
 */
import type { Stretch } from '../header.js';

/** Events one behind the other, up to before record `until` of the batch. */
export interface EventsPart {
  readonly kind: 'events';
  /** Whether the kernel recorded them: then addresses are of its memory. */
  readonly recorded: boolean;
  until: number;
  /** Offset in the log of address 0, and the line that the records count theirs from. */
  readonly base: number;
  readonly line: number;
  /** Names of emitters by what the records have for their address. */
  readonly emitters: Map<number, string>;
}

export interface StretchPart {
  readonly kind: 'stretch';
  readonly stretch: Stretch;
}

export interface EventBatch {
  /**
   * Records as in `record.ts`. The word for the texts is 1 more than the index in {@link texts} of the event's first byte, 0
   * where nothing is handed over.
   */
  readonly words: Uint32Array<ArrayBuffer>;
  readonly texts: Uint8Array<ArrayBuffer>;
  /** In the order in which they were told. */
  readonly parts: readonly (EventsPart | StretchPart)[];
}

/** The memory of a batch, to be moved to another thread instead of being copied. */
export const memoryOf = ({ words, texts }: EventBatch): ArrayBuffer[] => [words.buffer, texts.buffer];
