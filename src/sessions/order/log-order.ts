/**
 * In which order the events of a log stand: as they came, the newest first, or in none that says anything (sorted by
 * time, grouped by session, shuffled). Where clocks were set back only the place in the log tells what came first.
 */
import { NONE } from '../../events/columns.js';
import { CAUSAL_DISORDER, DISORDER, emitterOfEvent, type Facts } from '../collecting/facts.js';
import { TimeSequences } from './two-clocks.js';
import { causalVotes, type Votes } from './causal-votes.js';
import type { LogOrder, LogRange } from './log-range.js';

/** The order of one emitter's events, and those among them that prove it by what they come after; see {@link Votes.proofs}. */
export interface EmitterOrder {
  readonly order: LogOrder;
  readonly proofs: ReadonlySet<number>;
}

const NO_PROOFS: ReadonlySet<number> = new Set();
const BY_TIME: EmitterOrder = { order: 'by-time', proofs: NO_PROOFS };

/** A clock is not set back more often than once in so many events; a log without order seems to do so all the time. */
const EVENTS_FOR_STEP = 10;
const FEW_STEPS = 3;
/** Between two parts of a log nothing is missing: the next event comes within this, µs. */
const PARTS_APART = 1_000_000;
/** Of the events that came as they happened, or in the very opposite order, few stand the other way round, */
const AGAINST = 1 / 3;
/** and fewer still where a broker or a busy machine has put those out of order that are this near to each other, µs. */
const NEAR = DISORDER;
/** Where events stand in groups by type, hardly more groups than there are types follow each other, */
const GROUPED = 1.25;
/** which says nothing of a log that has fewer events of each; */
const FEW_OF_TYPE = 4;
/** and by session hardly one of those that have more than one event is taken up again. */
const TAKEN_UP_AGAIN = 0.25;
/** So few stand so as they happen. */
const FEW_SESSIONS = 2;

/**
 * In which order the events of each emitter stand in one log, by its number: a file can hold what one server wrote and
 * what was put in order of another one. Looks at each event twice, and up to twice more where clocks seem to have been
 * set back.
 */
export function ordersOf(facts: Facts, range: LogRange): EmitterOrder[] {
  const votes = new Map<LogOrder, Votes[]>();
  const votesFor = (order: 'forwards' | 'backwards', emitter: number): Votes => {
    let all = votes.get(order);
    if (all === undefined) votes.set(order, (all = causalVotes(facts, range, order)));
    return all[emitter]!;
  };
  return shapesOf(facts, range).map((shape, emitter) => {
    const order = shape.isForwards ? 'forwards' : 'backwards';
    const { events, steps, slight, against, along } = shape.read(order);
    // Without a step time alone puts the events in order, unless they prove a step that is hardly one.
    if (steps === 0 && slight === 0) return BY_TIME;
    if (steps > Math.max(FEW_STEPS, events / EVENTS_FOR_STEP)) return BY_TIME;
    if (shape.isDisorderly(steps) && against > along * AGAINST) return BY_TIME;
    if (shape.sequences.areTwo) return BY_TIME;
    const startsOnce = isOnlyStart(facts, emitter, shape.beginning(order), range);
    if (shape.isByType || (shape.isBySession && !(startsOnce && shape.isEarlierThanFirst(order)))) return BY_TIME;
    const { far, near, proofs: all } = votesFor(order, emitter);
    // A log out of order has slight steps that prove anything.
    const proofs = near.time > near.place * AGAINST ? NO_PROOFS : all;
    if (far.place !== far.time) return far.place > far.time ? { order, proofs } : BY_TIME;
    if (proofs.size > 0) return { order, proofs };
    if (steps === 0) return BY_TIME;
    // Parts of one log that were put together in the wrong order fit: one ends right before the time at which another
    // begins. A clock that was set back looks like that only by chance. So where parts fit, place is believed only if
    // the events themselves prove it, or if the log begins with the only start of its server.
    return !shape.partsFit || startsOnce ? { order, proofs } : BY_TIME;
  });
}

/** Whether an event is the only `started` of its emitter in a log. */
function isOnlyStart({ emitterList }: Facts, emitter: number, event: number, { from, to }: LogRange): boolean {
  const starts = emitterList[emitter]!.starts.filter((start) => start.event >= from && start.event < to);
  return starts.length === 1 && starts[0]!.event === event;
}

/** What the events of one emitter in one log look like. */
class Shape {
  private events = 0;
  /** Numbers of the first event and of the last one. */
  private first = NONE;
  private last = NONE;
  /** When the first one was, and the earliest of all. */
  private firstAt = NaN;
  private lowest = Infinity;
  /** How often its clock was set back, if the log was read forwards, and backwards. */
  private stepsForwards = 0;
  private stepsBackwards = 0;
  /** The same with steps that disorder can be as well. */
  private slightForwards = 0;
  private slightBackwards = 0;
  /** Events that are later than the one before them, and earlier. */
  private later = 0;
  private earlier = 0;
  /** The same without those that are {@link NEAR} it. */
  private farLater = 0;
  private farEarlier = 0;
  /** Sessions, all other events taken for one; those of more than one event; and how often one follows another. */
  private groups = 0;
  private larger = 0;
  private changes = 0;
  /** Types of events, and how often one follows another. */
  private types = 0;
  private typeChanges = 0;
  /** A clock was set back between two events of one type. */
  private stepsWithinType = false;
  readonly sequences = new TimeSequences();
  /** Whether what stands behind each step forwards ends right before what stands in front of it begins. */
  partsFit = true;

  /** Where the part under way begins, and where the one in front of it does. */
  private begin = NaN;
  private beginBefore = NaN;
  private before = NaN;
  private latest = -Infinity;
  private earliest = Infinity;
  private group: number | null = null;
  private others = 0;
  private type = 0;
  private knownTypes = 0;

  get isForwards(): boolean {
    return this.later >= this.earlier;
  }

  /** Whether the events of each session stand together. */
  get isBySession(): boolean {
    return this.changes - this.groups <= this.larger * TAKEN_UP_AGAIN;
  }

  /** Whether events of a few sessions are told to be earlier than the one that stands first. */
  isEarlierThanFirst(order: 'forwards' | 'backwards'): boolean {
    const first = order === 'forwards' ? this.firstAt : this.before;
    return this.larger <= FEW_SESSIONS && this.lowest < first;
  }

  /** Whether the events of each type stand together, in order. */
  get isByType(): boolean {
    const { events, types, typeChanges } = this;
    return typeChanges <= types * GROUPED && events >= types * FEW_OF_TYPE && !this.stepsWithinType;
  }

  /** Whether events stand both ways, near ones as well, by more than the clock's `steps`. */
  isDisorderly(steps: number): boolean {
    const { later, earlier } = this;
    return Math.min(later, earlier) > Math.max(later, earlier) * AGAINST + steps;
  }

  /** The event that is the first one in an order. */
  beginning(order: 'forwards' | 'backwards'): number {
    return order === 'forwards' ? this.first : this.last;
  }

  /** The numbers for a log that is read in an order; `along`: events further on in time than the one before, `against`: back. */
  read(order: 'forwards' | 'backwards') {
    const { events, farLater, farEarlier } = this;
    if (order === 'forwards')
      return { events, steps: this.stepsForwards, slight: this.slightForwards, along: farLater, against: farEarlier };
    return { events, steps: this.stepsBackwards, slight: this.slightBackwards, along: farEarlier, against: farLater };
  }

  /** Takes the next event; `nth`, from 1, of its session. */
  add(event: number, at: number, type: number, owner: number, nth: number): void {
    this.events++;
    if (this.first === NONE) {
      this.first = event;
      this.firstAt = at;
    }
    this.last = event;
    this.lowest = Math.min(at, this.lowest);
    const steps = this.stepsForwards;
    this.compare(at);
    if (type === this.type && this.stepsForwards > steps) this.stepsWithinType = true;
    if (type !== this.type) this.typeChanges++;
    this.type = type;
    if ((this.knownTypes & type) === 0) this.types++;
    this.knownTypes |= type;
    if (owner !== this.group) this.changes++;
    this.group = owner;
    const ofGroup = owner === NONE ? ++this.others : nth;
    if (ofGroup === 1) this.groups++;
    if (ofGroup === 2) this.larger++;
  }

  private compare(at: number): void {
    this.sequences.add(at);
    if (at > this.before) this.later++;
    else if (at < this.before) this.earlier++;
    if (at > this.before + NEAR) this.farLater++;
    else if (at < this.before - NEAR) this.farEarlier++;
    this.before = at;
    if (at < this.latest - DISORDER) {
      this.stepsForwards++;
      this.closePart();
      this.begin = at;
      this.latest = at;
    } else {
      if (at < this.latest - CAUSAL_DISORDER) this.slightForwards++;
      if (!(at >= this.begin)) this.begin = at;
      this.latest = Math.max(at, this.latest);
    }
    if (at > this.earliest + DISORDER) {
      this.stepsBackwards++;
      this.earliest = at;
    } else {
      if (at > this.earliest + CAUSAL_DISORDER) this.slightBackwards++;
      this.earliest = Math.min(at, this.earliest);
    }
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
  const known = new Uint32Array(owners.count);
  for (let event = from; event < to; event++) {
    const owner = table.owner(event);
    const nth = owner === NONE ? 0 : ++known[owner]!;
    shapes[emitterOfEvent(facts, event)]!.add(event, table.toldAt(event), table.type(event), owner, nth);
  }
  for (const shape of shapes) shape.closePart();
  return shapes;
}
