/**
 * Two servers of one name whose clocks are apart: what they send stands in the log as it came, so that the times jump back
 * and forth between two trains, each of which goes on in order.
 */
import { DISORDER, emitterOfEvent, type Facts } from '../collecting/facts.js';
import type { LogRange } from './log-range.js';

/** A part of a log in the wrong place, or a clock that is set, makes two trains as well, but times hardly jump between them. */
const JUMPS = 6;

/** By emitter. Looks at each event once where an event came out of order at all. */
export function clocksApart(facts: Facts): readonly boolean[] {
  const found = facts.emitterList.map(() => false);
  if (!facts.emitterList.some(({ setBack }) => setBack)) return found;
  for (const range of facts.table.logRanges())
    for (const [emitter, trains] of trainsOf(facts, range).entries()) found[emitter] ||= trains.areTwo;
  return found;
}

/** The times of one emitter's events in the order of a log, as up to two trains. */
export class Trains {
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

function trainsOf(facts: Facts, { from, to }: LogRange): Trains[] {
  const trains = facts.emitterList.map(() => new Trains());
  for (let event = from; event < to; event++) trains[emitterOfEvent(facts, event)]!.add(facts.table.toldAt(event));
  return trains;
}
