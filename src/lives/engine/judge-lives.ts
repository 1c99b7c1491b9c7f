/** From the facts to lives, and how each ended. */
import { EventType } from '../../events/types.js';
import { countOf } from '../../sessions/collecting/facts.js';
import type { Judgement } from '../../sessions/judge.js';
import { CAUSES, STATES } from '../../sessions/session-table.js';
import { inTimeOrder } from './in-order.js';
import { KindStage } from './kind-stage.js';
import type { Kinds, LifeKind } from './kind.js';
import type { Fact, Handler } from './fact.js';
import type { LifeFacts } from './life-facts.js';
import { sessionHolding, type LifeEnd } from './life-table.js';
import { Stage } from './stage.js';

export function judgeLives(lifeFacts: LifeFacts, judgement: Judgement, kinds: Kinds): Stage {
  const heldByServer = new Set([...kinds.list.keys()].filter((k) => kinds.list[k]!.heldByServer));
  const stage = new Stage(lifeFacts, judgement, heldByServer, kinds.handle, kinds.words.pluginCount);
  follow(stage, kinds);
  new Resolution(stage, kinds.list).all();
  for (const [number, { afterwards }] of kinds.list.entries()) afterwards?.(stage, number, kinds);
  return stage;
}

/** Goes through all facts in time order and lets the rules of each kind act. */
function follow(stage: Stage, { list, words }: Kinds): void {
  const { facts, lifeFacts } = stage;
  const handlers: Handler[][] = Array.from({ length: words.count }, () => []);
  for (const [number, kind] of list.entries())
    for (const { of, words: own } of kind.rules(new KindStage(stage, number)))
      for (const [word, handler] of Object.entries(own)) handlers[words.numberOf(of, word)]!.push(handler);
  const { table } = facts;
  const fact: { -readonly [K in keyof Fact]: Fact[K] } = {
    number: 0,
    event: 0,
    at: 0,
    emitter: 0,
    owner: 0,
    handle: 0,
    place: 0,
    who: 0,
    text: 0,
  };
  const order = inTimeOrder(lifeFacts, table);
  let before = NaN;
  for (let k = 0; k < order.length; k++) {
    const number = order[k]!;
    const hearing = handlers[lifeFacts.word(number)]!;
    if (hearing.length === 0) continue;
    const event = lifeFacts.event(number);
    const at = table.at(event);
    const again = at === before && isToldAgain(stage, order, k);
    before = at;
    if (again) continue;
    fact.number = number;
    fact.event = event;
    fact.at = at;
    fact.emitter = stage.emitterOfFact(number);
    fact.owner = table.owner(event);
    fact.handle = table.handle(event);
    fact.place = lifeFacts.place(number);
    fact.who = lifeFacts.who(number);
    fact.text = lifeFacts.text(number);
    for (const handler of hearing) handler(fact);
  }
}

/** Facts of one microsecond that are compared: Janus' own times differ, only tools make many of one time. */
const MOST_AT_ONCE = 16;

/**
 * Whether a fact is one of those right before it, written otherwise: two event handlers wrote one log. Two events of
 * Janus never have the same time and content.
 */
function isToldAgain({ facts: { table }, lifeFacts }: Stage, order: Uint32Array, k: number): boolean {
  const fact = order[k]!;
  const event = lifeFacts.event(fact);
  const at = table.at(event);
  for (let before = k - 1; before >= 0 && k - before <= MOST_AT_ONCE; before--) {
    const other = order[before]!;
    const otherEvent = lifeFacts.event(other);
    if (table.at(otherEvent) !== at) return false;
    if (
      lifeFacts.word(other) === lifeFacts.word(fact) &&
      table.handle(otherEvent) === table.handle(event) &&
      table.owner(otherEvent) === table.owner(event) &&
      lifeFacts.isSame(other, fact)
    )
      return true;
  }
  return false;
}

/** An end that comes from above. */
type Above = Omit<LifeEnd, 'told' | 'flagged'>;

/** Explains what no event ended by what held it: the earliest end of a holder decides. */
class Resolution {
  /** By kind. */
  private readonly shorts: readonly string[];

  constructor(
    private readonly stage: Stage,
    private readonly kinds: readonly LifeKind[],
  ) {
    this.shorts = kinds.map(({ words }) => words().short);
  }

  /** Holders come before what they hold: kind by kind, and in each in the order they began. */
  all(): void {
    const { lives } = this.stage;
    const counts = new Uint32Array(this.kinds.length + 1);
    for (let life = 0; life < lives.count; life++) counts[lives.kind(life) + 1]!++;
    for (let kind = 1; kind < counts.length; kind++) counts[kind]! += counts[kind - 1]!;
    const byKind = new Uint32Array(lives.count);
    for (let life = 0; life < lives.count; life++) byKind[counts[lives.kind(life)]!++] = life;
    for (const life of byKind) this.one(life, this.kinds[lives.kind(life)]!);
  }

  private one(life: number, kind: LifeKind): void {
    const { lives } = this.stage;
    if (lives.state(life) === 'ended') return;
    const above = [
      this.holderEnd(lives.holder(life)),
      this.holderEnd(lives.otherHolder(life)),
      this.holderEnd(lives.connection(life)),
      kind.heldByServer ? this.serverEnd(life) : null,
    ];
    const ends = above.filter((end): end is Above => end !== null && end !== 'doubt');
    if (ends.length > 0) {
      const first = ends.reduce((a, b) => (b.at < a.at ? b : a));
      lives.setEnd(life, { ...first, told: false, flagged: false });
    } else if (above.includes('doubt') || this.isMasked(life, kind)) lives.setUndecidable(life);
  }

  private holderEnd(holder: number): Above | 'doubt' | null {
    if (holder >= 0) return this.lifeEnd(holder);
    const session = sessionHolding(holder);
    return session < 0 ? null : this.sessionEnd(session);
  }

  private lifeEnd(life: number): Above | 'doubt' | null {
    const { lives } = this.stage;
    const state = lives.state(life);
    if (state !== 'ended') return state === 'undecidable' ? 'doubt' : null;
    const short = this.shorts[lives.kind(life)]!;
    const cause = lives.cause(life)!;
    return {
      event: lives.end(life),
      at: lives.endedAt(life),
      // What came from further above keeps its name.
      cause: lives.isTold(life) ? `${short}-${cause}` : cause,
      certainty: lives.certainty(life)!,
    };
  }

  private sessionEnd(session: number): Above | 'doubt' | null {
    const { sessions } = this.stage.judgement;
    const state = STATES[sessions.state[session]!]!;
    if (state !== 'ended') return state === 'undecidable' ? 'doubt' : null;
    const cause = CAUSES[sessions.cause[session]!]!;
    const code = sessions.certainty[session]!;
    return {
      event: sessions.ending[session]!,
      at: this.stage.sessionEnd(session),
      cause: sessions.sessionEvent[session]! >= 0 ? `session-${cause}` : cause,
      certainty: code === 0 ? 'certain' : code === 1 ? 'probable' : 'possible',
    };
  }

  private serverEnd(life: number): Above | 'doubt' | null {
    const mark = this.stage.serverEnd(life);
    if (mark === null) return this.stage.isShared(life) ? 'doubt' : null;
    const cause = mark.kind === 'shutdown' ? 'server-stopped' : 'server-crashed';
    return { event: mark.event, at: mark.at, cause, certainty: 'certain' };
  }

  private isMasked(life: number, kind: LifeKind): boolean {
    if (!kind.endsInWebrtc) return false;
    return countOf(this.stage.emitterOf(life), EventType.webrtc) === 0;
  }
}
