import {
  WRAPPINGS,
  type EventHeader,
  type RecordedEvents,
  type Resumption,
  type ScannerSink,
  type Stretch,
} from '../../events/header.js';
import { KIND, LINE, WORDS } from '../../events/record.js';
import { hasBodyThatCounts } from '../../events/types.js';
import { hasBodyForLives } from '../../lives/engine/bodies.js';
import type { LivesCollector } from '../../lives/engine/collect.js';
import type { Collector } from '../../sessions/collecting/collector.js';
import { MAX_STRETCHES, newLogState, type LogState } from './log-state.js';

const decoder = new TextDecoder();

/**
 * Takes what a scanner finds in one log: gives it to the collectors, and counts. After the log has grown, events at its
 * end come again: see {@link expectAgain}.
 */
export class LogSink implements ScannerSink {
  readonly state: LogState;

  /** `log` is the number of the log at `path`; without `lives` nobody asks what is below the sessions. */
  constructor(
    path: string,
    private readonly log: number,
    private readonly collector: Collector,
    private readonly lives: LivesCollector | null,
  ) {
    this.state = newLogState(path, this);
  }

  decides(type: number, subtype: number, isSample: boolean): boolean {
    return hasBodyThatCounts(type, subtype) || (this.lives !== null && hasBodyForLives(type, subtype, isSample));
  }

  event(header: EventHeader): void {
    const { state } = this;
    if (state.cameAgain < state.again.length) {
      this.eventAgain(header);
      return;
    }
    state.events++;
    if (state.events === 1) state.indented = header.json.includes(0x0a);
    state.wrappings[header.wrapping]++;
    state.lines = header.line;
    if (!this.collector.add(header, this.log)) state.duplicates++;
    else this.lives?.add(header);
  }

  plain(records: RecordedEvents, from: number, to: number): number {
    const { state } = this;
    // Those that come again are looked at one by one.
    if (state.cameAgain < state.again.length) return from;
    const { words } = records;
    state.events += (to - from) / WORDS;
    for (let at = from; at < to; at += WORDS) state.wrappings[WRAPPINGS[words[at + KIND]! >>> 24]!]++;
    state.lines = records.line + words[to - WORDS + LINE]!;
    state.duplicates += this.collector.addPlain(records, from, to, this.log);
    return to;
  }

  stretch({ sample, ...stretch }: Stretch): void {
    const { state, log } = this;
    if (stretch.kind !== 'text') {
      const { collector } = this;
      const dated = stretch.kind === 'left-out' ? collector.addLeftOut() : collector.addDamage(decoder.decode(sample));
      // The event added last stands behind the damage when it is one of those that come again.
      if (dated && state.cameAgain < state.again.length) state.astray = true;
    }
    if (stretch.kind === 'text') state.texts++;
    else if (state.stretches.length < MAX_STRETCHES) state.stretches.push({ ...stretch, log });
    else state.moreStretches++;
  }

  /** From `offset` on, which is returned, everything comes again. Null: that cannot be taken back. */
  expectAgain({ offset, events, stretches }: Resumption): number | null {
    const { state } = this;
    // Damage in front of the first event is dated by that event.
    if (events.length > 0 && events.length === state.events) return null;
    state.again = events;
    state.cameAgain = 0;
    this.takeBackStretches(stretches);
    return offset;
  }

  /** An event that was told before: in the same place, or all is different. */
  private eventAgain(header: EventHeader): void {
    const { state } = this;
    const { offset, wrapping } = header;
    this.collector.meetAgain(header, this.log);
    const before = state.again[state.cameAgain++]!;
    if (before.offset !== offset) state.astray = true;
    state.wrappings[before.wrapping]--;
    state.wrappings[wrapping]++;
  }

  private takeBackStretches(kinds: readonly Stretch['kind'][]): void {
    const { state } = this;
    const broken = kinds.filter((kind) => kind !== 'text').length;
    state.texts -= kinds.length - broken;
    const uncounted = Math.min(broken, state.moreStretches);
    state.moreStretches -= uncounted;
    state.stretches.length -= broken - uncounted;
    this.collector.takeBackDamage(broken);
  }
}
