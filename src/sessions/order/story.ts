/**
 * Puts the events in the order in which they happened: by their times, except where a clock was set back. There the
 * events behind the step get later times to be judged by; what is shown are always the times that events tell.
 */
import { lastFrom, lastWhere } from '../../events/columns.js';
import { CAUSAL_DISORDER, DISORDER, emitterOfEvent, type EmitterFacts, type Facts } from '../collecting/facts.js';
import { LateEvents } from './late-events.js';
import { ordersOf } from './log-order.js';
import type { LogOrder, LogRange } from './log-range.js';

/** How much time is assumed to have passed at a step while a server runs, µs: next to nothing. */
const STEP = 1_000;
/** The same where a server starts behind the step, µs: the least that a start takes. */
const RESTART = 150_000;
/**
 * The same where a server has shut down in front of the step and none starts behind it, µs. Events behind the step are then
 * those of another server of the same name, whose clock is behind; so much later they are not taken for a late end.
 */
const BEHIND_STOP = 2_000_000;
/** How long a server may take to say that it has started, µs. */
const SLOWEST_START = 15_000_000;

/** Events looked at behind what may be a slight step: its proof comes soon, if there is one. */
const MOST_LOOKED_AT = 2_000;

/** A clock that was set back, as the log shows it. */
export interface ClockStep {
  readonly emitter: number;
  /** The first event behind the step. */
  readonly event: number;
  /** By how much at least, µs. */
  readonly by: number;
}

/** The facts with the times to judge by, and the steps that were found. The same facts where no clock was set back. */
export function storyOf(facts: Facts): { readonly facts: Facts; readonly steps: readonly ClockStep[] } {
  if (!facts.emitterList.some(({ setBack }) => setBack)) return { facts, steps: [] };
  const steps: ClockStep[] = [];
  const corrections = facts.emitterList.map(() => new Corrections());
  for (const placed of placedLogs(facts)) follow(facts, placed, corrections, steps);
  if (steps.length === 0) return { facts, steps };
  for (const own of corrections) own.sort();
  const table = facts.table.withClock((event) => corrections[emitterOfEvent(facts, event)]!.of(event));
  const emitterList = retimed({ ...facts, table });
  const emitters = new Map(emitterList.map((emitter) => [emitter.name, emitter]));
  return { facts: { ...facts, table, emitterList, emitters }, steps };
}

/** Events of a log whose places tell more than their times: those of some emitters, by their numbers, with what proves it. */
interface PlacedLog {
  readonly range: LogRange;
  readonly order: LogOrder;
  readonly emitters: ReadonlyMap<number, ReadonlySet<number>>;
}

/** What there is of such logs, in the order of the times that they begin with. */
function placedLogs(facts: Facts): PlacedLog[] {
  const { table } = facts;
  const first = ({ range: { from, to }, order }: PlacedLog): number =>
    table.toldAt(order === 'backwards' ? to - 1 : from);
  return table
    .logRanges()
    .flatMap((range): PlacedLog[] => {
      const orders = ordersOf(facts, range);
      const having = (order: LogOrder): PlacedLog => {
        const emitters = new Map(
          [...orders.entries()].flatMap(([emitter, own]) => (own.order === order ? [[emitter, own.proofs]] : [])),
        );
        return { range, order, emitters };
      };
      return [having('forwards'), having('backwards')];
    })
    .filter(({ emitters }) => emitters.size > 0)
    .sort((a, b) => first(a) - first(b));
}

/** Goes through a log in its order, and on behind each step where the story has come to. */
function follow(
  facts: Facts,
  { range: { from, to }, order, emitters }: PlacedLog,
  corrections: readonly Corrections[],
  steps: ClockStep[],
): void {
  const { table, emitterList } = facts;
  const latest = new Float64Array(emitterList.length).fill(NaN);
  const offset = new Float64Array(emitterList.length);
  const backwards = order === 'backwards';
  const placed = (k: number): number => (backwards ? to - 1 - k : from + k);
  /** By emitter: its first event behind the last step, in the order of the log. */
  const since = new Int32Array(emitterList.length);
  const close = (emitter: number, until: number): void => {
    const own = backwards ? { from: until + 1, to: since[emitter]! + 1 } : { from: since[emitter]!, to: until };
    corrections[emitter]!.add(own.from, own.to, offset[emitter]!, latest[emitter]!);
  };
  const late = new LateEvents(facts, to - from, placed);
  /** By emitter: up to which place its events came late. */
  const lateUntil = new Int32Array(emitterList.length);
  /** By emitter: up to which place no slight step is proven. */
  const unproven = new Int32Array(emitterList.length);
  /** Whether one of the events from a place on, that are all earlier than `than`, proves that the clock was set back. */
  const isProven = (emitter: number, k: number, than: number): boolean => {
    if (k < unproven[emitter]!) return false;
    for (const end = Math.min(to - from, k + MOST_LOOKED_AT); k < end; k++) {
      const event = placed(k);
      if (emitterOfEvent(facts, event) !== emitter) continue;
      if (table.toldAt(event) >= than) break;
      if (emitters.get(emitter)!.has(event)) return true;
    }
    unproven[emitter] = k;
    return false;
  };
  for (let k = 0; k < to - from; k++) {
    const event = placed(k);
    const emitter = emitterOfEvent(facts, event);
    if (!emitters.has(emitter) || k < lateUntil[emitter]!) continue;
    const at = table.toldAt(event);
    if (Number.isNaN(latest[emitter]!)) {
      latest[emitter] = at;
      offset[emitter] = corrections[emitter]!.after(at);
      since[emitter] = event;
    } else if (
      at < latest[emitter]! - DISORDER ||
      (at < latest[emitter]! - CAUSAL_DISORDER && isProven(emitter, k, latest[emitter]!))
    ) {
      const goesOn = late.until(k, emitter, latest[emitter]!, emitters.get(emitter)!);
      if (goesOn !== null) {
        lateUntil[emitter] = goesOn;
        continue;
      }
      const by = latest[emitter]! - at;
      steps.push({ emitter, event, by });
      close(emitter, event);
      offset[emitter]! += by + passedAt(emitterList[emitter]!, event, at, backwards);
      since[emitter] = event;
      latest[emitter] = at;
    } else latest[emitter] = Math.max(at, latest[emitter]!);
  }
  for (const emitter of emitterList.keys())
    if (!Number.isNaN(latest[emitter]!)) close(emitter, backwards ? from - 1 : to);
}

/** How much time goes by at a step, µs, by the marks around it. `event` is the first one behind it, told at `at`. */
function passedAt({ starts, shutdowns }: EmitterFacts, event: number, at: number, backwards: boolean): number {
  const [, next] = around(starts, event, backwards);
  // A server that says soon behind the step that it has started was down when its clock was set back.
  if (next !== undefined && next.at >= at && next.at <= at + SLOWEST_START) return RESTART;
  const [started] = around(starts, event, backwards);
  const [stopped] = around(shutdowns, event, backwards);
  if (stopped === undefined) return STEP;
  const startedSince = started !== undefined && started.event > stopped.event !== backwards;
  return startedSince ? STEP : BEHIND_STOP;
}

/** The last mark in front of an event and the first that is not, in the order of the log. */
function around<T extends { readonly event: number }>(
  marks: readonly T[],
  event: number,
  backwards: boolean,
): [before: T | undefined, next: T | undefined] {
  const last = (upTo: number): number => lastWhere(marks.length, upTo, (k) => marks[k]!.event);
  if (!backwards) return [marks[last(event - 1)], marks[last(event - 1) + 1]];
  return [marks[last(event) + 1], marks[last(event)]];
}

/** What is added to the times of one emitter's events, by stretches of their numbers. */
class Corrections {
  private stretches: { readonly from: number; readonly to: number; readonly offset: number; readonly last: number }[] =
    [];
  private starts = new Float64Array(0);

  /** From event `from` to before `to`; `last` is the latest time that is told in it, µs. */
  add(from: number, to: number, offset: number, last: number): void {
    this.stretches.push({ from, to, offset, last });
  }

  /** What holds for a log that begins at a time, µs: what held where the last one before it ended. */
  after(at: number): number {
    const before = this.stretches.filter(({ last }) => last <= at);
    return before.reduce((best, next) => (next.last >= best.last ? next : best), { offset: 0, last: -Infinity }).offset;
  }

  sort(): void {
    this.stretches.sort((a, b) => a.from - b.from);
    this.starts = Float64Array.from(this.stretches, ({ from }) => from);
  }

  of(event: number): number {
    const stretch = this.stretches[lastFrom(this.starts, this.starts.length, event)];
    return stretch !== undefined && event < stretch.to ? stretch.offset : 0;
  }
}

/** The emitters with the times of the story. */
function retimed(facts: Facts): EmitterFacts[] {
  const { table, emitterList } = facts;
  const again = emitterList.map((emitter) => ({ ...emitter, firstAt: Infinity, lastAt: 0 }));
  for (let event = 0; event < table.count; event++) {
    const emitter = again[emitterOfEvent(facts, event)]!;
    const at = table.at(event);
    emitter.firstAt = Math.min(emitter.firstAt, at);
    emitter.lastAt = Math.max(emitter.lastAt, at);
  }
  const timed = <T extends { readonly event: number }>(items: readonly T[]): (T & { readonly at: number })[] =>
    items.map((item) => ({ ...item, at: table.at(item.event) }));
  return again.map((emitter) => ({
    ...emitter,
    starts: timed(emitter.starts),
    shutdowns: timed(emitter.shutdowns),
  }));
}
