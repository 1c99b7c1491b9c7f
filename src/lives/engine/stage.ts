/** Where the rules of all kinds act: the lives so far, and what is known of what holds them. */
import { NONE } from '../../events/columns.js';
import { Role } from '../../events/event-table.js';
import { pluginOf, type EmitterFacts, type Facts } from '../../sessions/collecting/facts.js';
import type { Judgement } from '../../sessions/judge.js';
import type { Mark } from '../../sessions/servers/server.js';
import { STATES } from '../../sessions/session-table.js';
import { LastLives } from './last-lives.js';
import type { Fact } from './fact.js';
import type { LifeFacts } from './life-facts.js';
import { heldBySession, LifeTable, sessionHolding } from './life-table.js';
import { OwnMarks } from './own-marks.js';
import { SessionsByOwner } from './sessions-by-owner.js';

/** Lives hold each other in few levels: session, handle, PeerConnection or person, publication. */
const DEEPEST = 8;
/** What ends with its session ends within this of it, µs. */
const WITH_SESSION = 1_000_000;
/** What a handle takes along is told within this of its `detached`, µs (3 ms seen). */
const WITH_HANDLE = 50_000;

export class Stage {
  readonly lives = new LifeTable();
  /** By number of a handle, of a room or mountpoint: its life. By handle's life: its PeerConnection, who is on it. */
  readonly handleLives = new LastLives();
  readonly placeLives = new LastLives();
  readonly connections = new LastLives();
  readonly identities = new LastLives();
  /** By life of a PeerConnection: the text of the pair of candidates that it went over last. */
  readonly pairs = new LastLives();
  /** The fact that told an end last. */
  explained = -1;
  private readonly sessions: SessionsByOwner;
  /** By emitter, once it is asked for. */
  private readonly marks: OwnMarks[] = [];
  /** By handle: when it detached last, µs; made when it is asked for. */
  private detachedAt: ReadonlyMap<number, number> | null = null;

  readonly facts: Facts;

  constructor(
    readonly lifeFacts: LifeFacts,
    readonly judgement: Judgement,
    private readonly heldByServer: ReadonlySet<number>,
    private readonly handleKind: number,
    private readonly pluginCount: number,
  ) {
    this.facts = judgement.facts;
    this.sessions = new SessionsByOwner(judgement, this.facts.owners.count);
  }

  /** The life of the handle that an event is of, begun without its beginning where that is not in the log. */
  handleLife(fact: Fact): number {
    if (fact.handle < 0) return NONE;
    const known = this.handleLives.of(fact.handle);
    return known === NONE ? this.beginHandle(fact, false) : known;
  }

  beginHandle(fact: Fact, begun: boolean): number {
    const session = this.sessions.at(fact.owner, fact.at);
    const life = this.lives.add(this.handleKind, fact.number, begun, heldBySession(session), NONE);
    this.handleLives.set(fact.handle, life);
    return life;
  }

  /**
   * When a life was over, by its own end or by that of what holds it, as far as the events up to now tell and the
   * sessions' verdicts; µs, Infinity while it goes on.
   */
  overAt(life: number, depth = 0): number {
    const { lives } = this;
    const own = lives.endedAt(life);
    if (!Number.isNaN(own)) return own;
    if (depth > DEEPEST) return Infinity;
    const connection = lives.connection(life);
    let at = connection === NONE ? Infinity : lives.endedAt(connection);
    if (this.heldByServer.has(lives.kind(life))) at = Math.min(at, this.serverEnd(life)?.at ?? Infinity);
    at = Math.min(at, this.holderOver(lives.holder(life), depth));
    return Math.min(at, this.holderOver(lives.otherHolder(life), depth));
  }

  private holderOver(holder: number, depth: number): number {
    if (holder >= 0) return this.overAt(holder, depth + 1);
    const session = sessionHolding(holder);
    if (session < 0) return Infinity;
    return STATES[this.judgement.sessions.state[session]!] === 'ended' ? this.sessionEnd(session) : Infinity;
  }

  /** When an ended session ended, by the time that is judged by, µs. */
  sessionEnd(session: number): number {
    const { table } = this.facts;
    const { ending, endedAt } = this.judgement.sessions;
    return table.isCorrected && ending[session]! >= 0 ? table.at(ending[session]!) : endedAt[session]!;
  }

  /** The session that a life is in, through all that is between; -1 for none. */
  sessionOf(life: number): number {
    let holder = life;
    while (holder >= 0) holder = this.lives.holder(holder);
    return sessionHolding(holder);
  }

  /** Whether the session of a life ended about a time. */
  sessionEndsAbout(life: number, at: number): boolean {
    const session = this.sessionOf(life);
    return session >= 0 && Math.abs(this.sessionEnd(session) - at) <= WITH_SESSION;
  }

  /** Whether the handle that a life's first event is of detaches about a time, also if that is still to come. */
  handleEndsAbout(life: number, at: number): boolean {
    this.detachedAt ??= this.detachments();
    const detached = this.detachedAt.get(this.facts.table.handle(this.lifeFacts.event(this.lives.fact(life))));
    return detached !== undefined && Math.abs(detached - at) <= WITH_HANDLE;
  }

  private detachments(): ReadonlyMap<number, number> {
    const { lifeFacts } = this;
    const { table } = this.facts;
    const at = new Map<number, number>();
    for (let fact = 0; fact < lifeFacts.count; fact++) {
      const event = lifeFacts.event(fact);
      if (table.role(event) === Role.detached) at.set(table.handle(event), table.at(event));
    }
    return at;
  }

  /** Whether the session of a life went on for more than a second after its end, as far as can be told. */
  sessionLivedOn(life: number): boolean {
    const session = this.sessionOf(life);
    const { sessions } = this.judgement;
    const state = session < 0 ? 'open' : STATES[sessions.state[session]!];
    if (state !== 'ended') return state === 'open';
    return this.sessionEnd(session) > this.lives.endedAt(life) + WITH_SESSION;
  }

  /** The `shutdown` or `started` that ended what ends with the server; null: none, as far as can be told. */
  serverEnd(life: number): Mark | null {
    return this.marksOf(life).after(this.firstAt(life));
  }

  /** Whether a life is of an earlier run of its server than what comes at `at`, µs. */
  isOfEarlierRun(life: number, at: number): boolean {
    return this.marksOf(life).startedBetween(this.firstAt(life), at);
  }

  private marksOf(life: number): OwnMarks {
    const { number } = this.emitterOf(life);
    return (this.marks[number] ??= new OwnMarks(this.judgement.servers[number]!.marks));
  }

  /** Whether several servers send under the name of a life's emitter, as far as `shutdown` and `started` show. */
  isShared(life: number): boolean {
    return this.judgement.servers[this.emitterOf(life).number]!.several;
  }

  firstAt(life: number): number {
    return this.facts.table.at(this.lifeFacts.event(this.lives.fact(life)));
  }

  emitterOf(life: number): EmitterFacts {
    return this.facts.emitterList[this.emitterOfFact(this.lives.fact(life))]!;
  }

  /** Number of the emitter of a fact: every one has a session or a place. */
  emitterOfFact(fact: number): number {
    const owner = this.facts.table.owner(this.lifeFacts.event(fact));
    if (owner >= 0) return this.facts.owners.scope.values[owner]!;
    return Math.floor(this.lifeFacts.places.scope.values[this.lifeFacts.place(fact)]! / this.pluginCount);
  }

  /** Whether the beginning of a life's handle or session is in the log: then so is all that it did. */
  isWhole(life: number): boolean {
    let holder = life;
    for (let level = 0; holder >= 0 && level < DEEPEST; level++) {
      if (this.lives.kind(holder) === this.handleKind && this.lives.isBegun(holder)) return true;
      holder = this.lives.holder(holder);
    }
    const session = sessionHolding(holder);
    return session >= 0 && !Number.isNaN(this.judgement.sessions.createdAt[session]!);
  }

  /** When a life ended, or the last event of its server, µs. */
  until(life: number): number {
    const ended = this.lives.endedAt(life);
    return Number.isNaN(ended) ? this.emitterOf(life).lastAt : ended;
  }

  /** Full name of the plugin of a life's handle, '' where it is not known. */
  pluginOf(life: number): string {
    const handle = this.facts.table.handle(this.lifeFacts.event(this.lives.fact(life)));
    return handle < 0 ? '' : pluginOf(this.facts, handle);
  }

  /** Whether the handle's `attached` is in the log: then so is all that came after. */
  sawAttached(handleLife: number): boolean {
    if (handleLife === NONE) return false;
    return this.facts.table.role(this.lifeFacts.event(this.lives.fact(handleLife))) === Role.attached;
  }
}
