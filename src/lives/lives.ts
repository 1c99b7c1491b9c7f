/** The lives of all logs: sessions first, then what lives in them, in the order in which it began. */
import { NONE } from '../events/columns.js';
import type { EventPlace } from '../events/event-table.js';
import type { Evidence, EvidenceKind, Session } from '../sessions/model.js';
import type { Kinds, KindWords, LifeIds, LifeKind, LifeNaming } from './engine/kind.js';
import { sessionHolding } from './engine/life-table.js';
import type { Stage } from './engine/stage.js';
import { Holding } from './holding.js';
import type { Life } from './model.js';
import { hintedLives, hintOf } from './engine/hints.js';
import { qualityOf, type Quality } from './quality/quality.js';
import { staysOf, type Stays } from './stays.js';
import { beginningOf, endOf, reasonOf, SESSION_NOUN } from './wording.js';

export interface Lives {
  /** What they rest on. */
  readonly stage: Stage;
  readonly stays: () => Stays;
  readonly holding: () => Holding;
  readonly quality: () => Quality;
  /** How good a session or life was, from 1 to 5; null: not told. */
  score(index: number): number | null;
  /** Of sessions and lives together. */
  readonly count: number;
  /** By index: the number of its kind in `KIND_NAMES`. */
  kindOf(index: number): number;
  life(index: number, within: (index: number) => number | null): Life;
  /** The session that a life is in, or null. */
  sessionOf(index: number): number | null;
  /** Those with something worth a look, in the order in which they began. */
  hinted(): Uint32Array;
  /** The names of the kinds, for {@link kindOf}. */
  readonly kinds: readonly string[];
  /** Memory of the columns and the facts they rest on, bytes. */
  readonly bytes: number;
}

export function livesOf(stage: Stage, known: Kinds): Lives {
  const kinds = { ...known, list: known.list.map(spokenOnce) };
  const { judgement, lives, lifeFacts } = stage;
  const { sessions } = judgement;
  const connections = kinds.list.findIndex(({ kind }) => kind === 'peerconnection');
  let stays: Stays | null = null;
  let holding: Holding | null = null;
  let quality: Quality | null = null;
  let hinted: Uint32Array | null = null;
  const qualityOnce = (): Quality => (quality ??= qualityOf(stage, connections));
  return {
    stage,
    stays: () => (stays ??= staysOf(stage, kinds)),
    holding: () => (holding ??= new Holding(stage)),
    quality: qualityOnce,
    score: (index) =>
      index < sessions.count ? qualityOnce().ofSession(index) : qualityOnce().ofLife(index - sessions.count),
    count: sessions.count + lives.count,
    kinds: ['session', ...kinds.list.map(({ kind }) => kind)],
    bytes: lives.bytes + lifeFacts.bytes,
    kindOf: (index) => (index < sessions.count ? 0 : 1 + lives.kind(index - sessions.count)),
    life: (index, within) =>
      index < sessions.count
        ? new SessionLife(sessions.session(index))
        : new LifeView(stage, kinds, index - sessions.count, within),
    sessionOf(index) {
      const session = index < sessions.count ? index : stage.sessionOf(index - sessions.count);
      return session < 0 ? null : session;
    },
    hinted: () => (hinted ??= hintedLives(stage, kinds).map((life) => sessions.count + life)),
  };
}

/** A kind whose words are made once: reports of a million lives ask for them as often. */
function spokenOnce(kind: LifeKind): LifeKind {
  let words: KindWords | null = null;
  return { ...kind, words: () => (words ??= kind.words()) };
}

/** A session as the life that holds all others. */
class SessionLife implements Life {
  readonly kind = SESSION_NOUN;
  readonly upAt = null;
  readonly within = null;
  readonly hint = null;
  readonly shownBy = null;

  constructor(private readonly session: Session) {}

  get emitter(): string {
    return this.session.emitter;
  }

  get ids(): LifeIds {
    return { session_id: this.session.id };
  }

  get name(): string | null {
    const { displays, opaqueIds } = this.session;
    return displays[0] ?? opaqueIds[0] ?? null;
  }

  get state(): Life['state'] {
    return this.session.state;
  }

  get told(): boolean {
    return this.session.sessionEvent !== null;
  }

  get flagged(): boolean {
    return this.session.flagged;
  }

  get cause(): string | null {
    return this.session.cause;
  }

  get certainty(): Life['certainty'] {
    return this.session.certainty;
  }

  get begunAt(): number | null {
    return this.session.createdAt;
  }

  get endedAt(): number | null {
    return this.session.endedAt;
  }

  get firstAt(): number {
    return this.session.firstAt;
  }

  get reason(): string {
    return this.session.reason;
  }

  get evidence(): readonly Evidence[] {
    return this.session.evidence;
  }
}

/** One life as an object, whose longer parts are made when they are asked for. */
class LifeView implements Life {
  readonly kind: string;
  readonly emitter: string;
  readonly state: Life['state'];
  readonly told: boolean;
  readonly flagged: boolean;
  readonly cause: string | null;
  readonly certainty: Life['certainty'];
  readonly begunAt: number | null;
  readonly upAt: number | null;
  readonly endedAt: number | null;
  readonly within: number | null;
  readonly firstAt: number;
  private found: readonly Evidence[] | null = null;

  constructor(
    private readonly stage: Stage,
    private readonly kinds: Kinds,
    private readonly number: number,
    within: (index: number) => number | null,
  ) {
    const { lives, facts, lifeFacts, judgement } = stage;
    const holder = lives.holder(number);
    const first = facts.table.toldAt(lifeFacts.event(lives.fact(number)));
    const end = lives.end(number);
    const up = lives.up(number);
    this.kind = kinds.list[lives.kind(number)]!.kind;
    this.emitter = stage.emitterOf(number).name;
    this.state = lives.state(number);
    this.told = lives.isTold(number);
    this.flagged = lives.isFlagged(number);
    this.cause = lives.cause(number);
    this.certainty = lives.certainty(number);
    this.firstAt = first;
    this.begunAt = lives.isBegun(number) ? first : null;
    this.upAt = up < 0 ? null : facts.table.toldAt(up);
    this.endedAt = this.state !== 'ended' ? null : end < 0 ? lives.endedAt(number) : facts.table.toldAt(end);
    const index = holder >= 0 ? judgement.sessions.count + holder : sessionHolding(holder);
    this.within = index < 0 ? null : within(index);
  }

  get ids(): LifeIds {
    const ids = this.own.ids(this.naming(this.number, true));
    return Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== ''));
  }

  get name(): string | null {
    return this.own.name(this.naming(this.number, true)) || null;
  }

  get reason(): string {
    return reasonOf(this.stage, this.kinds, this.number);
  }

  get hint(): string | null {
    return hintOf(this.stage, this.kinds, this.number);
  }

  get shownBy(): Evidence | null {
    if (this.hint === null) return null;
    const shown = this.stage.lives.shownBy(this.number);
    const last = this.evidence.at(-1) ?? null;
    if (shown === NONE) return last;
    const { log, offset } = this.stage.facts.table.place(shown);
    return this.evidence.find((found) => found.log === log && found.offset === offset) ?? last;
  }

  /** Made once: reports tell its places by themselves. */
  get evidence(): readonly Evidence[] {
    return (this.found ??= this.findEvidence());
  }

  private findEvidence(): Evidence[] {
    const { stage, number } = this;
    const { lives, lifeFacts } = stage;
    const found: Evidence[] = [];
    const note = (event: number, kind: EvidenceKind, what: string): void => {
      if (event !== NONE) found.push(evidence(stage.facts.table.place(event), kind, what));
    };
    note(lifeFacts.event(lives.fact(number)), 'other', beginningOf(this.kinds, lives, number));
    note(lives.up(number), 'other', this.own.words().up ?? 'up');
    if (this.state === 'ended') note(lives.end(number), 'other', endOf(stage, this.kinds, number));
    const shown = lives.shownBy(number);
    const { hint } = this;
    if (hint !== null && shown !== lives.end(number)) note(shown, 'other', this.own.words().hints![hint]!.title);
    return found.sort((a, b) => a.at - b.at || a.offset - b.offset);
  }

  private get own(): Kinds['list'][number] {
    return this.kinds.list[this.stage.lives.kind(this.number)]!;
  }

  private naming(life: number, deep: boolean): LifeNaming {
    const { facts, lifeFacts, lives } = this.stage;
    const fact = lives.fact(life);
    const event = lifeFacts.event(fact);
    const owner = facts.table.owner(event);
    const handle = facts.table.handle(event);
    // Who asked for a room is not in it: only what is within a handle has its ids.
    const ownHandle = lives.holder(life) !== NONE;
    // The first trace of a handle can be any event on it: what that one names is not the handle's.
    const named = lives.kind(life) !== this.kinds.handle;
    const place = named ? lifeFacts.place(fact) : NONE;
    const who = named ? lifeFacts.who(fact) : NONE;
    return {
      session: owner < 0 || !ownHandle ? '' : facts.owners.text(owner),
      handle: handle < 0 || !ownHandle ? '' : facts.handles.text(handle),
      place: place < 0 ? '' : lifeFacts.places.text(place),
      who: who < 0 ? '' : lifeFacts.people.text(who),
      text: named ? (lifeFacts.texts.at(lifeFacts.text(fact)) ?? '') : '',
      holder: deep ? this.holderNaming(lives.holder(life)) : null,
      other: deep ? this.holderNaming(lives.otherHolder(life)) : null,
    };
  }

  private holderNaming(holder: number): LifeNaming | null {
    return holder < 0 ? null : this.naming(holder, false);
  }
}

const evidence = ({ log, offset, length, line, at }: EventPlace, kind: EvidenceKind, what: string): Evidence => ({
  log,
  offset,
  length,
  line,
  at,
  what,
  kind,
});
