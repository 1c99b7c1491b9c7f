/**
 * In which order the events of a log stand: as they came, the newest first, or in none that says anything (sorted by
 * time, grouped by session, shuffled). Where clocks were set back only the place in the log tells what came first.
 */
import { NONE } from '../../events/event-table.js';
import { DISORDER, emitterOfEvent, type Facts } from '../facts.js';
import { causalVotes } from './causal-votes.js';

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

/** The order of one log. Looks at each event twice, and a third time where clocks seem to have been set back. */
export function orderOf(facts: Facts, range: LogRange): LogOrder {
  const shape = shapeOf(facts, range);
  const { stepsForwards, stepsBackwards, later, earlier, groups, changes, types, typeChanges } = shape;
  // Without a step either way time alone puts the events in order.
  if (stepsForwards === 0 || stepsBackwards === 0) return 'by-time';
  const order = later >= earlier ? 'forwards' : 'backwards';
  const steps = order === 'forwards' ? stepsForwards : stepsBackwards;
  if (steps > Math.max(FEW_STEPS, (range.to - range.from) / EVENTS_FOR_STEP)) return 'by-time';
  if (Math.min(later, earlier) > Math.max(later, earlier) * AGAINST + steps) return 'by-time';
  if (changes <= groups * GROUPED || typeChanges <= types * GROUPED) return 'by-time';
  // Parts of a log that stand in the wrong order fit each other, which a clock that is set back does by chance at most.
  if (shape.partsFit) return 'by-time';
  const { place, time } = causalVotes(facts, range, order);
  return place >= time ? order : 'by-time';
}

interface Shape {
  /** How often the clock of an emitter was set back, if the log was read forwards, and backwards. */
  stepsForwards: number;
  stepsBackwards: number;
  /** Events that are later than the one before them of their emitter, and earlier. */
  later: number;
  earlier: number;
  /** Sessions, all other events taken for one, and how often one follows another. */
  groups: number;
  changes: number;
  /** The same for types of events. */
  types: number;
  typeChanges: number;
  /** Whether what stands behind each step forwards ends right before what stands in front of it begins. */
  partsFit: boolean;
}

function shapeOf(facts: Facts, { from, to }: LogRange): Shape {
  const { table, emitterList, owners } = facts;
  const shape: Shape = {
    ...{ stepsForwards: 0, stepsBackwards: 0, later: 0, earlier: 0 },
    ...{ groups: 0, changes: 0, types: 0, typeChanges: 0, partsFit: true },
  };
  /** Where the part under way begins, and where the one in front of it does. */
  const begin = new Float64Array(emitterList.length).fill(NaN);
  const beginBefore = new Float64Array(emitterList.length).fill(NaN);
  const closePart = (emitter: number): void => {
    const apart = beginBefore[emitter]! - latest[emitter]!;
    if (apart < 0 || apart > PARTS_APART) shape.partsFit = false;
    beginBefore[emitter] = begin[emitter]!;
  };
  let type = 0;
  let knownTypes = 0;
  const before = new Float64Array(emitterList.length).fill(NaN);
  const latest = new Float64Array(emitterList.length).fill(-Infinity);
  const earliest = new Float64Array(emitterList.length).fill(Infinity);
  const known = new Uint8Array(owners.count + 1);
  let group = NONE;
  for (let event = from; event < to; event++) {
    const emitter = emitterOfEvent(facts, event);
    const at = table.toldAt(event);
    if (at > before[emitter]!) shape.later++;
    else if (at < before[emitter]!) shape.earlier++;
    before[emitter] = at;
    if (at < latest[emitter]! - DISORDER) {
      shape.stepsForwards++;
      closePart(emitter);
      begin[emitter] = at;
      latest[emitter] = at;
    } else {
      if (!(at >= begin[emitter]!)) begin[emitter] = at;
      latest[emitter] = Math.max(at, latest[emitter]!);
    }
    if (at > earliest[emitter]! + DISORDER) {
      shape.stepsBackwards++;
      earliest[emitter] = at;
    } else earliest[emitter] = Math.min(at, earliest[emitter]!);
    if (table.type(event) !== type) shape.typeChanges++;
    type = table.type(event);
    if ((knownTypes & type) === 0) shape.types++;
    knownTypes |= type;
    const owner = table.owner(event);
    const own = owner === NONE ? owners.count : owner;
    if (own !== group) shape.changes++;
    group = own;
    shape.groups += 1 - known[own]!;
    known[own] = 1;
  }
  for (const emitter of emitterList.keys()) closePart(emitter);
  return shape;
}
