/** Events as the kernel records them, for who takes many at once. */
import type { RecordedEvents, ScannerSink } from '../header.js';
import { PLAIN, SLOT, WORDS } from '../record.js';
import type { RecordedEvent } from './recorded-event.js';

/** Valid during the call alone. */
export interface Records extends RecordedEvents {
  /** How many, one behind the other. */
  readonly count: number;
  /** The events are texts of records: what the records tell of them stands elsewhere than they. */
  readonly inTexts: boolean;
}

export interface RecordSink extends ScannerSink {
  /** Takes events that `event()` would be told of one by one. */
  records?(records: Records): void;
}

/**
 * Tells a sink the records from index `from` of their words to before `to`: plain ones together, where it takes them so, and
 * all others by `event`, for which the first word of the records has the index `first`.
 */
export function tellRecords(
  event: RecordedEvent,
  sink: ScannerSink,
  records: RecordedEvents,
  { from = 0, to, first = 0 }: { readonly from?: number; readonly to: number; readonly first?: number },
): void {
  const { words } = records;
  for (let at = from; at < to; at += WORDS) {
    if (sink.plain !== undefined && (words[at + SLOT]! & PLAIN) !== 0) {
      let end = at + WORDS;
      while (end < to && (words[end + SLOT]! & PLAIN) !== 0) end += WORDS;
      at = sink.plain(records, at, end);
      if (at === to) return;
    }
    event.select(first + at);
    sink.event(event);
  }
}
