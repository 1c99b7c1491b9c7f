/**
 * Tells events that came late from a clock that was set back: a sender that had to try again, or a part of a queue that
 * stood still, delivers what happened some seconds before. Such events fill a hole in what came before them, and after
 * them time goes on from where it was; a clock that was set back goes through times that it had been through before.
 */
import { DISORDER, emitterOfEvent, type Facts } from '../collecting/facts.js';

/** Events looked at behind a step, and in front of it. */
const MOST_LOOKED_AT = 2_000;
/** A step that fewer events stand behind is left to the rules for clocks. */
const FEWEST = 3;
/** Of the events of the time that is made up for, so many at most had come before. */
const IN_TIME = 1 / 4;
/** In a log whose times go back and forth all the time, no more than so many events are looked at for each that it has. */
const LOOKS_FOR_EACH = 8;

/** One log in an order in which its events may have come: `placed` gives the event at a place. */
export class LateEvents {
  private looksLeft: number;
  /** Whose clock was set back while it was down starts behind the step. */
  private readonly marks: ReadonlySet<number>;

  constructor(
    private readonly facts: Facts,
    private readonly count: number,
    private readonly placed: (place: number) => number,
  ) {
    this.marks = new Set(
      facts.emitterList.flatMap(({ starts, shutdowns }) => [...starts, ...shutdowns].map(({ event }) => event)),
    );
    this.looksLeft = MOST_LOOKED_AT + count * LOOKS_FOR_EACH;
  }

  /**
   * The place where time goes on from `latest`, µs, if what an emitter's events from `place` on tell came late; null where
   * their times can be those of a clock that was set back. `proofs`: events that prove that it was.
   */
  until(place: number, emitter: number, latest: number, proofs: ReadonlySet<number>): number | null {
    const { table } = this.facts;
    let from = Infinity;
    let to = -Infinity;
    let late = 0;
    for (let k = place, end = Math.min(this.count, place + MOST_LOOKED_AT); k < end && this.looksLeft-- > 0; k++) {
      const event = this.placed(k);
      if (emitterOfEvent(this.facts, event) !== emitter) continue;
      const at = table.toldAt(event);
      if (at >= latest - DISORDER)
        return at >= latest && late >= FEWEST && this.isHole(place, emitter, { from, to, late }) ? k : null;
      if (this.marks.has(event) || proofs.has(event)) return null;
      from = Math.min(from, at);
      to = Math.max(to, at);
      late++;
    }
    return null;
  }

  /** Whether hardly any event in front of a place is of a time, and several are of later ones. */
  private isHole(
    place: number,
    emitter: number,
    { from, to, late }: { from: number; to: number; late: number },
  ): boolean {
    const { table } = this.facts;
    let inTime = 0;
    let later = 0;
    for (let k = place - 1, end = Math.max(0, place - MOST_LOOKED_AT); k >= end && this.looksLeft-- > 0; k--) {
      const event = this.placed(k);
      if (emitterOfEvent(this.facts, event) !== emitter) continue;
      const at = table.toldAt(event);
      if (at < from - DISORDER) break;
      if (at > to) later++;
      else if (at >= from) inTime++;
    }
    return later >= FEWEST && inTime <= late * IN_TIME;
  }
}
