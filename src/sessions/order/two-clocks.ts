/**
 * Finds out whether the events of one name come from two servers whose clocks differ. Such a log has the events as they
 * came: their times jump back and forth between two sequences, each of which is in order by itself.
 */
import { DISORDER, emitterOfEvent, type Facts } from '../collecting/facts.js';
import type { LogRange } from './log-range.js';

/**
 * At least so many jumps. A part of a log in the wrong place, or a clock that is set back once, makes two sequences as well,
 * but times jump between those only a few times.
 */
const JUMPS = 6;

/** By emitter. Looks at each event once, and only if some event came out of order. */
export function haveTwoClocks(facts: Facts): readonly boolean[] {
  const found = facts.emitterList.map(() => false);
  if (!facts.emitterList.some(({ setBack }) => setBack)) return found;
  for (const range of facts.table.logRanges())
    for (const [emitter, times] of sequencesOf(facts, range).entries()) found[emitter] ||= times.areTwo;
  return found;
}

/** Sorts the times of one emitter's events, in the order of a log, into up to two sequences. */
export class TimeSequences {
  /** Latest time of each, µs. */
  private ahead = -Infinity;
  private behind = -Infinity;
  private isBehind = false;
  private jumps = 0;
  private more = false;

  add(at: number): void {
    const isBehind = at < this.ahead - DISORDER;
    if (isBehind !== this.isBehind) this.jumps++;
    this.isBehind = isBehind;
    if (!isBehind) this.ahead = Math.max(this.ahead, at);
    else if (at < this.behind - DISORDER) this.more = true;
    else this.behind = Math.max(this.behind, at);
  }

  get areTwo(): boolean {
    return !this.more && this.jumps >= JUMPS;
  }
}

function sequencesOf(facts: Facts, { from, to }: LogRange): TimeSequences[] {
  const sequences = facts.emitterList.map(() => new TimeSequences());
  for (let event = from; event < to; event++) sequences[emitterOfEvent(facts, event)]!.add(facts.table.toldAt(event));
  return sequences;
}
