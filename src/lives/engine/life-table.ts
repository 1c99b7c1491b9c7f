/** All lives of the logs in columns, 47 bytes each. What is long or seldom asked is made when it is. */
import { Float64Column, Int32Column, Uint32Column, Uint8Column, NONE } from '../../events/columns.js';
import type { Certainty, SessionState } from '../../sessions/model.js';
import { Texts } from '../../sessions/collecting/texts.js';
import { CERTAINTIES, STATES } from '../../sessions/session-table.js';

/** What holds a life: another life by its number, a session by {@link heldBySession}, or {@link NONE}. */
export const heldBySession = (session: number): number => -2 - session;
/** The session that holds a life, or {@link NONE} where a life does, or nothing. */
export const sessionHolding = (holder: number): number => (holder < NONE ? -2 - holder : NONE);

const BEGUN = 1;
const TOLD = 2;
const FLAGGED = 4;
const STATE = 3;
const CERTAINTY = 5;
const TWO_BITS = 3;

export class LifeTable {
  private readonly kinds = new Uint8Column();
  /** Bits as above, state and certainty in two bits each. */
  private readonly flags = new Uint8Column();
  private readonly facts = new Int32Column();
  private readonly ups = new Int32Column();
  private readonly ends = new Int32Column();
  private readonly causes = new Uint8Column();
  private readonly holders = new Int32Column();
  private readonly otherHolders = new Int32Column();
  private readonly connections = new Int32Column();
  private readonly endTimes = new Float64Column();
  private readonly noted = new Uint32Column();
  private readonly shown = new Int32Column();
  /** See {@link left}. */
  private readonly leftIn = new Map<number, number>();
  readonly causeTexts = new Texts();

  get count(): number {
    return this.kinds.count;
  }

  /** Adds a life that `fact` is the first trace of; `begun`: it is its beginning. */
  add(kind: number, fact: number, begun: boolean, holder: number, otherHolder: number): number {
    this.flags.push((begun ? BEGUN : 0) | (STATES.indexOf('open') << STATE));
    this.facts.push(fact);
    this.ups.push(NONE);
    this.ends.push(NONE);
    this.causes.push(0);
    this.holders.push(holder);
    this.otherHolders.push(otherHolder);
    this.connections.push(NONE);
    this.endTimes.push(NaN);
    this.noted.push(0);
    this.shown.push(NONE);
    return this.kinds.push(kind);
  }

  kind(life: number): number {
    return this.kinds.values[life]!;
  }

  /** Number of its first fact. */
  fact(life: number): number {
    return this.facts.values[life]!;
  }

  isBegun(life: number): boolean {
    return (this.flags.values[life]! & BEGUN) !== 0;
  }

  /** Number of the event at which it was up, or -1. */
  up(life: number): number {
    return this.ups.values[life]!;
  }

  setUp(life: number, event: number): void {
    this.ups.values[life] = event;
  }

  holder(life: number): number {
    return this.holders.values[life]!;
  }

  /** A second thing that it cannot outlive, as {@link holder}. */
  otherHolder(life: number): number {
    return this.otherHolders.values[life]!;
  }

  setOtherHolder(life: number, holder: number): void {
    this.otherHolders.values[life] = holder;
  }

  /** The PeerConnection, a life, whose end was seen to end it; or {@link NONE}. */
  connection(life: number): number {
    return this.connections.values[life]!;
  }

  setConnection(life: number, connection: number): void {
    this.connections.values[life] = connection;
  }

  /** Number of the event that ended it, or -1. */
  end(life: number): number {
    return this.ends.values[life]!;
  }

  /** When it ended, µs; NaN while that is not known. */
  endedAt(life: number): number {
    return this.endTimes.values[life]!;
  }

  cause(life: number): string | null {
    return this.state(life) === 'ended' ? this.causeTexts.list[this.causes.values[life]!]! : null;
  }

  isTold(life: number): boolean {
    return (this.flags.values[life]! & TOLD) !== 0;
  }

  isFlagged(life: number): boolean {
    return (this.flags.values[life]! & FLAGGED) !== 0;
  }

  state(life: number): SessionState {
    return STATES[(this.flags.values[life]! >>> STATE) & TWO_BITS]!;
  }

  certainty(life: number): Certainty | null {
    return this.state(life) === 'ended' ? CERTAINTIES[(this.flags.values[life]! >>> CERTAINTY) & TWO_BITS]! : null;
  }

  /** Ends a life; `event` is -1 where no event stands for it. */
  setEnd(life: number, { event, at, cause, told, flagged, certainty }: LifeEnd): void {
    this.ends.values[life] = event;
    this.endTimes.values[life] = at;
    this.causes.values[life] = this.causeTexts.of(cause);
    this.setFlags(life, (told ? TOLD : 0) | (flagged ? FLAGGED : 0), 'ended', certainty);
  }

  /** What its rules noted of it: bits whose meaning is its kind's own. */
  marks(life: number): number {
    return this.noted.values[life]!;
  }

  setMarks(life: number, marks: number): void {
    this.noted.values[life] = marks;
  }

  /** Number of the event that shows what is worth a look, or -1: its end does. */
  shownBy(life: number): number {
    return this.shown.values[life]!;
  }

  setShownBy(life: number, event: number): void {
    this.shown.values[life] = event;
  }

  /** How many were still in a place at its end that lived on, and whose own end nothing told. */
  left(place: number): number {
    return this.leftIn.get(place) ?? 0;
  }

  countLeft(place: number): void {
    this.leftIn.set(place, this.left(place) + 1);
  }

  setUndecidable(life: number): void {
    this.setFlags(life, 0, 'undecidable', 'certain');
  }

  get bytes(): number {
    const { kinds, flags, facts, ups, ends, causes, holders, otherHolders, connections, endTimes, noted, shown } = this;
    const columns = [
      kinds,
      flags,
      facts,
      ups,
      ends,
      causes,
      holders,
      otherHolders,
      connections,
      endTimes,
      noted,
      shown,
    ];
    return columns.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  private setFlags(life: number, bits: number, state: SessionState, certainty: Certainty): void {
    const begun = this.flags.values[life]! & BEGUN;
    this.flags.values[life] =
      begun | bits | (STATES.indexOf(state) << STATE) | (CERTAINTIES.indexOf(certainty) << CERTAINTY);
  }
}

export interface LifeEnd {
  readonly event: number;
  /** µs */
  readonly at: number;
  readonly cause: string;
  /** An event names this very end. */
  readonly told: boolean;
  readonly flagged: boolean;
  readonly certainty: Certainty;
}
