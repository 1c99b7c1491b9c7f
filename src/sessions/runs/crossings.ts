/**
 * What crosses each `started` and `shutdown`: from it follows where one run of a server ends and the next begins, and
 * whether there is one server or several of the same name.
 */
import { type Column, Float64Column, lastWhere } from '../../events/columns.js';
import type { Mark, Server } from '../servers/server.js';
import { stopsSlowly } from '../servers/versions.js';
import type { Extent } from './extent.js';

/** Janus takes sessions before it says `started`, for as long as its slowest plugin or transport takes to come up. */
export const SLOWEST_START = 15_000_000;
/** Events come up to 21 ms out of order: what is this near a mark is on no side of it. */
const DISORDER = 50_000;
/** A request that was under way at a `shutdown` may still be served, */
const STOP_RACE = 250_000;
/** and for longer on a busy machine, which shows by the connection that goes next. */
export const BUSY_STOP_RACE = 1_000_000;
/** Before 0.11.4 connections close about 26 s after the `shutdown`, and what hangs on them ends only then, */
const SLOWEST_STOP = 40_000_000;
/** while from then on they close within milliseconds, and even four hundred handles are gone 2 s later. */
const LONGEST_STOP = 5_000_000;

/** How long after its `shutdown` the last traces of a server can come, µs. */
export const stopTime = ({ starts }: Server): number =>
  starts.length > 0 && starts.every(({ version }) => stopsSlowly(version) === false) ? LONGEST_STOP : SLOWEST_STOP;

/** Sees each extent once and keeps a few numbers for each mark. */
export class Crossings {
  private readonly crossed: Float64Array;
  private readonly survived: Float64Array;
  private readonly taken: Float64Array;
  /** By mark: beginning and end, in turn, of what ended shortly before. */
  private readonly ended = new Map<number, Column<Float64Array<ArrayBuffer>>>();

  private readonly marks: readonly Mark[];
  private readonly stopTime: number;

  constructor(server: Server) {
    const { marks } = server;
    this.marks = marks;
    this.stopTime = stopTime(server);
    this.crossed = new Float64Array(marks.length).fill(Infinity);
    this.survived = new Float64Array(marks.length).fill(Infinity);
    this.taken = new Float64Array(marks.length).fill(Infinity);
  }

  /** `proves`: the id is Janus' own, so that what comes later under it is of the same session. */
  add({ begun, last, served, taken, gone }: Extent, proves: boolean): void {
    const race = (at: number): number => (gone - at < BUSY_STOP_RACE ? BUSY_STOP_RACE : STOP_RACE);
    const before = this.lastBefore(taken);
    if (before >= 0 && taken > this.marks[before]!.at + race(taken)) lower(this.taken, before, taken);
    if (!proves) return;
    lower(this.crossed, this.lastBefore(last - DISORDER), begun);
    lower(this.survived, this.lastBefore(Math.max(served - race(served), last - this.stopTime)), begun);
    const next = this.lastBefore(last - DISORDER) + 1;
    const mark = this.marks[next];
    if (mark?.kind !== 'started' || last < mark.at - SLOWEST_START) return;
    let ended = this.ended.get(next);
    if (ended === undefined) this.ended.set(next, (ended = new Float64Column()));
    ended.push(begun);
    ended.push(last);
  }

  /** When the first one began whose last trace lies after mark `k` and not after the next one, µs; Infinity: there is none. */
  firstAcross(k: number): number {
    return this.crossed[k]!;
  }

  /** The same for the last time it was served, or for ending too late for a shutdown to have ended it. */
  firstServedAfter(k: number): number {
    return this.survived[k]!;
  }

  /** When the first session was taken in after mark `k` and before the next one, µs; Infinity: none was. */
  firstTakenAfter(k: number): number {
    return this.taken[k]!;
  }

  /** Beginning and end of what ended shortly before the `started` with number `k`, in the order in which they began. */
  endedBefore(k: number): { readonly begun: number; readonly last: number }[] {
    const values = this.ended.get(k)?.whole() ?? [];
    return Array.from({ length: values.length / 2 }, (_, i) => ({
      begun: values[2 * i]!,
      last: values[2 * i + 1]!,
    })).sort((a, b) => a.begun - b.begun);
  }

  /** Number of the last mark before a time, or -1. */
  private lastBefore(at: number): number {
    return lastWhere(this.marks.length, at, (k) => (this.marks[k]!.at === at ? Infinity : this.marks[k]!.at));
  }
}

function lower(values: Float64Array, k: number, value: number): void {
  if (k >= 0 && value < values[k]!) values[k] = value;
}
