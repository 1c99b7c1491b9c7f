/** The stage as the rules of one kind see it. */
import { NONE } from '../../events/columns.js';
import type { Fact } from './fact.js';
import type { Stage } from './stage.js';

/** What belongs to an end comes within this of it, µs: a shutdown took 28 s to close its connections. */
const LATE = 60_000_000;
/** What tells an end again comes within this, µs (0.75 s seen). */
const ECHO = 2_000_000;

export interface Beginning {
  /** False: it began before the log, or its beginning was lost. */
  readonly begun?: boolean;
  /** What it is within: a life, or nothing. */
  readonly within: number;
  /** A second life that it cannot outlive. */
  readonly also?: number;
}

export class KindStage {
  constructor(
    private readonly stage: Stage,
    private readonly kind: number,
  ) {}

  handleLife(fact: Fact): number {
    return this.stage.handleLife(fact);
  }

  /** Begins a life of this kind at a fact. */
  begin(fact: Fact, { begun = true, within, also = NONE }: Beginning): number {
    return this.stage.lives.add(this.kind, fact.number, begun, within, also);
  }

  /** Begins the life of a handle. */
  beginHandle(fact: Fact, begun: boolean): number {
    return this.stage.beginHandle(fact, begun);
  }

  /** It is up since this fact, if it was not yet. */
  up(life: number, fact: Fact): void {
    if (this.stage.lives.up(life) < 0) this.stage.lives.setUp(life, fact.event);
  }

  /** An event tells the end of a life. */
  tell(life: number, fact: Fact, cause: string): void {
    const { event, at } = fact;
    this.stage.explained = fact.number;
    this.stage.lives.setEnd(life, { event, at, cause, told: true, flagged: false, certainty: 'certain' });
  }

  /**
   * An event proves that a life is over, and none has told its end: it is flagged if what holds it lives on, for then the
   * end got lost by itself.
   */
  supersede(life: number, fact: Fact, cause: string): void {
    if (this.isOver(life, fact)) return;
    const { event, at } = fact;
    this.stage.lives.setEnd(life, { event, at, cause, told: false, flagged: true, certainty: 'certain' });
  }

  /** An event may mean that a life is over, or that another server of the same name has one like it. */
  doubt(life: number): void {
    this.stage.lives.setUndecidable(life);
  }

  /** The handle's PeerConnection ends at a fact, and a life with it, unless an event tells its end. */
  endWithConnection(life: number, handleLife: number, fact: Fact): void {
    const { lives } = this.stage;
    const connection = this.connection(handleLife);
    if (lives.connection(life) === NONE && this.endedAt(connection) === fact.at) lives.setConnection(life, connection);
  }

  /** Whether a life was seen to end with a PeerConnection of its handle that is not the last one. */
  wentBefore(life: number, handleLife: number): boolean {
    const connection = this.stage.lives.connection(life);
    return connection !== NONE && connection !== this.connection(handleLife);
  }

  /** Notes bits of the kind's own meaning of a life, in the place of those before. */
  setMarks(life: number, marks: number): void {
    this.stage.lives.setMarks(life, marks);
  }

  marks(life: number): number {
    return this.stage.lives.marks(life);
  }

  /** When an event happened, µs. */
  atOf(event: number): number {
    return this.stage.facts.table.at(event);
  }

  /** The event that shows what is worth a look about a life. */
  showBy(life: number, { event }: Fact): void {
    this.stage.lives.setShownBy(life, event);
  }

  setOther(life: number, other: number): void {
    this.stage.lives.setOtherHolder(life, other);
  }

  isTold(life: number): boolean {
    return life !== NONE && this.stage.lives.isTold(life);
  }

  /** Whether a holder was there until a fact or shortly before. */
  isAbout(holder: number, { at }: Fact): boolean {
    return holder >= 0 && this.stage.overAt(holder) >= at - ECHO;
  }

  cause(life: number): string | null {
    return this.stage.lives.cause(life);
  }

  endedAt(life: number): number {
    return this.stage.lives.endedAt(life);
  }

  /** Whether a life goes on at a fact, as far as is known by then. */
  isOpen(life: number, fact: Fact): boolean {
    return life !== NONE && !this.isOver(life, fact);
  }

  /**
   * Whether an event at a fact can tell the end of a life: nothing told it, it is not long over, and its server has not
   * started anew since, which knows nothing of it.
   */
  canEnd(life: number, { at }: Fact): boolean {
    if (life === NONE || this.isTold(life) || this.stage.overAt(life) < at - LATE) return false;
    return !this.stage.isOfEarlierRun(life, at);
  }

  /** Whether an event at a fact can be a second telling of a life's end. */
  isEcho(life: number, { at }: Fact): boolean {
    return life !== NONE && this.isTold(life) && at - this.endedAt(life) <= ECHO;
  }

  /** Whether a fact is the one that a life began with, once more: a log was given twice, or written by two handlers. */
  isItsBeginning(life: number, { event }: Fact): boolean {
    if (life === NONE) return false;
    const { lives, lifeFacts, facts } = this.stage;
    return facts.table.toldAt(lifeFacts.event(lives.fact(life))) === facts.table.toldAt(event);
  }

  /** The handle, or whatever holds the life. */
  holder(life: number): number {
    return this.stage.lives.holder(life);
  }

  /** Whether the life's session or handle ends about the time of a fact, also if that is still to come. */
  holderEndsAbout(life: number, { at }: Fact): boolean {
    return this.stage.sessionEndsAbout(life, at) || this.stage.handleEndsAbout(life, at);
  }

  /** When the life began, or its first trace, µs. */
  firstAt(life: number): number {
    return this.stage.firstAt(life);
  }

  /** The room or mountpoint that a life's first event names, a number. */
  place(life: number): number {
    return this.stage.lifeFacts.place(this.stage.lives.fact(life));
  }

  hasOther(life: number): boolean {
    return this.stage.lives.otherHolder(life) !== NONE;
  }

  /** The life that says who is on a handle, a registered user, or -1. */
  identity(handleLife: number): number {
    return this.stage.identities.of(handleLife);
  }

  setIdentity(handleLife: number, life: number): void {
    this.stage.identities.set(handleLife, life);
  }

  /** Whether an end was told by this very event already, for another kind of life. */
  isExplained(fact: Fact): boolean {
    return this.stage.explained === fact.number;
  }

  /** The pair of candidates that a PeerConnection goes over, a text. */
  setPair(life: number, { text }: Fact): void {
    this.stage.pairs.set(life, text);
  }

  /** The PeerConnection that a handle had last, a life. */
  connection(handleLife: number): number {
    return this.stage.connections.of(handleLife);
  }

  setConnection(handleLife: number, life: number): void {
    this.stage.connections.set(handleLife, life);
  }

  /** The life of a room or mountpoint. */
  placeLife(place: number): number {
    return this.stage.placeLives.of(place);
  }

  setPlaceLife(place: number, life: number): void {
    this.stage.placeLives.set(place, life);
  }

  /** Full name of the plugin of a handle, '' where it is not known. */
  pluginOf(handleLife: number): string {
    return handleLife < 0 ? '' : this.stage.pluginOf(handleLife);
  }

  sawAttached(handleLife: number): boolean {
    return this.stage.sawAttached(handleLife);
  }

  textOf(fact: Fact): string | null {
    return this.stage.lifeFacts.texts.at(fact.text);
  }

  private isOver(life: number, { at }: Fact): boolean {
    return this.stage.overAt(life) <= at;
  }
}
