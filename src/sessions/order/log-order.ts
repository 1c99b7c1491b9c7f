/**
 * In which order the events of a log stand: as they came, the newest first, or in none that says anything (sorted by
 * time, grouped by session, shuffled). Where clocks were set back only the place in the log tells what came first.
 */
import { NONE } from '../../events/event-table.js';
import { DISORDER, emitterOfEvent, type Facts } from '../facts.js';
import { causalVotes, type Votes } from './causal-votes.js';

/** Events as they came, from the first to the last or from the last to the first; or by their times alone. */
export type LogOrder = 'forwards' | 'backwards' | 'by-time';

/** Events from `from` to before `to`. */
export interface LogRange {
  readonly from: number;
  readonly to: number;
}

/** A clock is not set back more often than once in so many events; a log without order seems to do so all the time. */
const EVENTS_FOR_STEP = 10;
const FEW_STEPS = 3;
/** Between two parts of a log nothing is missing: the next event comes within this, µs. */
const PARTS_APART = 1_000_000;
/** Of the events that came as they happened, or in the very opposite order, few stand the other way round. */
const AGAINST = 1 / 3;
/** Where events stand in groups by session or by type, hardly more groups than there are of them follow each other. */
const GROUPED = 1.25;

/**
 * In which order the events of each emitter stand in one log, by its number: a file can hold what one server wrote and
 * what was put in order of another one. Looks at each event twice, and up to twice more where clocks seem to have been
 * set back.
 */
export function ordersOf(facts: Facts, range: LogRange): LogOrder[] {
  const votes = new Map<LogOrder, Votes[]>();
  const votesFor = (order: 'forwards' | 'backwards', emitter: number): Votes => {
    let all = votes.get(order);
    if (all === undefined) votes.set(order, (all = causalVotes(facts, range, order)));
    return all[emitter]!;
  };
  return shapesOf(facts, range).map((shape, emitter) => {
    const { events, stepsForwards, stepsBackwards, later, earlier, groups, changes, types, typeChanges } = shape;
    // Without a step either way time alone puts the events in order.
    if (stepsForwards === 0 || stepsBackwards === 0) return 'by-time';
    const order = later >= earlier ? 'forwards' : 'backwards';
    const steps = order === 'forwards' ? stepsForwards : stepsBackwards;
    if (steps > Math.max(FEW_STEPS, events / EVENTS_FOR_STEP)) return 'by-time';
    if (Math.min(later, earlier) > Math.max(later, earlier) * AGAINST + steps) return 'by-time';
    if (changes <= groups * GROUPED || typeChanges <= types * GROUPED) return 'by-time';
    const { place, time } = votesFor(order, emitter);
    // Parts of a log that stand in the wrong order fit each other, which a clock that is set back does by chance at
    // most: then the events themselves have to say that place is right.
    return place > time || (place === time && !shape.partsFit) ? order : 'by-time';
  });
}

/** What the events of one emitter in one log look like. */
class Shape {
  events = 0;
  /** How often its clock was set back, if the log was read forwards, and backwards. */
  stepsForwards = 0;
  stepsBackwards = 0;
  /** Events that are later than the one before them, and earlier. */
  later = 0;
  earlier = 0;
  /** Sessions, all other events taken for one, and how often one follows another. */
  groups = 0;
  changes = 0;
  /** The same for types of events. */
  types = 0;
  typeChanges = 0;
  /** Whether what stands behind each step forwards ends right before what stands in front of it begins. */
  partsFit = true;

  /** Where the part under way begins, and where the one in front of it does. */
  private begin = NaN;
  private beginBefore = NaN;
  private before = NaN;
  private latest = -Infinity;
  private earliest = Infinity;
  private group: number | null = null;
  private othersKnown = false;
  private type = 0;
  private knownTypes = 0;

  /** Takes the next event; `isNew`: the first of its session. */
  add(at: number, type: number, owner: number, isNew: boolean): void {
    this.events++;
    if (at > this.before) this.later++;
    else if (at < this.before) this.earlier++;
    this.before = at;
    if (at < this.latest - DISORDER) {
      this.stepsForwards++;
      this.closePart();
      this.begin = at;
      this.latest = at;
    } else {
      if (!(at >= this.begin)) this.begin = at;
      this.latest = Math.max(at, this.latest);
    }
    if (at > this.earliest + DISORDER) {
      this.stepsBackwards++;
      this.earliest = at;
    } else this.earliest = Math.min(at, this.earliest);
    if (type !== this.type) this.typeChanges++;
    this.type = type;
    if ((this.knownTypes & type) === 0) this.types++;
    this.knownTypes |= type;
    if (owner !== this.group) this.changes++;
    this.group = owner;
    if (owner === NONE ? !this.othersKnown : isNew) this.groups++;
    this.othersKnown ||= owner === NONE;
  }

  closePart(): void {
    const apart = this.beginBefore - this.latest;
    if (apart < 0 || apart > PARTS_APART) this.partsFit = false;
    this.beginBefore = this.begin;
  }
}

function shapesOf(facts: Facts, { from, to }: LogRange): Shape[] {
  const { table, emitterList, owners } = facts;
  const shapes = emitterList.map(() => new Shape());
  const known = new Uint8Array(owners.count);
  for (let event = from; event < to; event++) {
    const owner = table.owner(event);
    const isNew = owner !== NONE && known[owner] === 0;
    if (isNew) known[owner] = 1;
    shapes[emitterOfEvent(facts, event)]!.add(table.toldAt(event), table.type(event), owner, isNew);
  }
  for (const shape of shapes) shape.closePart();
  return shapes;
}
